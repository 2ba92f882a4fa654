#include "services/common/db/binary_arrays.h"

#include <array>
#include <cstdint>

#include "services/common/db/binary_array.h"

namespace waymark::db {
namespace {

constexpr size_t kUuidBytes = 16, kUuidChars = 36;
// A short array is as well sent as text.
constexpr size_t kWorthwhile = 400;

constexpr std::array<int8_t, 256> HexValues() {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values[static_cast<size_t>('0' + i)] = static_cast<int8_t>(i);
  for (int i = 0; i < 6; ++i) values[static_cast<size_t>('a' + i)] = static_cast<int8_t>(10 + i);
  return values;
}
constexpr auto kHexValues = HexValues();

// The value of two digits; negative when they are none.
int ByteOf(const char* digits) {
  const int high = kHexValues[static_cast<unsigned char>(digits[0])];
  const int low = kHexValues[static_cast<unsigned char>(digits[1])];
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

// Calls `element` with what stands between the quotes of each element, or with
// nothing for NULL, until it returns false; elements hold no quotes.
template <typename Function>
bool ForEach(std::string_view text, Function element) {
  for (size_t at = 1; at + 1 < text.size(); ++at) {  // behind the comma
    if (text[at] == 'N') {
      if (!element(std::nullopt)) return false;
      at += 4;
      continue;
    }
    const size_t end = text.find('"', at + 1);
    if (text[at] != '"' || end == std::string_view::npos) return false;
    if (!element(std::optional(text.substr(at + 1, end - at - 1)))) return false;
    at = end + 1;
  }
  return true;
}

bool AppendUuid(std::string& out, std::string_view text) {
  if (text.size() != kUuidChars) return false;
  for (size_t i = 0; i < kUuidChars; i += 2) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-') return false;
      ++i;
    }
    const int byte = ByteOf(text.data() + i);
    if (byte < 0) return false;
    out += static_cast<char>(byte);
  }
  return true;
}

}  // namespace

std::optional<std::string> BinaryUuidArray(std::string_view text) {
  BinaryArray array(BinaryArray::kUuidType, text.size() / 39 * (4 + kUuidBytes) + 4 + kUuidBytes);
  const bool all = ForEach(text, [&](std::optional<std::string_view> id) {
    if (id) return AppendUuid(array.Begin(kUuidBytes), *id);
    array.AddNull();
    return true;
  });
  return all ? std::optional(array.Take()) : std::nullopt;
}

std::vector<pqxx::binarystring> BinaryArrays(const Query& query, const Params& params) {
  std::vector<pqxx::binarystring> arrays;
  const auto names = query.params.first(query.uuid_arrays + query.bytea_arrays);
  std::vector<const Params::Value*> values;
  size_t chars = 0;
  for (const auto name : names) {
    const Params::Value& value = *values.emplace_back(&params.Find(query.name, name));
    const bool of_bytes = values.size() > query.uuid_arrays;
    if (!value.value || of_bytes != (value.form == Params::Value::Form::kBytesArray)) return {};
    chars += (of_bytes ? 2 : 1) * value.value->size();
  }
  if (chars < kWorthwhile) return {};
  arrays.reserve(values.size());
  for (const Params::Value* value : values) {
    if (arrays.size() >= query.uuid_arrays) {
      arrays.emplace_back(*value->value);
      continue;
    }
    const auto array = BinaryUuidArray(*value->value);
    if (!array) return {};
    arrays.emplace_back(*array);
  }
  return arrays;
}

}  // namespace waymark::db
