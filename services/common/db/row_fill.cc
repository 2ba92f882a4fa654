// Rows to messages, by name.
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <chrono>
#include <unordered_map>

#include "services/common/db/bytes.h"
#include "services/common/db/result.h"
#include "services/common/db/rows.h"
#include "services/common/db/values.h"

namespace waymark::db {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

struct FilledFields {
  const Descriptor* descriptor;
  std::vector<std::string> names;              // of the columns
  std::vector<const FieldDescriptor*> fields;  // null for the handler's own
};

namespace {

Error NotUtc() { return Internal("a timestamp column is not in UTC"); }

// PostgreSQL prints `2026-01-31 09:00:00.5+00` in UTC sessions.
void SetTimestamp(std::string_view text, Timestamp& time) {
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
  time.set_seconds(std::chrono::sys_days(day).time_since_epoch().count() * 86'400LL + number(11, 2) * 3600 +
                   number(14, 2) * 60 + number(17, 2));
  time.set_nanos(nanos);
}

bool HasColumns(const Result& result, const std::vector<std::string>& names) {
  if (names.size() != static_cast<size_t>(result.columns())) return false;
  for (int i = 0; i < result.columns(); ++i) {
    if (names[static_cast<size_t>(i)] != result.name(i)) return false;
  }
  return true;
}

std::shared_ptr<const FilledFields> LookUpFields(const Descriptor& descriptor, const Result& result) {
  auto found = std::make_shared<FilledFields>();
  found->descriptor = &descriptor;
  for (int i = 0; i < result.columns(); ++i) {
    const auto& name = found->names.emplace_back(result.name(i));
    const bool own = name.starts_with('_');
    const auto* field = found->fields.emplace_back(own ? nullptr : descriptor.FindFieldByName(name));
    if (!own && !field) throw Internal("column " + name + " has no field in " + descriptor.full_name());
  }
  return found;
}

// Looked up once for the rows of a result, and seldom for results of one kind:
// most statements that give a message have the same columns.
const FilledFields& FieldsOf(const Descriptor& descriptor, const Result& result) {
  thread_local std::unordered_map<const Descriptor*, std::shared_ptr<const FilledFields>> known;
  if (result.filled && result.filled->descriptor == &descriptor) return *result.filled;
  auto& last = known[&descriptor];
  if (!last || !HasColumns(result, last->names)) last = LookUpFields(descriptor, result);
  result.filled = last;
  return *last;
}

void SetOne(Message& message, const FieldDescriptor& field, std::string_view value) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.SetString(
          &message, &field,
          field.type() == FieldDescriptor::TYPE_BYTES ? BytesOf(value) : std::string(value));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, NumberOf<int32_t>(value));
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.SetInt64(&message, &field, NumberOf<int64_t>(value));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.SetDouble(&message, &field, NumberOf<double>(value));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &field, BoolOf(value));
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &field, NumberOf<int>(value));
    default:
      if (field.message_type() != Timestamp::descriptor())
        throw Internal("column " + field.name() + " does not fit its field");
      SetTimestamp(value, static_cast<Timestamp&>(*reflection.MutableMessage(&message, &field)));
  }
}

}  // namespace

void Row::Fill(Message& message) const {
  const auto& fields = FieldsOf(*message.GetDescriptor(), *result_).fields;
  for (int i = 0; i < result_->columns(); ++i) {
    const FieldDescriptor* field = fields[static_cast<size_t>(i)];
    if (field == nullptr || result_->null(row_, i)) continue;
    const std::string_view value = result_->value(row_, i);
    if (!field->is_repeated()) {
      SetOne(message, *field, value);
      continue;
    }
    for (auto& text : TextsOf(value)) message.GetReflection()->AddString(&message, field, std::move(text));
  }
}

}  // namespace waymark::db
