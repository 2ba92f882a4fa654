#include "gateway/server/field_text.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Path = std::vector<const FieldDescriptor*>;

std::string PathText(const Path& path) {
  std::string out;
  for (const FieldDescriptor* field : path) out += (out.empty() ? "" : ".") + field->name();
  return out;
}

[[noreturn]] void Fail(const Path& path, std::string description) {
  throw InvalidField(PathText(path), std::move(description));
}

template <typename Number>
Number ParseNumber(const Path& path, std::string_view text, const char* expected) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) Fail(path, expected);
  return value;
}

double ParseReal(const Path& path, std::string_view text) {
  const double value = ParseNumber<double>(path, text, "must be a number");
  if (!std::isfinite(value)) Fail(path, "must be a finite number");
  return value;
}

bool ParseBool(const Path& path, std::string_view text) {
  if (text != "true" && text != "false") Fail(path, "must be true or false");
  return text == "true";
}

int ParseEnum(const Path& path, std::string_view text) {
  const auto* type = path.back()->enum_type();
  if (const EnumValueDescriptor* value = type->FindValueByName(std::string(text))) return value->number();
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && type->FindValueByNumber(number))
    return number;
  Fail(path, "must be one of " + EnumNames(*type));
}

void ParseMessage(const Path& path, std::string_view text, Message& out) {
  if (out.GetDescriptor()->well_known_type() == Descriptor::WELLKNOWNTYPE_FIELDMASK) {
    if (!ParseFieldMask(text, out)) Fail(path, "is not a list of fields");
    return;
  }
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ') Fail(path, "is not valid");
    json += c;
  }
  json += '"';
  if (!google::protobuf::util::JsonStringToMessage(json, &out).ok()) {
    Fail(path, "is not a " + out.GetDescriptor()->name() + " as JSON writes it");
  }
}

}  // namespace

Path FindField(const Descriptor& message, std::string_view text) {
  Path path;
  const Descriptor* at = &message;
  for (const std::string_view part : Split(text, '.')) {
    if (!at || (!path.empty() && path.back()->is_repeated())) return {};
    const std::string name(part);
    const FieldDescriptor* field = at->FindFieldByName(name);
    if (!field) field = at->FindFieldByCamelcaseName(name);
    if (!field || field->is_map()) return {};
    path.push_back(field);
    at = field->message_type();
  }
  return path;
}

void SetFromText(Message& message, const Path& path, std::string_view text) {
  Message* owner = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) owner = owner->GetReflection()->MutableMessage(owner, path[i]);
  const Reflection& r = *owner->GetReflection();
  const FieldDescriptor* field = path.back();
  const bool many = field->is_repeated();
  if (!IsUtf8(text)) Fail(path, "is not valid UTF-8");
  constexpr char kWhole[] = "must be a whole number that fits the field";
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      if (field->type() == FieldDescriptor::TYPE_BYTES) Fail(path, "can be given in a body only");
      many ? r.AddString(owner, field, std::string(text)) : r.SetString(owner, field, std::string(text));
      return;
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      const auto value = ParseNumber<int32_t>(path, text, kWhole);
      return many ? r.AddInt32(owner, field, value) : r.SetInt32(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      const auto value = ParseNumber<int64_t>(path, text, kWhole);
      return many ? r.AddInt64(owner, field, value) : r.SetInt64(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_UINT32: {
      const auto value = ParseNumber<uint32_t>(path, text, kWhole);
      return many ? r.AddUInt32(owner, field, value) : r.SetUInt32(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      const auto value = ParseNumber<uint64_t>(path, text, kWhole);
      return many ? r.AddUInt64(owner, field, value) : r.SetUInt64(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      const double value = ParseReal(path, text);
      return many ? r.AddDouble(owner, field, value) : r.SetDouble(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_FLOAT: {
      const auto value = static_cast<float>(ParseReal(path, text));
      return many ? r.AddFloat(owner, field, value) : r.SetFloat(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      const bool value = ParseBool(path, text);
      return many ? r.AddBool(owner, field, value) : r.SetBool(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int value = ParseEnum(path, text);
      return many ? r.AddEnumValue(owner, field, value) : r.SetEnumValue(owner, field, value);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ParseMessage(path, text, many ? *r.AddMessage(owner, field) : *r.MutableMessage(owner, field));
  }
}

bool ParseFieldMask(std::string_view text, Message& mask) {
  if (text.empty()) return true;
  const FieldDescriptor* paths = mask.GetDescriptor()->FindFieldByName("paths");
  for (const std::string_view name : Split(text, ',')) {
    if (name.empty()) return false;
    std::string path;
    for (const char c : name) {
      const bool upper = c >= 'A' && c <= 'Z';
      if (upper) path += '_';
      path += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    mask.GetReflection()->AddString(&mask, paths, std::move(path));
  }
  return true;
}

std::string EnumNames(const google::protobuf::EnumDescriptor& type) {
  std::string names;
  for (int i = 0; i < type.value_count(); ++i) names += (i ? ", " : "") + type.value(i)->name();
  return names;
}

std::string JsonPath(std::string_view proto_path) {
  std::string out;
  out.reserve(proto_path.size());
  for (size_t i = 0; i < proto_path.size(); ++i) {
    const bool joins = proto_path[i] == '_' && i + 1 < proto_path.size() && proto_path[i + 1] >= 'a' &&
                       proto_path[i + 1] <= 'z';
    out += joins ? static_cast<char>(proto_path[++i] - 'a' + 'A') : proto_path[i];
  }
  return out;
}

std::string WithJsonPath(std::string_view message) {
  const size_t end = message.find(": ");
  const bool begins_so =
      end != std::string_view::npos && std::ranges::all_of(message.substr(0, end), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view("_.[]").find(c) != std::string_view::npos;
      });
  return begins_so ? JsonPath(message.substr(0, end)) + std::string(message.substr(end))
                   : std::string(message);
}

}  // namespace waymark::gateway
