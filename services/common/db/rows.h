#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace google::protobuf {
class Message;
}

namespace waymark::db {

class Result;

// One row of a result, read by column name.
class Row {
 public:
  Row(std::shared_ptr<const Result> result, size_t row)
      : result_(std::move(result)), row_(static_cast<int>(row)) {}

  bool IsNull(std::string_view column) const;
  // NULL reads as the type's empty value.
  std::string Text(std::string_view column) const;
  int64_t Int(std::string_view column) const;
  double Double(std::string_view column) const;
  bool Bool(std::string_view column) const;
  // The bytes of a bytea column.
  std::string Bytes(std::string_view column) const;
  // The elements of a text array; NULL elements are left out.
  std::vector<std::string> Texts(std::string_view column) const;

  // Copies each column into the field of the same name: text, numbers, bool,
  // enums from their number, dates as `YYYY-MM-DD`, timestamptz into Timestamp,
  // text arrays into repeated strings. NULL leaves the field unset. A column
  // whose name begins with `_` is for the handler alone; any other without a
  // field is an error of ours.
  void Fill(google::protobuf::Message& message) const;

 private:
  // Nothing for NULL.
  std::optional<std::string_view> Value(std::string_view column) const;

  std::shared_ptr<const Result> result_;
  int row_;
};

// The rows of a result, for one thread at a time.
class Rows {
 public:
  // None.
  Rows() = default;
  explicit Rows(std::shared_ptr<const Result> result) : result_(std::move(result)) {}

  size_t size() const;
  bool empty() const { return size() == 0; }
  size_t affected() const;
  Row operator[](size_t i) const { return Row(result_, i); }

  class Iterator {
   public:
    Iterator(const Rows* rows, size_t i) : rows_(rows), i_(i) {}
    Row operator*() const { return (*rows_)[i_]; }
    Iterator& operator++() {
      ++i_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return i_ != other.i_; }

   private:
    const Rows* rows_;
    size_t i_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  std::shared_ptr<const Result> result_;
};

}  // namespace waymark::db
