#include "services/common/rpc/validation_plan.h"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "services/common/authorization/field_behavior.h"
#include "services/common/base/text.h"

namespace waymark::rpc {
namespace {

using authorization::HasBehavior;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class Plans {
 public:
  const Plan& Of(const Descriptor* type) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto known = plans_.find(type); known != plans_.end()) return *known->second;
    }
    const std::unique_lock lock(mutex_);
    return *Make(type);
  }

 private:
  const Plan* Make(const Descriptor* type) {
    auto& slot = plans_[type];
    if (slot) return slot.get();
    slot = std::make_unique<Plan>();
    Plan& plan = *slot;  // stays where it is while types it holds are planned
    plan.is_timestamp = type->full_name() == "google.protobuf.Timestamp";
    for (int i = 0; i < type->field_count(); ++i) Add(plan, type->field(i));
    return &plan;
  }

  void Add(Plan& plan, const FieldDescriptor* field) {
    FieldPlan planned(field);
    if (field->name() == "name" && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated()) {
      plan.name.emplace(planned);
    }
    if (HasBehavior(field, google::api::OUTPUT_ONLY)) return;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (field->message_type()->full_name() == "google.protobuf.FieldMask") plan.update_mask = field;
      planned.message = Make(field->message_type());
    }
    if (field->name() == "return_partial_success") plan.partial_success = field;
    if (field->name() == "parent") plan.has_parent = true;
    plan.fields.push_back(std::move(planned));
  }

  std::shared_mutex mutex_;
  std::unordered_map<const Descriptor*, std::unique_ptr<Plan>> plans_;
};

}  // namespace

FieldPlan::FieldPlan(const FieldDescriptor* descriptor)
    : field(descriptor),
      rules(descriptor->options().GetExtension(waymark::options::v1::rules)),
      required(HasBehavior(descriptor, google::api::REQUIRED)) {
  if (!rules.resource().empty()) pattern = Split(rules.resource(), '/');
}

const Plan& PlanOf(const Message& message) {
  static auto* plans = new Plans;
  return plans->Of(message.GetDescriptor());
}

}  // namespace waymark::rpc
