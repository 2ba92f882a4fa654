#include "services/common/status/error.h"

#include "services/common/base/log.h"

namespace waymark {

Error Error::WithFieldPrefix(std::string_view prefix) const {
  Error out = *this;
  for (auto& violation : out.violations_) violation.field = std::string(prefix) + violation.field;
  return out;
}

Error InvalidField(std::string field, std::string description) {
  return InvalidFields({{std::move(field), std::move(description)}});
}

Error InvalidFields(std::vector<FieldViolation> violations) {
  std::string message = violations.empty() ? "the request is not valid"
                                           : violations.front().field + ": " + violations.front().description;
  if (violations.size() > 1) message += " (and " + std::to_string(violations.size() - 1) + " more)";
  Error error(Code::kInvalidArgument, "FIELD_INVALID", std::move(message));
  for (auto& violation : violations) {
    error = std::move(error).WithViolation(std::move(violation.field), std::move(violation.description));
  }
  return error;
}

Error NotFound(std::string_view name) {
  return Error(Code::kNotFound, "RESOURCE_NOT_FOUND", std::string(name) + " was not found")
      .WithMetadata("resource", std::string(name));
}

Error ReferenceNotFound(std::string field, std::string_view kind) {
  const std::string description = "there is no such " + std::string(kind);
  return Error(Code::kNotFound, "REFERENCE_NOT_FOUND", field + ": " + description)
      .WithViolation(field, description);
}

Error AlreadyExists(std::string field, std::string description) {
  return Error(Code::kAlreadyExists, "RESOURCE_EXISTS", field + ": " + description)
      .WithViolation(field, description);
}

Error EtagMismatch() {
  return Error(Code::kAborted, "ETAG_MISMATCH", "the record has changed since it was read; read it again")
      .WithViolation("etag", "does not match the current record");
}

Error InvalidToken(std::string field) {
  return Error(Code::kInvalidArgument, "TOKEN_INVALID", field + ": was not issued for this request")
      .WithViolation(field, "was not issued for this request");
}

Error RequestIdReused() {
  return Error(Code::kInvalidArgument, "REQUEST_ID_REUSED", "request_id: was used for another request")
      .WithViolation("request_id", "was used for another request; make a new one");
}

Error IllegalStateChange(std::string_view kind, std::string_view from, std::string_view to) {
  return Error(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED",
               std::string(kind) + " cannot go from " + std::string(from) + " to " + std::string(to))
      .WithMetadata("from", std::string(from))
      .WithMetadata("to", std::string(to));
}

Error FailedPrecondition(std::string reason, std::string message) {
  return Error(Code::kFailedPrecondition, std::move(reason), std::move(message));
}

Error Unavailable(std::string_view dependency) {
  return Error(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE",
               std::string(dependency) + " is unavailable; try again");
}

Error Overloaded(std::string_view what) {
  return Error(Code::kResourceExhausted, "OVERLOADED", std::string(what) + " is at its limit; try again");
}

Error DeadlineExceeded() {
  return Error(Code::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline has passed");
}

Error Internal(std::string_view log_hint) {
  Log(LogLevel::kError, "internal error", {{"hint", log_hint}});
  return Error(Code::kInternal, "INTERNAL", "internal error");
}

}  // namespace waymark
