#include "services/common/rpc/method.h"

#include <algorithm>
#include <stdexcept>

namespace waymark::rpc {
namespace {

const Handler& HandlerOf(const Service& service, const google::protobuf::MethodDescriptor& method) {
  const auto found = std::find_if(service.handlers.begin(), service.handlers.end(),
                                  [&](const Handler& handler) { return handler.method() == method.name(); });
  if (found == service.handlers.end()) throw std::logic_error(method.full_name() + " has no handler");
  if (found->request().GetDescriptor() != method.input_type() ||
      found->reply().GetDescriptor() != method.output_type()) {
    throw std::logic_error("the handler of " + method.full_name() + " has other types than its proto");
  }
  if (found->streams() != method.server_streaming()) {
    throw std::logic_error("of " + method.full_name() + " either the handler streams or the proto, not both");
  }
  return *found;
}

}  // namespace

void AddMethods(const Service& service, std::deque<Method>& methods) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service.name);
  if (descriptor == nullptr) throw std::logic_error("there is no service " + service.name);
  if (static_cast<int>(service.handlers.size()) != descriptor->method_count()) {
    throw std::logic_error(service.name + " has other handlers than RPCs");
  }
  for (int i = 0; i < descriptor->method_count(); ++i) {
    const auto& method = *descriptor->method(i);
    methods.emplace_back(service.name, HandlerOf(service, method), authorization::PermissionOf(method));
  }
}

}  // namespace waymark::rpc
