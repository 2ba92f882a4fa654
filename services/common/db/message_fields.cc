// Rows to messages and messages to parameters, by name.
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <pqxx/binarystring>

#include "services/common/db/params.h"
#include "services/common/db/rows.h"
#include "services/common/status/error.h"

namespace waymark::db {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

bool IsTimestamp(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == Timestamp::descriptor();
}

// PostgreSQL prints `2026-01-31 09:00:00.5+00` in UTC sessions; RFC 3339 wants
// `2026-01-31T09:00:00.5Z`.
Timestamp ParseTimestamp(std::string text) {
  Timestamp out;
  const auto space = text.find(' ');
  if (space != std::string::npos) text[space] = 'T';
  if (text.size() > 3 && text.compare(text.size() - 3, 3, "+00") == 0) text.replace(text.size() - 3, 3, "Z");
  if (!google::protobuf::util::TimeUtil::FromString(text, &out))
    throw Internal("a timestamp column is not in UTC");
  return out;
}

void SetOne(Message& message, const FieldDescriptor& field, const pqxx::field& value) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.SetString(&message, &field,
                                  field.type() == FieldDescriptor::TYPE_BYTES
                                      ? pqxx::binarystring(value).str()
                                      : std::string(value.c_str(), value.size()));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, value.as<int32_t>());
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.SetInt64(&message, &field, value.as<int64_t>());
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.SetDouble(&message, &field, value.as<double>());
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, value.as<bool>());
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &field, value.as<int>());
    default:
      if (!IsTimestamp(field)) throw Internal("column " + field.name() + " does not fit its field");
      reflection.MutableMessage(&message, &field)->CopyFrom(ParseTimestamp(value.c_str()));
  }
}

}  // namespace

void Row::Fill(Message& message) const {
  const Descriptor& descriptor = *message.GetDescriptor();
  for (const auto& value : row_) {
    if (value.name()[0] == '_' || value.is_null()) continue;
    const FieldDescriptor* field = descriptor.FindFieldByName(value.name());
    if (!field)
      throw Internal("column " + std::string(value.name()) + " has no field in " + descriptor.full_name());
    if (!field->is_repeated()) {
      SetOne(message, *field, value);
      continue;
    }
    for (auto& text : Texts(value.name()))
      message.GetReflection()->AddString(&message, field, std::move(text));
  }
}

Params& Params::SetFields(const Message& message) {
  const Descriptor& descriptor = *message.GetDescriptor();
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (field.is_repeated()) continue;
    if (field.has_presence() && !reflection.HasField(message, &field)) {
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsTimestamp(field))
        Set(field.name(), std::nullopt);
      continue;
    }
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        if (field.type() == FieldDescriptor::TYPE_BYTES) {
          Set(field.name(), Bytes{reflection.GetString(message, &field)});
        } else {
          Set(field.name(), reflection.GetString(message, &field));
        }
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        Set(field.name(), reflection.GetInt32(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        Set(field.name(), reflection.GetInt64(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        Set(field.name(), reflection.GetDouble(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        Set(field.name(), reflection.GetBool(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        Set(field.name(), reflection.GetEnumValue(message, &field));
        break;
      default:
        if (IsTimestamp(field)) {
          Set(field.name(), google::protobuf::util::TimeUtil::ToString(
                                static_cast<const Timestamp&>(reflection.GetMessage(message, &field))));
        }
    }
  }
  return *this;
}

}  // namespace waymark::db
