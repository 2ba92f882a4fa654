#include "services/common/rpc/request.h"

#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor_database.h"
#include "services/common/authorization/caller.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/ids.h"
#include "services/common/rpc/digest.h"

namespace waymark::rpc {
namespace {

using authorization::Text;
using authorization::TextField;
using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

std::string Metadata(const grpc::CallbackServerContext& context, const char* key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(key);
  return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
}

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

const MethodDescriptor* FindMethod(const FileDescriptor* file, const Descriptor* request,
                                   const Descriptor* reply) {
  for (int s = 0; s < file->service_count(); ++s) {
    for (int m = 0; m < file->service(s)->method_count(); ++m) {
      const MethodDescriptor* method = file->service(s)->method(m);
      if (method->input_type() == request && method->output_type() == reply) return method;
    }
  }
  return nullptr;
}

}  // namespace

CallHeaders HeadersOf(const grpc::CallbackServerContext& context) {
  CallHeaders headers{.caller = Metadata(context, authorization::kCallerMetadata),
                      .address = Metadata(context, "x-waymark-address"),
                      .user_agent = Metadata(context, "x-waymark-user-agent"),
                      .traceparent = Metadata(context, "traceparent"),
                      .idempotency_key = Metadata(context, "idempotency-key"),
                      .if_match = Metadata(context, "if-match")};
  if (!IsTraceparent(headers.traceparent)) {
    headers.traceparent = "00-" + Hex(RandomBytes(16)) + "-" + Hex(RandomBytes(8)) + "-01";
  }
  return headers;
}

// `00-<32 digits>-<16 digits>-<2 digits>`, neither id all zero.
bool IsTraceparent(std::string_view text) {
  if (text.size() != 55 || !text.starts_with("00-") || text[35] != '-' || text[52] != '-') return false;
  const auto trace = text.substr(3, 32), span = text.substr(36, 16);
  return IsHex(trace) && IsHex(span) && IsHex(text.substr(53)) && !IsZero(trace) && !IsZero(span);
}

const MethodDescriptor* MethodOf(const Message& request, const Message& reply) {
  const Descriptor *in = request.GetDescriptor(), *out = reply.GetDescriptor();
  const MethodDescriptor* method = FindMethod(in->file(), in, out);
  if (method == nullptr) {
    // A request of another file than its service's: look through all of them.
    std::vector<std::string> files;
    DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
    for (size_t i = 0; i < files.size() && method == nullptr; ++i) {
      method = FindMethod(DescriptorPool::generated_pool()->FindFileByName(files[i]), in, out);
    }
  }
  return method;
}

void FillFrom(const CallHeaders& headers, Message& request) {
  // Whether the message has the field, which then has a value.
  const auto fill = [](Message& message, const char* name, const std::string& value) {
    const FieldDescriptor* field = TextField(message, name);
    if (field == nullptr) return false;
    if (Text(message, name).empty()) message.GetReflection()->SetString(&message, field, value);
    return true;
  };
  if (!headers.idempotency_key.empty()) fill(request, "request_id", headers.idempotency_key);
  // `*` is any version that there is: the same as not to care.
  if (headers.if_match.empty() || headers.if_match == "*" || fill(request, "etag", headers.if_match)) return;
  for (const FieldDescriptor* field : authorization::MessageFields(request)) {
    if (fill(*request.GetReflection()->MutableMessage(&request, field), "etag", headers.if_match)) return;
  }
}

std::string RequestIdOf(const Message& request) { return Text(request, "request_id"); }

std::string RequestDigestOf(Message& request) {
  const FieldDescriptor* field = TextField(request, "request_id");
  if (field == nullptr) return DigestOf(request);
  const auto* reflection = request.GetReflection();
  std::string request_id = reflection->GetString(request, field);
  reflection->ClearField(&request, field);
  std::string digest = DigestOf(request);
  reflection->SetString(&request, field, std::move(request_id));
  return digest;
}

}  // namespace waymark::rpc
