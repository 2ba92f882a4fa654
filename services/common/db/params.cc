#include "services/common/db/params.h"

#include <charconv>

#include "services/common/base/ids.h"
#include "services/common/db/binary_array.h"
#include "services/common/status/error.h"

namespace waymark::db {

Params& Params::Put(std::string_view name, Value value) {
  for (auto& [key, old] : values_) {
    if (key == name) {
      old = std::move(value);
      return *this;
    }
  }
  values_.emplace_back(name, std::move(value));
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
  return Put(name, Value{std::nullopt, array.Take()});
}
template Params& Params::PutBytes(std::string_view, const std::vector<Bytes>&);
template Params& Params::PutBytes(std::string_view, const std::vector<std::optional<Bytes>>&);

const Params::Value& Params::Find(std::string_view query, std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key == name) return value;
  }
  throw Internal("query " + std::string(query) + " misses parameter " + std::string(name));
}

std::vector<const char*> Params::InOrderOf(std::string_view query,
                                           std::span<const std::string_view> names) const {
  std::vector<const char*> out;
  out.reserve(names.size());
  for (const auto name : names) {
    const Value& value = Find(query, name);
    if (!value.text && !value.bytes_array.empty()) value.text = TextOfBytes(value.bytes_array);
    out.push_back(value.text ? value.text->c_str() : nullptr);
  }
  return out;
}

std::string Params::TextOfBytes(std::string_view bytes_array) {
  std::string array = "{";
  BinaryArray::ForEach(bytes_array, [&](std::optional<std::string_view> element) {
    AppendElement(array, element ? std::optional(Bytes{*element}) : std::nullopt);
  });
  return array += '}';
}

std::string Params::Text(double value) {
  char out[32];
  const auto [end, error] = std::to_chars(out, out + sizeof out, value);
  return std::string(out, end);
}

std::string Params::Text(Bytes value) { return "\\x" + Hex(value.value); }

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
