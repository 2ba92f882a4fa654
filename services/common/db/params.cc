#include "services/common/db/params.h"

#include <charconv>
#include <functional>

#include "services/common/base/ids.h"
#include "services/common/db/binary_array.h"
#include "services/common/status/error.h"

namespace waymark::db {
namespace {

// So many parameters a statement that writes has, at most.
constexpr size_t kUsually = 48;

}  // namespace

Params& Params::Put(std::string_view name, Value value) {
  if (entries_.empty()) entries_.reserve(kUsually);
  const size_t hash = std::hash<std::string_view>()(name);
  for (Entry& entry : entries_) {
    if (entry.hash == hash && entry.name == name) {
      entry.value = std::move(value);
      return *this;
    }
  }
  entries_.push_back({hash, std::string(name), std::move(value)});
  return *this;
}

template <typename T>
Params& Params::PutBytes(std::string_view name, const std::vector<T>& values) {
  size_t bytes = 0;
  for (const std::optional<Bytes> value : values) bytes += 4 + (value ? value->value.size() : 0);
  BinaryArray array(BinaryArray::kByteaType, bytes);
  for (const std::optional<Bytes> value : values) {
    if (value) {
      array.Begin(value->value.size()) += value->value;
    } else {
      array.AddNull();
    }
  }
  return Put(name, Value{Value::Form::kBytesArray, array.Take()});
}
template Params& Params::PutBytes(std::string_view, const std::vector<Bytes>&);
template Params& Params::PutBytes(std::string_view, const std::vector<std::optional<Bytes>>&);

const Params::Value& Params::Find(std::string_view query, std::string_view name) const {
  const size_t hash = std::hash<std::string_view>()(name);
  for (const Entry& entry : entries_) {
    if (entry.hash == hash && entry.name == name) return entry.value;
  }
  throw Internal("query " + std::string(query) + " misses parameter " + std::string(name));
}

std::vector<const char*> Params::InOrderOf(std::string_view query,
                                           std::span<const std::string_view> names) const {
  std::vector<const char*> out;
  out.reserve(names.size());
  for (const auto name : names) {
    const Value& value = Find(query, name);
    if (value.form != Value::Form::kText && value.value && !value.text) value.text = TextOf(value);
    const auto& text = value.form == Value::Form::kText ? value.value : value.text;
    out.push_back(text ? text->c_str() : nullptr);
  }
  return out;
}

Params::Bound Params::Bind(std::string_view query, std::span<const std::string_view> names) const {
  Bound out;
  out.values.reserve(names.size());
  out.lengths.reserve(names.size());
  out.formats.reserve(names.size());
  for (const auto name : names) {
    const Value& value = Find(query, name);
    out.values.push_back(value.value ? value.value->c_str() : nullptr);
    out.lengths.push_back(value.value ? static_cast<int>(value.value->size()) : 0);
    out.formats.push_back(value.form == Value::Form::kText ? 0 : 1);
  }
  return out;
}

std::string Params::TextOf(const Value& binary) {
  if (binary.form == Value::Form::kBytes) return "\\x" + Hex(*binary.value);
  std::string array = "{";
  BinaryArray::ForEach(*binary.value, [&](std::optional<std::string_view> element) {
    AppendElement(array, element ? std::optional(Bytes{*element}) : std::nullopt);
  });
  return array += '}';
}

std::string Params::Text(double value) {
  char out[32];
  const auto [end, error] = std::to_chars(out, out + sizeof out, value);
  return std::string(out, end);
}

std::string Params::Text(TimePoint value) { return FormatTime(value); }

void Params::AppendElement(std::string& array, Bytes value) {
  array += array.size() > 1 ? ",\"\\\\x" : "\"\\\\x";
  AppendHex(value.value, array);
  array += '"';
}

void Params::AppendQuoted(std::string& array, std::string_view value) {
  if (array.size() > 1) array += ',';
  array += '"';
  // By hand: find_first_of() calls memchr() for each character.
  size_t written = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '"' && value[i] != '\\') continue;
    array.append(value, written, i - written) += '\\';
    written = i;
  }
  array.append(value, written);
  array += '"';
}

}  // namespace waymark::db
