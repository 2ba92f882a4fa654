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
constexpr char kEtag[] = "etag";

using authorization::Text;
using authorization::TextField;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Gives a field of that name the header's value; whether there is such a field. A value of
// its own has to be the same.
bool Fill(Message& message, const char* name, const std::string& value, const char* header) {
  const FieldDescriptor* field = TextField(message, name);
  if (field == nullptr) return false;
  if (const std::string own = Text(message, name); own.empty()) {
    message.GetReflection()->SetString(&message, field, value);
  } else if (own != value) {
    throw InvalidField(name, std::string("is another one than that of the header ") + header);
  }
  return true;
}

// Whether it changes the resource that it holds: what is created has no version yet.
bool Updates(const Message& request) {
  return request.GetDescriptor()->FindFieldByName("update_mask") != nullptr;
}

// The etag of a request, or of the resource that it changes.
bool FillEtag(Message& request, const std::string& etag) {
  constexpr char kHeader[] = "If-Match";
  if (Fill(request, kEtag, etag, kHeader)) return true;
  if (!Updates(request)) return false;
  for (const FieldDescriptor* field : authorization::MessageFields(request)) {
    if (Fill(*request.GetReflection()->MutableMessage(&request, field), kEtag, etag, kHeader)) return true;
  }
  return false;
}

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
  if (!headers.idempotency_key.empty())
    Fill(request, "request_id", headers.idempotency_key, "Idempotency-Key");
  // `*` is any version that there is: the same as not to care.
  if (headers.if_match.empty() || headers.if_match == "*") return;
  // Who names a version counts on it: where none is compared, nothing is done.
  if (!FillEtag(request, headers.if_match) && !Updates(request))
    throw InvalidField("If-Match", "must be left out: this method compares no version");
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
