#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace waymark::db {

// An array of one dimension in PostgreSQL's binary form, filled element by element.
class BinaryArray {
 public:
  // Of PostgreSQL's pg_type.
  static constexpr uint32_t kByteaType = 17, kUuidType = 2950;

  BinaryArray(uint32_t type, size_t expected_bytes) {
    out_.reserve(kHead + expected_bytes);
    for (const uint32_t part : {1u, 0u, type, 0u, 1u}) AppendNumber(out_, part);
  }

  // The element of so many bytes is to be appended to what this gives.
  std::string& Begin(size_t bytes) {
    ++elements_;
    AppendNumber(out_, static_cast<uint32_t>(bytes));
    return out_;
  }

  void AddNull() {
    ++elements_;
    out_[7] = 1;  // has NULLs
    AppendNumber(out_, kNull);
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

  // Calls `element` with each of an array, nothing for NULL.
  template <typename Function>
  static void ForEach(std::string_view array, Function element) {
    for (size_t at = kHead; at < array.size();) {
      const uint32_t size = NumberAt(array, at);
      at += 4;
      element(size == kNull ? std::nullopt : std::optional(array.substr(at, size)));
      if (size != kNull) at += size;
    }
  }

 private:
  static constexpr size_t kHead = 20;
  static constexpr uint32_t kNull = 0xffffffff;

  static void AppendNumber(std::string& out, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
  }
  static uint32_t NumberAt(std::string_view array, size_t at) {
    uint32_t value = 0;
    for (const char byte : array.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }

  std::string out_;
  uint32_t elements_ = 0;
};

}  // namespace waymark::db
