#include "services/common/db/params.h"

#include <charconv>

#include "services/common/base/ids.h"
#include "services/common/status/error.h"

namespace waymark::db {

Params& Params::Put(std::string_view name, std::optional<std::string> value) {
  for (auto& [key, old] : values_) {
    if (key == name) {
      old = std::move(value);
      return *this;
    }
  }
  values_.emplace_back(name, std::move(value));
  return *this;
}

std::vector<const char*> Params::InOrderOf(std::string_view query,
                                           std::span<const std::string_view> names) const {
  std::vector<const char*> out;
  out.reserve(names.size());
  for (const auto name : names) {
    const std::optional<std::string>* found = nullptr;
    for (const auto& [key, value] : values_) {
      if (key == name) found = &value;
    }
    if (!found) throw Internal("query " + std::string(query) + " misses parameter " + std::string(name));
    out.push_back(*found ? (*found)->c_str() : nullptr);
  }
  return out;
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
