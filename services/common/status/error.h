#pragma once

#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

// The gRPC status codes that Waymark answers with; the numbers are gRPC's.
enum class Code {
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kUnauthenticated = 16,
};

// One wrong field of a request.
struct FieldViolation {
  std::string field;        // its path, `requests[16].participant.sex`
  std::string description;  // what is wrong and what would be right
};

// Why a call fails: a code, a stable reason in UPPER_SNAKE_CASE for programs,
// and a message for people. Made by the named functions below, thrown by
// whoever finds out, turned into a status in one place (grpc_status.h). The
// message holds no data of a person and no text of a driver.
class Error : public std::exception {
 public:
  Error(Code code, std::string reason, std::string message)
      : code_(code), reason_(std::move(reason)), message_(std::move(message)) {}

  Code code() const { return code_; }
  const std::string& reason() const { return reason_; }
  const std::string& message() const { return message_; }
  const std::vector<FieldViolation>& violations() const { return violations_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const char* what() const noexcept override { return message_.c_str(); }

  Error WithViolation(std::string field, std::string description) && {
    violations_.push_back({std::move(field), std::move(description)});
    return std::move(*this);
  }
  Error WithMetadata(std::string key, std::string value) && {
    metadata_[std::move(key)] = std::move(value);
    return std::move(*this);
  }
  // The same error with `prefix` before the path of each wrong field: for an
  // item of a batch, `requests[16].`.
  Error WithFieldPrefix(std::string_view prefix) const;

 private:
  Code code_;
  std::string reason_;
  std::string message_;
  std::vector<FieldViolation> violations_;
  std::map<std::string, std::string> metadata_;
};

// The error catalogue. Every error that more than one service can answer is
// made here; one that belongs to a single rule is made beside that rule.

// INVALID_ARGUMENT / FIELD_INVALID with one wrong field.
Error InvalidField(std::string field, std::string description);
// INVALID_ARGUMENT / FIELD_INVALID with several.
Error InvalidFields(std::vector<FieldViolation> violations);
// NOT_FOUND / RESOURCE_NOT_FOUND. `name` is a resource name, shown.
Error NotFound(std::string_view name);
// NOT_FOUND / REFERENCE_NOT_FOUND: a field refers to a record that is not there.
Error ReferenceNotFound(std::string field, std::string_view kind);
// ALREADY_EXISTS / RESOURCE_EXISTS: `field` is that which is taken already.
Error AlreadyExists(std::string field, std::string description);
// ABORTED / ETAG_MISMATCH: the record has changed since it was read.
Error EtagMismatch();
// INVALID_ARGUMENT / TOKEN_INVALID: an etag or page token that we did not make.
Error InvalidToken(std::string field);
// INVALID_ARGUMENT / REQUEST_ID_REUSED: same request_id, another request.
Error RequestIdReused();
// FAILED_PRECONDITION / STATE_CHANGE_NOT_ALLOWED, with metadata `from` and `to`.
Error IllegalStateChange(std::string_view kind, std::string_view from, std::string_view to);
// FAILED_PRECONDITION with a reason of its own.
Error FailedPrecondition(std::string reason, std::string message);
// UNAVAILABLE / DEPENDENCY_UNAVAILABLE: trying again soon may help.
Error Unavailable(std::string_view dependency);
// RESOURCE_EXHAUSTED / OVERLOADED: trying again soon may help.
Error Overloaded(std::string_view what);
// DEADLINE_EXCEEDED / DEADLINE_EXCEEDED.
Error DeadlineExceeded();
// INTERNAL / INTERNAL. `log_hint` goes to the log, never to the caller.
Error Internal(std::string_view log_hint);

}  // namespace waymark
