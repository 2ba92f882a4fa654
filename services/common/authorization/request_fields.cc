#include "services/common/authorization/request_fields.h"

#include <string_view>

#include "services/common/base/text.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::authorization {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kAll[] = "*";

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
  if (parts.size() < 2) return "";
  // What is of no one organization.
  if (parts[0] == "accounts" || parts[0] == "mails") return kAll;
  if (parts[0] != "organizations") return "";
  if (parts[1] == "-") return kAll;
  return IsSlug(parts[1]) ? std::string(parts[1]) : "";
}

}  // namespace

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

std::vector<const FieldDescriptor*> MessageFields(const Message& request) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    const bool one = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated();
    if (one && request.GetReflection()->HasField(request, field)) fields.push_back(field);
  }
  return fields;
}

std::string OrganizationOf(const Message& request) {
  for (const char* field : {"parent", "name"}) {
    if (const std::string name = Text(request, field); !name.empty()) return SlugOf(name);
  }
  for (const FieldDescriptor* field : MessageFields(request)) {
    const std::string name = Text(request.GetReflection()->GetMessage(request, field), "name");
    if (name.starts_with("organizations/") || name.starts_with("accounts/")) return SlugOf(name);
  }
  if (const std::string name = FirstReference(request); !name.empty()) return SlugOf(name);
  if (const std::string slug = Text(request, "organization_id"); !slug.empty()) {
    return SlugOf("organizations/" + slug);
  }
  return kAll;
}

}  // namespace waymark::authorization
