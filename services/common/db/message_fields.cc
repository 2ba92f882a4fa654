// Rows to messages and messages to parameters, by name.
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <charconv>
#include <chrono>

#include "services/common/base/clock.h"
#include "services/common/db/bytes.h"
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

Error NotUtc() { return Internal("a timestamp column is not in UTC"); }

bool IsTimestamp(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == Timestamp::descriptor();
}

// PostgreSQL prints `2026-01-31 09:00:00.5+00` in UTC sessions.
Timestamp ParseTimestamp(std::string_view text) {
  const auto number = [&](size_t at, size_t digits) {
    int value = -1;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + digits, value);
    if (error != std::errc() || end != begin + digits || value < 0) throw NotUtc();
    return value;
  };
  if (text.size() < 22 || !text.ends_with("+00")) throw NotUtc();
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  int nanos = 0;
  if (const size_t fraction = text.size() - 23; text.size() > 22) {
    nanos = number(20, fraction);
    for (size_t digits = fraction; digits < 9; ++digits) nanos *= 10;
  }
  Timestamp out;
  out.set_seconds(std::chrono::sys_days(day).time_since_epoch().count() * 86'400LL + number(11, 2) * 3600 +
                  number(14, 2) * 60 + number(17, 2));
  out.set_nanos(nanos);
  return out;
}

// The fields of a message that the columns of a result fill. The rows of a page
// all have the same: they are looked up once.
const std::vector<const FieldDescriptor*>& FieldsOf(const Descriptor& descriptor, const pqxx::row& row) {
  struct Known {
    const Descriptor* descriptor = nullptr;
    std::vector<std::string> names;
    std::vector<const FieldDescriptor*> fields;  // null for the handler's own
  };
  thread_local Known known;
  bool same = known.descriptor == &descriptor && known.names.size() == row.size();
  for (pqxx::row::size_type i = 0; same && i < row.size(); ++i) same = known.names[i] == row[i].name();
  if (same) return known.fields;
  Known now;
  now.descriptor = &descriptor;
  for (pqxx::row::size_type i = 0; i < row.size(); ++i) {
    const auto& name = now.names.emplace_back(row[i].name());
    const auto* field = now.fields.emplace_back(name[0] == '_' ? nullptr : descriptor.FindFieldByName(name));
    if (!field && name[0] != '_')
      throw Internal("column " + name + " has no field in " + descriptor.full_name());
  }
  known = std::move(now);
  return known.fields;
}

void SetOne(Message& message, const FieldDescriptor& field, const pqxx::field& value) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.SetString(&message, &field,
                                  field.type() == FieldDescriptor::TYPE_BYTES
                                      ? BytesOf(value.c_str())
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
  const auto& fields = FieldsOf(*message.GetDescriptor(), row_);
  for (pqxx::row::size_type i = 0; i < row_.size(); ++i) {
    const pqxx::field value = row_[i];
    if (fields[i] == nullptr || value.is_null()) continue;
    if (!fields[i]->is_repeated()) {
      SetOne(message, *fields[i], value);
      continue;
    }
    for (auto& text : Texts(value.name()))
      message.GetReflection()->AddString(&message, fields[i], std::move(text));
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
          const auto& time = static_cast<const Timestamp&>(reflection.GetMessage(message, &field));
          Set(field.name(), FormatTimestamp(time.seconds(), time.nanos()));
        }
    }
  }
  return *this;
}

}  // namespace waymark::db
