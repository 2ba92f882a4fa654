#include "services/common/rpc/request.h"

#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor_database.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/rpc/digest.h"
#include "services/common/rpc/formats.h"

namespace waymark::rpc {
namespace {

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

// The field of one text of that name, or null.
const FieldDescriptor* TextField(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  const bool text =
      field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated();
  return text ? field : nullptr;
}

std::string Text(const Message& message, const char* name) {
  const FieldDescriptor* field = TextField(message, name);
  return field == nullptr ? "" : message.GetReflection()->GetString(message, field);
}

// The messages that the request holds one of: its resource is among them.
std::vector<const FieldDescriptor*> MessageFields(const Message& request) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    const bool one = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated();
    if (one && request.GetReflection()->HasField(request, field)) fields.push_back(field);
  }
  return fields;
}

// The first resource name that the request itself holds, by the rules of its fields.
std::string FirstReference(const Message& request) {
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    const std::string& pattern = field->options().GetExtension(waymark::options::v1::rules).resource();
    if (!pattern.starts_with("organizations/")) continue;
    if (const std::string name = Text(request, field->name().c_str()); !name.empty()) return name;
  }
  return "";
}

std::string SlugOf(std::string_view name) {
  const auto parts = Split(name, '/');
  const bool good = parts.size() >= 2 && parts[0] == "organizations" &&
                    HasFormat(parts[1], waymark::options::v1::FORMAT_SLUG);
  return good ? std::string(parts[1]) : "";
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

Caller CallerOf(const grpc::CallbackServerContext& context) {
  Caller caller{.actor = Metadata(context, "x-waymark-actor"),
                .purpose = Metadata(context, "x-waymark-purpose"),
                .traceparent = Metadata(context, "traceparent"),
                .idempotency_key = Metadata(context, "idempotency-key"),
                .if_match = Metadata(context, "if-match")};
  if (!IsTraceparent(caller.traceparent)) {
    caller.traceparent = "00-" + Hex(RandomBytes(16)) + "-" + Hex(RandomBytes(8)) + "-01";
  }
  return caller;
}

// `00-<32 digits>-<16 digits>-<2 digits>`, neither id all zero.
bool IsTraceparent(std::string_view text) {
  if (text.size() != 55 || !text.starts_with("00-") || text[35] != '-' || text[52] != '-') return false;
  const auto trace = text.substr(3, 32), span = text.substr(36, 16);
  return IsHex(trace) && IsHex(span) && IsHex(text.substr(53)) && !IsZero(trace) && !IsZero(span);
}

std::string MethodOf(const Message& request, const Message& reply) {
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
  return method == nullptr ? in->full_name() : method->service()->full_name() + "/" + method->name();
}

std::string OrganizationOf(const Message& request) {
  for (const char* field : {"parent", "name"}) {
    if (const std::string name = Text(request, field); !name.empty()) return SlugOf(name);
  }
  for (const FieldDescriptor* field : MessageFields(request)) {
    const std::string name = Text(request.GetReflection()->GetMessage(request, field), "name");
    if (name.starts_with("organizations/")) return SlugOf(name);
  }
  if (const std::string name = FirstReference(request); !name.empty()) return SlugOf(name);
  if (const std::string slug = Text(request, "organization_id"); !slug.empty()) {
    return SlugOf("organizations/" + slug);
  }
  return "*";
}

void FillFrom(const Caller& caller, Message& request) {
  // Whether the message has the field, which then has a value.
  const auto fill = [](Message& message, const char* name, const std::string& value) {
    const FieldDescriptor* field = TextField(message, name);
    if (field == nullptr) return false;
    if (Text(message, name).empty()) message.GetReflection()->SetString(&message, field, value);
    return true;
  };
  if (!caller.idempotency_key.empty()) fill(request, "request_id", caller.idempotency_key);
  // `*` is any version that there is: the same as not to care.
  if (caller.if_match.empty() || caller.if_match == "*" || fill(request, "etag", caller.if_match)) return;
  for (const FieldDescriptor* field : MessageFields(request)) {
    if (fill(*request.GetReflection()->MutableMessage(&request, field), "etag", caller.if_match)) return;
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
