#include "gateway/server/schema.h"

#include <algorithm>

#include "services/common/authorization/field_behavior.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::gateway {
namespace {

using authorization::HasBehavior;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

Json ReferenceTo(const std::string& component) { return {{"$ref", "#/components/schemas/" + component}}; }

// Messages whose JSON form is not an object of their fields.
const std::map<std::string, Json>& WellKnown() {
  static const std::map<std::string, Json> kSchemas = {
      {"google.protobuf.Timestamp", {{"type", "string"}, {"format", "date-time"}}},
      {"google.protobuf.Duration", {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$"}}},
      {"google.protobuf.FieldMask", {{"type", "string"}, {"examples", {"displayName,externalId"}}}},
      {"google.protobuf.Struct", {{"type", "object"}}},
      {"google.protobuf.Value", Json::object()},
      {"google.protobuf.Empty", {{"type", "object"}}},
      {"google.protobuf.Any",
       {{"type", "object"},
        {"properties", {{"@type", {{"type", "string"}}}}},
        {"additionalProperties", true}}},
  };
  return kSchemas;
}

Json ScalarSchema(FieldDescriptor::Type type) {
  switch (type) {
    case FieldDescriptor::TYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::TYPE_STRING:
      return {{"type", "string"}};
    case FieldDescriptor::TYPE_BYTES:
      return {{"type", "string"}, {"contentEncoding", "base64"}};
    case FieldDescriptor::TYPE_DOUBLE:
      return {{"type", "number"}, {"format", "double"}};
    case FieldDescriptor::TYPE_FLOAT:
      return {{"type", "number"}, {"format", "float"}};
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_SINT32:
    case FieldDescriptor::TYPE_SFIXED32:
      return {{"type", "integer"}, {"format", "int32"}};
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_FIXED32:
      return {{"type", "integer"}, {"minimum", 0}, {"maximum", 4294967295u}};
    // 64 bits are more than a JSON number holds in many readers.
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED64:
      return {{"type", "string"}, {"pattern", "^[0-9]+$"}};
    default:
      return {{"type", "string"}, {"pattern", "^-?[0-9]+$"}};
  }
}

// A text of this form; where the field may be left out, the empty text says as much.
void AddPattern(const std::string& pattern, bool required, Json& schema) {
  schema["pattern"] = required ? "^" + pattern + "$" : "^(" + pattern + ")?$";
}

// No `format`, which refuses the empty text.
void AddFormat(waymark::options::v1::Format format, bool required, Json& schema) {
  switch (format) {
    case waymark::options::v1::FORMAT_DATE:
      if (required) schema["format"] = "date";
      return AddPattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", required, schema);
    case waymark::options::v1::FORMAT_PARTIAL_DATE:
      return AddPattern("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?", required, schema);
    case waymark::options::v1::FORMAT_UUID:
      if (required) schema["format"] = "uuid";
      return AddPattern("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", required, schema);
    case waymark::options::v1::FORMAT_SLUG:
      return AddPattern("[a-z][a-z0-9-]{1,31}", required, schema);
    case waymark::options::v1::FORMAT_COUNTRY:
      return AddPattern("[A-Z]{2}", required, schema);
    case waymark::options::v1::FORMAT_TIME_ZONE:
      schema["examples"] = {"Europe/Tirane"};
      return;
    case waymark::options::v1::FORMAT_LANGUAGE:
      schema["examples"] = {"ky", "sr-Latn"};
      return;
    default:
      return;
  }
}

// A whole number is written without a fraction.
Json Bound(double value) {
  const auto whole = static_cast<int64_t>(value);
  return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

void AddRules(const FieldDescriptor& field, Json& schema) {
  const auto& rules = field.options().GetExtension(waymark::options::v1::rules);
  if (rules.min_length() > 0) schema["minLength"] = rules.min_length();
  if (rules.max_length() > 0) schema["maxLength"] = rules.max_length();
  if (rules.has_min()) schema["minimum"] = Bound(rules.min());
  if (rules.has_max()) schema["maximum"] = Bound(rules.max());
  if (!rules.resource().empty()) schema["x-resource"] = rules.resource();
  AddFormat(rules.format(), HasBehavior(&field, google::api::REQUIRED), schema);
  if (field.name() == "request_id") AddRequestIdRules(schema);
}

}  // namespace

std::string ComponentName(const std::string& full_name) {
  constexpr std::string_view kOurs = "waymark.";
  return full_name.rfind(kOurs, 0) == 0 ? full_name.substr(kOurs.size()) : full_name;
}

bool IsOutputOnly(const FieldDescriptor& field) { return HasBehavior(&field, google::api::OUTPUT_ONLY); }
bool IsRequired(const FieldDescriptor& field) { return HasBehavior(&field, google::api::REQUIRED); }

void AddRequestIdRules(Json& schema) {
  schema["maxLength"] = 128;
  schema["pattern"] = "^[!-~]*$";
}

Json Schemas::Reference(const Descriptor& message, bool below_parent) {
  const std::string name = ComponentName(message.full_name());
  // Entered before it is filled: a message may hold itself.
  if (components_.emplace(name, Json::object()).second)
    components_[name] = OfMessage(message, {}, below_parent);
  return ReferenceTo(name);
}

Json Schemas::Reference(const EnumDescriptor& type) {
  const std::string name = ComponentName(type.full_name());
  if (components_.count(name)) return ReferenceTo(name);
  Json values = Json::array();
  std::string description = comments_.Of(type);
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    values.push_back(value.name());
    const std::string comment = comments_.Of(value);
    description += (i == 0 ? "\n\n" : "\n") + std::string("- `") + value.name() + "`" +
                   (comment.empty() ? "" : ": " + comment);
  }
  components_[name] = {{"type", "string"}, {"description", description}, {"enum", values}};
  return ReferenceTo(name);
}

Json Schemas::OfValue(const FieldDescriptor& field) {
  Json schema;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    schema = Reference(*field.enum_type());
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    const auto known = WellKnown().find(field.message_type()->full_name());
    schema =
        known == WellKnown().end()
            ? Reference(*field.message_type(), field.containing_type()->FindFieldByName("parent") != nullptr)
            : known->second;
  } else {
    schema = ScalarSchema(field.type());
  }
  AddRules(field, schema);
  return schema;
}

Json Schemas::OfField(const FieldDescriptor& field) {
  Json schema;
  if (field.is_map()) {
    schema = {{"type", "object"}, {"additionalProperties", OfValue(*field.message_type()->map_value())}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", OfValue(field)}};
    const auto& rules = field.options().GetExtension(waymark::options::v1::rules);
    if (rules.max_items() > 0) schema["maxItems"] = rules.max_items();
  } else {
    schema = OfValue(field);
  }
  if (const std::string comment = comments_.Of(field); !comment.empty()) schema["description"] = comment;
  // An etag is the service's, and says in a request which version is meant.
  if (IsOutputOnly(field) && field.name() != "etag") schema["readOnly"] = true;
  if (HasBehavior(&field, google::api::INPUT_ONLY)) schema["writeOnly"] = true;
  if (HasBehavior(&field, google::api::IMMUTABLE)) schema["x-immutable"] = true;
  return schema;
}

Json Schemas::OfMessage(const Descriptor& message, const std::set<std::string>& without, bool below_parent) {
  Json schema = {{"type", "object"}};
  if (const std::string comment = comments_.Of(message); !comment.empty()) schema["description"] = comment;
  Json required = Json::array();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (without.count(field.name())) continue;
    schema["properties"][field.json_name()] = OfField(field);
    const bool said_above = below_parent && field.name() == "parent";
    if (IsRequired(field) && !said_above) required.push_back(field.json_name());
  }
  if (!required.empty()) schema["required"] = required;
  return schema;
}

}  // namespace waymark::gateway
