#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "services/common/authorization/field_behavior.h"
#include "services/common/base/text.h"
#include "services/common/rpc/validate.h"

namespace waymark::rpc {
namespace {

using authorization::HasBehavior;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool Changeable(const FieldDescriptor* field) {
  return !HasBehavior(field, google::api::OUTPUT_ONLY) && !HasBehavior(field, google::api::IMMUTABLE);
}

// Of a resource's own fields: neither its identity nor its version.
bool IsContent(const FieldDescriptor* field) {
  return Changeable(field) && field->name() != "name" && field->name() != "etag";
}

// One that is set once. A request without mask may bring it along with the rest of the record.
bool MustStay(const FieldDescriptor* field) { return HasBehavior(field, google::api::IMMUTABLE); }

// Why a path may not stand in a mask; empty when it may.
std::string Wrong(std::string_view path, const Descriptor* type) {
  const Descriptor* resource = type;
  for (const auto part : Split(path, '.')) {
    const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(std::string(part));
    if (field == nullptr) return "there is no such field";
    if (type == resource ? !IsContent(field) : !Changeable(field)) return "the field cannot be changed";
    const bool inner = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated();
    type = inner ? field->message_type() : nullptr;
  }
  return "";
}

// Those that the resource sets, or all that may change.
std::vector<std::string> FieldsOf(const Message& resource, bool all) {
  std::vector<const FieldDescriptor*> set;
  resource.GetReflection()->ListFields(resource, &set);
  std::vector<std::string> paths;
  for (int i = 0; i < resource.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = resource.GetDescriptor()->field(i);
    const bool is_set = std::find(set.begin(), set.end(), field) != set.end();
    if (IsContent(field) ? all || is_set : is_set && MustStay(field)) paths.push_back(field->name());
  }
  return paths;
}

}  // namespace

std::vector<std::string> MaskPaths(const Message& mask, const Message& resource) {
  const FieldDescriptor* field = mask.GetDescriptor()->FindFieldByName("paths");
  const int size = mask.GetReflection()->FieldSize(mask, field);
  if (size == 0) return FieldsOf(resource, false);
  std::vector<std::string> paths;
  for (int i = 0; i < size; ++i) {
    std::string path = mask.GetReflection()->GetRepeatedString(mask, field, i);
    if (path == "*") return FieldsOf(resource, true);
    if (const auto wrong = Wrong(path, resource.GetDescriptor()); !wrong.empty()) {
      throw InvalidField("update_mask", "`" + path.substr(0, 64) + "`: " + wrong);
    }
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace waymark::rpc
