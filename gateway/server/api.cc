#include "gateway/server/api.h"

#include <algorithm>
#include <stdexcept>

#include "gateway/server/field_text.h"
#include "google/api/annotations.pb.h"
#include "services/common/base/text.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr char kResumeToken[] = "resume_token";

struct Pattern {
  std::string http_method;
  std::string path;
};

Pattern PatternOf(const google::api::HttpRule& rule) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return {"GET", rule.get()};
    case google::api::HttpRule::kPut:
      return {"PUT", rule.put()};
    case google::api::HttpRule::kPost:
      return {"POST", rule.post()};
    case google::api::HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case google::api::HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    case google::api::HttpRule::kCustom:
      return {rule.custom().kind(), rule.custom().path()};
    case google::api::HttpRule::PATTERN_NOT_SET:
      break;
  }
  throw std::invalid_argument("a mapping without an HTTP method");
}

const FieldDescriptor& FieldOf(const Descriptor& message, const std::string& name) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  if (!field) throw std::invalid_argument("there is no field \"" + name + "\" in " + message.full_name());
  return *field;
}

// A path variable fills one single field of a scalar type.
FieldPath VariablePath(const Descriptor& request, const std::string& text) {
  FieldPath path = FindField(request, text);
  if (path.empty())
    throw std::invalid_argument("there is no field \"" + text + "\" in " + request.full_name());
  for (const FieldDescriptor* field : path) {
    if (field->is_repeated()) throw std::invalid_argument("the path variable \"" + text + "\" is repeated");
  }
  if (path.back()->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    throw std::invalid_argument("the path variable \"" + text + "\" is a message");
  }
  return path;
}

Binding MakeBinding(const Method& method, const google::api::HttpRule& rule) {
  Binding binding;
  binding.method = &method;
  const Pattern pattern = PatternOf(rule);
  binding.http_method = pattern.http_method;
  binding.pattern = pattern.path;
  binding.path = ParsePathTemplate(pattern.path);
  const Descriptor& request = *method.descriptor->input_type();
  for (const auto& variable : binding.path.variables) {
    binding.variables.push_back(VariablePath(request, variable.field_path));
  }
  if (!rule.body().empty() && (binding.http_method == "GET" || binding.http_method == "HEAD")) {
    throw std::invalid_argument("a " + binding.http_method + " has no body");
  }
  binding.whole_body = rule.body() == "*";
  if (!rule.body().empty() && !binding.whole_body) {
    binding.body = &FieldOf(request, rule.body());
    if (binding.body->is_repeated() || binding.body->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      throw std::invalid_argument("the body field \"" + rule.body() + "\" is not one message");
    }
  }
  if (!rule.response_body().empty()) {
    binding.response_body = &FieldOf(*method.descriptor->output_type(), rule.response_body());
    if (binding.response_body->is_repeated() ||
        binding.response_body->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      throw std::invalid_argument("the response_body field \"" + rule.response_body() +
                                  "\" is not one message");
    }
  }
  return binding;
}

// `waymark.courses.v1` → `courses`
std::string UpstreamOf(const MethodDescriptor& method) {
  const auto parts = Split(method.file()->package(), '.');
  if (parts.size() < 2) throw std::invalid_argument("the package has no second component");
  return std::string(parts[1]);
}

const FieldDescriptor* FieldOfType(const Descriptor& message, const char* name,
                                   FieldDescriptor::CppType type) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  return field && !field->is_repeated() && field->cpp_type() == type ? field : nullptr;
}

// The one message that a message of a stream with places to go on from holds.
const FieldDescriptor* EventField(const Descriptor& message) {
  if (!FieldOfType(message, kResumeToken, FieldDescriptor::CPPTYPE_STRING)) return nullptr;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (!field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return &field;
  }
  return nullptr;
}

}  // namespace

Api::Api(const std::vector<const google::protobuf::ServiceDescriptor*>& services,
         google::protobuf::MessageFactory& factory) {
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      if (!method.options().HasExtension(google::api::http)) continue;
      try {
        AddMethod(method, factory);
      } catch (const std::invalid_argument& error) {
        throw std::invalid_argument(method.full_name() + ": " + error.what());
      }
    }
  }
}

void Api::AddMethod(const MethodDescriptor& descriptor, google::protobuf::MessageFactory& factory) {
  if (descriptor.client_streaming()) throw std::invalid_argument("it takes a stream, which has no mapping");
  Method& method = methods_.emplace_back();
  method.descriptor = &descriptor;
  method.request = factory.GetPrototype(descriptor.input_type());
  method.reply = factory.GetPrototype(descriptor.output_type());
  method.rpc_path = "/" + descriptor.service()->full_name() + "/" + descriptor.name();
  method.upstream = UpstreamOf(descriptor);
  const auto permission = descriptor.options().GetExtension(waymark::options::v1::permission);
  method.open = permission == waymark::options::v1::PERMISSION_PUBLIC;
  method.streams = descriptor.server_streaming();
  if (method.streams) {
    method.resume_from = FieldOfType(*descriptor.input_type(), kResumeToken, FieldDescriptor::CPPTYPE_STRING);
    method.event = EventField(*descriptor.output_type());
  }
  method.large =
      descriptor.name().rfind("Batch", 0) == 0 || permission == waymark::options::v1::PERMISSION_VERIFY;
  method.wait_seconds = FieldOfType(*descriptor.input_type(), "wait_seconds", FieldDescriptor::CPPTYPE_INT32);
  method.etag = FieldOfType(*descriptor.output_type(), "etag", FieldDescriptor::CPPTYPE_STRING);
  by_rpc_path_[method.rpc_path] = &method;

  const auto& rule = descriptor.options().GetExtension(google::api::http);
  const auto add = [&](const google::api::HttpRule& one) {
    Binding binding = MakeBinding(method, one);
    if (binding.http_method == "GET") method.read_only = true;
    try {
      router_.Add(binding.http_method, binding.path, static_cast<int>(bindings_.size()));
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(binding.http_method + " " + binding.pattern + ": " + error.what());
    }
    bindings_.push_back(std::move(binding));
  };
  add(rule);
  for (const auto& additional : rule.additional_bindings()) {
    if (additional.additional_bindings_size() > 0)
      throw std::invalid_argument("additional_bindings are nested");
    add(additional);
  }
}

std::vector<std::string> Api::Upstreams() const {
  std::vector<std::string> names;
  for (const Method& method : methods_) names.push_back(method.upstream);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

const Method* Api::FindRpc(std::string_view rpc_path) const {
  const auto found = by_rpc_path_.find(rpc_path);
  return found == by_rpc_path_.end() ? nullptr : found->second;
}

std::vector<const google::protobuf::ServiceDescriptor*> WaymarkServices(
    const google::protobuf::FileDescriptorSet& files, const google::protobuf::DescriptorPool& pool) {
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  for (const auto& file : files.file()) {
    if (file.package().rfind("waymark.", 0) != 0 || file.service_size() == 0) continue;
    const auto* descriptor = pool.FindFileByName(file.name());
    if (!descriptor) throw std::invalid_argument("the program was built without " + file.name());
    for (int i = 0; i < descriptor->service_count(); ++i) services.push_back(descriptor->service(i));
  }
  return services;
}

}  // namespace waymark::gateway
