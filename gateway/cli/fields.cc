#include "gateway/cli/fields.h"

#include <google/protobuf/descriptor.h>

namespace waymark::cli {

using google::protobuf::Message;

void SetField(Message& message, const char* name, bool value) {
  message.GetReflection()->SetBool(&message, message.GetDescriptor()->FindFieldByName(name), value);
}

void SetField(Message& message, const char* name, const std::string& value) {
  message.GetReflection()->SetString(&message, message.GetDescriptor()->FindFieldByName(name), value);
}

std::string Text(const Message& message, const char* field) {
  const auto* descriptor = message.GetDescriptor()->FindFieldByName(field);
  return descriptor ? message.GetReflection()->GetString(message, descriptor) : "";
}

}  // namespace waymark::cli
