#include "services/common/db/binary_arrays.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace waymark::db {
namespace {

// Of PostgreSQL's pg_type.
constexpr uint32_t kByteaType = 17, kUuidType = 2950;
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

void AppendNumber(std::string& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

// An array of one dimension that is filled element by element.
class BinaryArray {
 public:
  BinaryArray(uint32_t type, size_t expected_bytes) {
    out_.reserve(expected_bytes);
    for (const uint32_t part : {1u, 0u, type, 0u, 1u}) AppendNumber(out_, part);
  }

  std::string& Begin(size_t bytes) {
    ++elements_;
    AppendNumber(out_, static_cast<uint32_t>(bytes));
    return out_;
  }

  void AddNull() {
    ++elements_;
    out_[7] = 1;  // has NULLs
    AppendNumber(out_, 0xffffffff);
  }

  std::string Take() {
    // Empty arrays have no dimension.
    if (elements_ == 0) {
      out_[3] = 0;
      out_.resize(12);
      return std::move(out_);
    }
    std::string count;
    AppendNumber(count, elements_);
    out_.replace(12, count.size(), count);
    return std::move(out_);
  }

 private:
  std::string out_;
  uint32_t elements_ = 0;
};

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
  BinaryArray array(kUuidType, 20 + text.size() / 39 * (4 + kUuidBytes) + 4 + kUuidBytes);
  const bool all = ForEach(text, [&](std::optional<std::string_view> id) {
    if (id) return AppendUuid(array.Begin(kUuidBytes), *id);
    array.AddNull();
    return true;
  });
  return all ? std::optional(array.Take()) : std::nullopt;
}

std::string BinaryByteaArray(std::string_view text) {
  constexpr size_t kPrefix = 3;  // `\\x`, its backslash escaped
  BinaryArray array(kByteaType, 20 + text.size() / 2);
  ForEach(text, [&](std::optional<std::string_view> bytes) {
    if (!bytes) {
      array.AddNull();
      return true;
    }
    const size_t size = (bytes->size() - kPrefix) / 2;
    std::string& out = array.Begin(size);
    out.resize(out.size() + size);
    char* to = out.data() + out.size() - size;
    for (size_t i = kPrefix; i < bytes->size(); i += 2) *to++ = static_cast<char>(ByteOf(bytes->data() + i));
    return true;
  });
  return array.Take();
}

std::vector<pqxx::binarystring> BinaryArrays(const Query& query, std::span<const char* const> values) {
  std::vector<pqxx::binarystring> arrays;
  const auto candidates = values.first(query.uuid_arrays + query.bytea_arrays);
  size_t chars = 0;
  for (const char* value : candidates) {
    if (value == nullptr) return {};
    chars += std::char_traits<char>::length(value);
  }
  if (chars < kWorthwhile) return {};
  arrays.reserve(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i) {
    const auto array = i < query.uuid_arrays ? BinaryUuidArray(candidates[i])
                                             : std::optional(BinaryByteaArray(candidates[i]));
    if (!array) return {};
    arrays.emplace_back(*array);
  }
  return arrays;
}

}  // namespace waymark::db
