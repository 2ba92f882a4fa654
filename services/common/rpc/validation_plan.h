#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "waymark/options/v1/options.pb.h"

// What the descriptors of messages say of what is valid, read once.
namespace waymark::rpc {

struct Plan;

// What there is to check of one field.
struct FieldPlan {
  explicit FieldPlan(const google::protobuf::FieldDescriptor* descriptor);

  const google::protobuf::FieldDescriptor* field;
  const waymark::options::v1::FieldRules& rules;
  const bool required;
  std::vector<std::string_view> pattern;
  const Plan* message = nullptr;  // of a field of messages
};

// What there is to check of one message type.
struct Plan {
  std::vector<FieldPlan> fields;
  // The field `name` of a resource: OUTPUT_ONLY elsewhere, needed in an update.
  std::optional<FieldPlan> name;
  const google::protobuf::FieldDescriptor* update_mask = nullptr;
  const google::protobuf::FieldDescriptor* partial_success = nullptr;
  bool has_parent = false;
  bool is_timestamp = false;
};

// That of the message's type; it stays.
const Plan& PlanOf(const google::protobuf::Message& message);

}  // namespace waymark::rpc
