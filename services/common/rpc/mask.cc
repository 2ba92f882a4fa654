#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "services/common/base/text.h"
#include "services/common/rpc/field_behavior.h"
#include "services/common/rpc/validate.h"

namespace waymark::rpc {
namespace {

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

std::vector<std::string> AllFields(const Descriptor* type) {
  std::vector<std::string> paths;
  for (int i = 0; i < type->field_count(); ++i) {
    if (IsContent(type->field(i))) paths.push_back(type->field(i)->name());
  }
  return paths;
}

std::vector<std::string> SetFields(const Message& resource) {
  std::vector<const FieldDescriptor*> fields;
  resource.GetReflection()->ListFields(resource, &fields);
  std::vector<std::string> paths;
  for (const auto* field : fields) {
    if (IsContent(field)) paths.push_back(field->name());
  }
  return paths;
}

}  // namespace

std::vector<std::string> MaskPaths(const Message& mask, const Message& resource) {
  const FieldDescriptor* field = mask.GetDescriptor()->FindFieldByName("paths");
  const int size = mask.GetReflection()->FieldSize(mask, field);
  if (size == 0) return SetFields(resource);
  std::vector<std::string> paths;
  for (int i = 0; i < size; ++i) {
    std::string path = mask.GetReflection()->GetRepeatedString(mask, field, i);
    if (path == "*") return AllFields(resource.GetDescriptor());
    if (const auto wrong = Wrong(path, resource.GetDescriptor()); !wrong.empty()) {
      throw InvalidField("update_mask", "`" + path.substr(0, 64) + "`: " + wrong);
    }
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace waymark::rpc
