#include "tests/conformance/matrix_outcome.h"

namespace waymark::matrix {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// Wrong on purpose: see matrix_requests.cc.
bool IsWrongOnPurpose(const FieldViolation& violation) {
  const std::string& field = violation.field;
  return field == "etag" || field.ends_with(".etag") || field == "new_password" || field == "sealed_diff";
}

bool IsOfCredential(const Error& error) {
  return error.reason() == "CALLER_UNKNOWN" || error.reason().starts_with("CREDENTIAL");
}

std::string OutcomeOfError(const Error& error) {
  switch (error.code()) {
    case Code::kUnauthenticated:
      // Other reasons are of a password, a link or a code in the request.
      return IsOfCredential(error) ? "unknown" : "ok";
    case Code::kPermissionDenied:
      return "denied";
    case Code::kNotFound:
      return "hidden";
    case Code::kAlreadyExists:
    case Code::kFailedPrecondition:
    case Code::kAborted:
      return "ok";
    case Code::kInvalidArgument:
      for (const auto& violation : error.violations()) {
        if (!IsWrongOnPurpose(violation)) return "invalid:" + violation.field;
      }
      return error.violations().empty() ? "invalid:" + error.reason() : "ok";
    default:
      return "failed:" + error.reason();
  }
}

// The list of records that the answers of some methods are; null of the others.
const FieldDescriptor* RecordsOf(const MethodDescriptor& method) {
  const auto is = [&](const char* verb) { return method.name().starts_with(verb); };
  if (!is("List") && !is("Search") && !is("BatchGet") && !is("Graduate")) return nullptr;
  for (int i = 0; i < method.output_type()->field_count(); ++i) {
    const FieldDescriptor* field = method.output_type()->field(i);
    const bool records = field->is_repeated() && !field->is_map() && field->message_type() != nullptr &&
                         (field->message_type()->FindFieldByName("name") != nullptr ||
                          field->message_type()->FindFieldByName("participant") != nullptr);
    if (records) return field;
  }
  return nullptr;
}

// Whether it is a record of the place: no two places share any but the organization.
bool IsOf(const Message& record, const Place& place) {
  for (const char* name : {"name", "participant"}) {
    const FieldDescriptor* field = record.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr && place.Has(record.GetReflection()->GetString(record, field))) return true;
  }
  return false;
}

bool HoldsRecord(const Message& reply, const FieldDescriptor& field, const Place& place) {
  const auto& reflection = *reply.GetReflection();
  for (int i = 0; i < reflection.FieldSize(reply, &field); ++i) {
    if (IsOf(reflection.GetRepeatedMessage(reply, &field, i), place)) return true;
  }
  return false;
}

}  // namespace

std::string OutcomeOf(const MethodDescriptor& method, const Answer& answer, const Place& place) {
  if (answer.error) return OutcomeOfError(*answer.error);
  const FieldDescriptor* records = RecordsOf(method);
  return records == nullptr || HoldsRecord(*answer.reply, *records, place) ? "ok" : "hidden";
}

}  // namespace waymark::matrix
