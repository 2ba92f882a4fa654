#include "gateway/cli/kinds.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <charconv>

#include "gateway/cli/fields.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kAttribute = "attribute.";

// The collection in a pattern `organizations/*/units/*`.
std::string_view PatternCollection(const FieldDescriptor& field) {
  const std::string& pattern = field.options().GetExtension(waymark::options::v1::rules).resource();
  const auto parts = Split(pattern, '/');
  return parts.size() >= 4 ? parts[parts.size() - 2] : std::string_view();
}

// `SEX_` of the enum Sex, `CAREER_EVENT_TYPE_` of CareerEventType.
std::string Prefix(const EnumDescriptor& type) {
  const std::string& first = type.value(0)->name();
  return first.substr(0, first.rfind("UNSPECIFIED"));
}

std::string EnumText(const FieldDescriptor& field, int number) {
  const auto* value = field.enum_type()->FindValueByNumber(number);
  return value && number != 0 ? Lower(value->name().substr(Prefix(*field.enum_type()).size())) : "";
}

int EnumNumber(const FieldDescriptor& field, std::string_view text) {
  const EnumDescriptor& type = *field.enum_type();
  std::string words;
  std::string wanted = Lower(text);
  std::replace_if(
      wanted.begin(), wanted.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  if (wanted == "unknown") return 0;
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string word = EnumText(field, type.value(i)->number());
    if (word == wanted) return type.value(i)->number();
    words += (words.empty() ? "" : ", ") + word;
  }
  throw "must be one of " + words + ", or empty";
}

template <typename T>
T NumberOf(std::string_view text, const char* what) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw std::string("must be ") + what;
  return value;
}

bool BoolOf(std::string_view text) {
  const std::string word = Lower(text);
  if (word == "true" || word == "yes" || word == "1") return true;
  if (word == "false" || word == "no" || word == "0") return false;
  throw std::string("must be yes or no");
}

void SetText(Message& message, const FieldDescriptor& field, std::string_view text,
             std::string_view organization) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string_view collection = PatternCollection(field);
      if (collection.empty() || text.starts_with("organizations/")) {
        return reflection.SetString(&message, &field, std::string(text));
      }
      return reflection.SetString(&message, &field,
                                  "organizations/" + std::string(organization) + "/" +
                                      std::string(collection) + "/~" + std::string(text));
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &field, EnumNumber(field, text));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, NumberOf<int32_t>(text, "a whole number"));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.SetDouble(&message, &field,
                                  NumberOf<double>(text, "a number, with a point for decimals"));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, BoolOf(text));
    default: {
      google::protobuf::Timestamp time;
      if (!google::protobuf::util::TimeUtil::FromString(std::string(text), &time)) {
        throw std::string(
            "must be a time with its zone, like 2026-01-15T09:00:00Z or 2026-01-15T09:00:00+01:00");
      }
      reflection.MutableMessage(&message, &field)->CopyFrom(time);
    }
  }
}

// The message that holds the last field of a path, and that field.
template <typename M, typename Step>
std::pair<M*, const FieldDescriptor*> Walk(M& record, std::string_view path, Step step) {
  M* message = &record;
  for (;;) {
    const auto dot = path.find('.');
    const auto* field = message->GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
    if (!field)
      throw Internal("no field " + std::string(path) + " in " + message->GetDescriptor()->full_name());
    if (dot == std::string_view::npos) return {message, field};
    message = step(*message, *field);
    path.remove_prefix(dot + 1);
  }
}

void AddAttribute(Message& record, std::string_view key, std::string_view value) {
  const auto* field = record.GetDescriptor()->FindFieldByName("attributes");
  Message& attribute = *record.GetReflection()->AddMessage(&record, field);
  SetField(attribute, "key", std::string(key));
  SetField(attribute, "value", std::string(value));
}

}  // namespace

const Descriptor& RecordOf(const Kind& kind) {
  std::string method(kind.batch_method);
  method[method.find('/')] = '.';
  const auto& request =
      *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method)->input_type();
  const auto& item = *request.FindFieldByName("requests")->message_type();
  return *item.FindFieldByName(std::string(kind.record))->message_type();
}

RowFormat::RowFormat(const Kind& kind, const std::vector<std::string>& header)
    : kind_(kind), header_(header) {
  for (const auto& name : header) {
    const auto known = std::find_if(kind.columns.begin(), kind.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    const bool passed_over = name.starts_with("error.") || (kind.attributes && name.starts_with(kAttribute));
    if (known == kind.columns.end() && !passed_over) {
      std::string names;
      for (const Column& column : kind.columns)
        names += (names.empty() ? "" : ", ") + std::string(column.name);
      throw CsvError(1, name, "COLUMN_UNKNOWN",
                     "is not a column of " + std::string(kind.name) + ", which has " + names +
                         (kind.attributes ? " and attribute.KEY" : ""));
    }
    columns_.push_back(known == kind.columns.end() ? nullptr : &*known);
  }
  for (const Column& column : kind.columns) {
    if (column.required && std::find(columns_.begin(), columns_.end(), &column) == columns_.end()) {
      throw CsvError(1, std::string(column.name), "COLUMN_MISSING", "this column is missing");
    }
  }
}

void RowFormat::Fill(const CsvRow& row, std::string_view organization, Message& record) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    const std::string& text = row.fields[i];
    const bool attribute = !columns_[i] && header_[i].starts_with(kAttribute);
    if (text.empty()) {
      if (columns_[i] && columns_[i]->required)
        throw CsvError(row.number, header_[i], "VALUE_MISSING", "must not be empty");
    } else if (attribute) {
      AddAttribute(record, std::string_view(header_[i]).substr(kAttribute.size()), text);
    } else if (columns_[i]) {
      const auto [message, field] =
          Walk(record, columns_[i]->field, [](Message& at, const FieldDescriptor& next) {
            return at.GetReflection()->MutableMessage(&at, &next);
          });
      try {
        SetText(*message, *field, text, organization);
      } catch (const std::string& wrong) {
        throw CsvError(row.number, header_[i], "VALUE_INVALID", wrong);
      }
    }
  }
  if (kind_.finish) kind_.finish(record);
}

std::string RowFormat::ColumnOf(const CsvRow& row, std::string_view path) const {
  const std::string prefix = std::string(kind_.record) + ".";
  std::string_view field = path;
  if (field.starts_with(prefix)) field.remove_prefix(prefix.size());
  for (const Column& column : kind_.columns) {
    if (column.field == field) return std::string(column.name);
  }
  size_t index = 0;
  if (constexpr std::string_view kList = "attributes["; field.starts_with(kList)) {
    const std::string_view number = field.substr(kList.size());
    if (std::from_chars(number.data(), number.data() + number.size(), index).ec == std::errc()) {
      if (auto column = AttributeAt(row, index); !column.empty()) return column;
    }
  }
  return std::string(field);
}

std::string RowFormat::AttributeAt(const CsvRow& row, size_t index) const {
  for (size_t i = 0; i < header_.size(); ++i) {
    if (!columns_[i] && header_[i].starts_with(kAttribute) && !row.fields[i].empty() && index-- == 0)
      return header_[i];
  }
  return "";
}

std::string RowFormat::Value(const CsvRow& row, std::string_view column) const {
  const auto at = std::find(header_.begin(), header_.end(), column);
  return at == header_.end() ? "" : row.fields[static_cast<size_t>(at - header_.begin())];
}

std::string TextOf(const Message& record, const Column& column) {
  const auto [message, field] =
      Walk(record, column.field, [](const Message& at, const FieldDescriptor& next) {
        return &at.GetReflection()->GetMessage(at, &next);
      });
  const auto& reflection = *message->GetReflection();
  if (field->has_presence() && !reflection.HasField(*message, field)) return "";
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(*message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(*field, reflection.GetEnumValue(*message, field));
    case FieldDescriptor::CPPTYPE_INT32: {
      const int32_t number = reflection.GetInt32(*message, field);
      return number == 0 && !field->has_presence() && !column.required ? "" : std::to_string(number);
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      char out[32];
      const double number = reflection.GetDouble(*message, field);
      if (number == 0 && !field->has_presence()) return "";
      return std::string(out, std::to_chars(out, out + sizeof out, number).ptr);
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(*message, field) ? "yes" : "no";
    default:
      return google::protobuf::util::TimeUtil::ToString(
          static_cast<const google::protobuf::Timestamp&>(reflection.GetMessage(*message, field)));
  }
}

std::map<std::string, std::string> AttributesOf(const Message& record) {
  const auto* field = record.GetDescriptor()->FindFieldByName("attributes");
  const auto& reflection = *record.GetReflection();
  std::map<std::string, std::string> values;
  for (int i = 0; i < reflection.FieldSize(record, field); ++i) {
    const Message& attribute = reflection.GetRepeatedMessage(record, field, i);
    // They come in the order of their days.
    values[Text(attribute, "key")] = Text(attribute, "value");
  }
  return values;
}

std::string AttributeColumn(std::string_view key) { return std::string(kAttribute) + std::string(key); }

std::string_view CollectionOf(const Descriptor& record, const Column& column) {
  if (column.field.find('.') != std::string_view::npos) return "";
  return PatternCollection(*record.FindFieldByName(std::string(column.field)));
}

}  // namespace waymark::cli
