#pragma once

#include "google/api/field_behavior.pb.h"
#include "google/protobuf/descriptor.h"

namespace waymark::authorization {

// Whether the proto states this behaviour of the field.
inline bool HasBehavior(const google::protobuf::FieldDescriptor* field, google::api::FieldBehavior behavior) {
  const auto& options = field->options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

}  // namespace waymark::authorization
