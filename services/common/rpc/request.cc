#include "services/common/rpc/request.h"

#include <utility>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "services/common/authorization/caller.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "services/common/base/trace_context.h"
#include "services/common/rpc/digest.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

constexpr size_t kLongestAddress = 100;
constexpr size_t kLongestUserAgent = 300;
constexpr char kPassword[] = "current_password";

using authorization::Text;
using authorization::TextField;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

}  // namespace

CallHeaders HeadersOf(const std::function<std::string(const char*)>& metadata) {
  CallHeaders headers{.caller = metadata(authorization::kCallerMetadata),
                      .address = Printable(metadata("x-waymark-address"), kLongestAddress),
                      .user_agent = Printable(metadata("x-waymark-user-agent"), kLongestUserAgent),
                      .traceparent = metadata("traceparent"),
                      .idempotency_key = metadata("idempotency-key"),
                      .if_match = metadata("if-match")};
  if (!IsTraceparent(headers.traceparent)) headers.traceparent = NewTrace();
  return headers;
}

void FillFrom(const CallHeaders& headers, Message& request) {
  // Whether the message has the field, which then has a value.
  const auto fill = [](Message& message, const char* name, const std::string& value) {
    const FieldDescriptor* field = TextField(message, name);
    if (field == nullptr) return false;
    if (Text(message, name).empty()) message.GetReflection()->SetString(&message, field, value);
    return true;
  };
  if (!headers.idempotency_key.empty() && fill(request, "request_id", headers.idempotency_key) &&
      RequestIdOf(request) != headers.idempotency_key) {
    throw InvalidField("request_id", "is another one than that of the header Idempotency-Key");
  }
  // `*` is any version that there is: the same as not to care.
  if (headers.if_match.empty() || headers.if_match == "*" || fill(request, "etag", headers.if_match)) return;
  for (const FieldDescriptor* field : authorization::MessageFields(request)) {
    if (fill(*request.GetReflection()->MutableMessage(&request, field), "etag", headers.if_match)) return;
  }
}

std::string RequestIdOf(const Message& request) { return Text(request, "request_id"); }

std::string RequestDigestOf(Message& request) {
  struct LeftOut {
    Message* of;
    const FieldDescriptor* field;
    std::string text;
  };
  std::vector<LeftOut> left_out;
  const auto leave_out = [&](Message& of, const char* name) {
    const FieldDescriptor* field = TextField(of, name);
    if (field == nullptr) return;
    left_out.push_back({&of, field, of.GetReflection()->GetString(of, field)});
    of.GetReflection()->ClearField(&of, field);
  };
  leave_out(request, "request_id");
  // Of a password nothing is kept that is as quickly tried as a digest.
  leave_out(request, kPassword);
  for (const FieldDescriptor* field : authorization::MessageFields(request))
    leave_out(*request.GetReflection()->MutableMessage(&request, field), kPassword);
  std::string digest = DigestOf(request);
  for (auto& [of, field, text] : left_out) of->GetReflection()->SetString(of, field, std::move(text));
  return digest;
}

}  // namespace waymark::rpc
