#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/common/base/clock.h"

namespace google::protobuf {
class Message;
}

namespace waymark::db {

// Bytes for a bytea parameter (a std::string is text).
struct Bytes {
  std::string_view value;
};
// An empty text is NULL: for the elements of an array.
inline std::optional<std::string> OrNull(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}
// Empty bytes are NULL.
inline std::optional<Bytes> BytesOrNull(std::string_view bytes) {
  return bytes.empty() ? std::nullopt : std::optional(Bytes{bytes});
}

// The values of a query's parameters, by name. Values travel as text, all but bytes and
// large arrays of ids (binary_arrays.h); the statement says their type
// (`:ids::uuid[]`). An empty std::optional is NULL.
//
//   db::Params().Set("organization_id", organization).Set("ids", ids)
class Params {
 public:
  struct Value {
    // In binary form: as a bytea and an array of such are sent and received.
    enum class Form { kText, kBytes, kBytesArray } form = Form::kText;
    std::optional<std::string> value;              // NULL when there is none
    mutable std::optional<std::string> text = {};  // of a binary one, made when it is asked for
  };

  // Values as libpq takes them: nullptr for NULL. They live as long as the Params.
  struct Bound {
    std::vector<const char*> values;
    std::vector<int> lengths, formats;  // formats: 0 text, 1 binary
  };

  Params& Set(std::string_view name, std::string_view value) { return Put(name, std::string(value)); }
  Params& Set(std::string_view name, const char* value) { return Put(name, std::string(value)); }
  Params& Set(std::string_view name, const std::string& value) { return Put(name, value); }
  Params& Set(std::string_view name, bool value) { return Put(name, value ? "true" : "false"); }
  template <std::integral T>
  Params& Set(std::string_view name, T value) {
    return Put(name, std::to_string(value));
  }
  Params& Set(std::string_view name, double value) { return Put(name, Text(value)); }
  Params& Set(std::string_view name, Bytes value) {
    return Put(name, Value{Value::Form::kBytes, std::string(value.value)});
  }
  Params& Set(std::string_view name, TimePoint value) { return Put(name, Text(value)); }
  Params& Set(std::string_view name, std::nullopt_t) { return Put(name, std::nullopt); }
  template <typename T>
  Params& Set(std::string_view name, const std::optional<T>& value) {
    return value ? Set(name, *value) : Put(name, std::nullopt);
  }
  // An array; elements may be std::optional.
  template <typename T>
  Params& Set(std::string_view name, const std::vector<T>& values) {
    std::string array = "{";
    for (const auto& value : values) AppendElement(array, value);
    array += '}';
    return Put(name, std::move(array));
  }

  Params& Set(std::string_view name, const std::vector<Bytes>& values) { return PutBytes(name, values); }
  Params& Set(std::string_view name, const std::vector<std::optional<Bytes>>& values) {
    return PutBytes(name, values);
  }

  // An empty text is NULL: for optional dates, ids and texts of a message.
  Params& SetOrNull(std::string_view name, std::string_view value) {
    return value.empty() ? Put(name, std::nullopt) : Set(name, value);
  }

  // Sets each scalar field of the message under its name (enums as numbers;
  // `*_time` Timestamps as timestamptz; an unset `optional` as NULL).
  Params& SetFields(const google::protobuf::Message& message);

  // Throws Internal when it is missing.
  const Value& Find(std::string_view query, std::string_view name) const;

  // The values as text in the order of `names`, nullptr for NULL; they live as long as
  // this. Throws Internal when one is missing.
  std::vector<const char*> InOrderOf(std::string_view query, std::span<const std::string_view> names) const;

  // The same, with bytes in binary form: to read them from text costs PostgreSQL as much as
  // a tenth of the rest of a short statement.
  Bound Bind(std::string_view query, std::span<const std::string_view> names) const;

 private:
  struct Entry {
    size_t hash;  // of the name, compared first: a statement has up to 40 parameters
    std::string name;
    Value value;
  };

  Params& Put(std::string_view name, std::optional<std::string> value) {
    return Put(name, Value{Value::Form::kText, std::move(value)});
  }
  Params& Put(std::string_view name, Value value);
  template <typename T>
  Params& PutBytes(std::string_view name, const std::vector<T>& values);

  static std::string TextOf(const Value& binary);
  static std::string Text(double value);
  static std::string Text(TimePoint value);
  static void AppendQuoted(std::string& array, std::string_view value);
  static void AppendElement(std::string& array, std::string_view value) { AppendQuoted(array, value); }
  static void AppendElement(std::string& array, const std::string& value) { AppendQuoted(array, value); }
  static void AppendElement(std::string& array, bool value) { AppendQuoted(array, value ? "true" : "false"); }
  template <std::integral T>
  static void AppendElement(std::string& array, T value) {
    AppendQuoted(array, std::to_string(value));
  }
  static void AppendElement(std::string& array, double value) { AppendQuoted(array, Text(value)); }
  static void AppendElement(std::string& array, Bytes value);
  static void AppendElement(std::string& array, TimePoint value) { AppendQuoted(array, Text(value)); }
  template <typename T>
  static void AppendElement(std::string& array, const std::optional<T>& value) {
    if (value) return AppendElement(array, *value);
    if (array.size() > 1) array += ',';
    array += "NULL";
  }

  std::vector<Entry> entries_;
};

}  // namespace waymark::db
