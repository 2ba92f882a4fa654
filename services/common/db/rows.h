#pragma once

#include <cstdint>
#include <optional>
#include <pqxx/result>
#include <string>
#include <string_view>
#include <vector>

namespace google::protobuf {
class Message;
}

namespace waymark::db {

// One row of a result, read by column name. It refers to its Rows.
class Row {
 public:
  explicit Row(pqxx::row row) : row_(std::move(row)) {}

  bool IsNull(const char* column) const { return row_[column].is_null(); }
  // NULL reads as the type's empty value.
  std::string Text(const char* column) const;
  int64_t Int(const char* column) const;
  double Double(const char* column) const;
  bool Bool(const char* column) const;
  // The bytes of a bytea column.
  std::string Bytes(const char* column) const;
  // The elements of a text array; NULL elements are left out.
  std::vector<std::string> Texts(const char* column) const;

  // Copies each column into the field of the same name: text, numbers, bool,
  // enums from their number, dates as `YYYY-MM-DD`, timestamptz into Timestamp,
  // text arrays into repeated strings. NULL leaves the field unset. A column
  // whose name begins with `_` is for the handler alone; any other without a
  // field is an error of ours.
  void Fill(google::protobuf::Message& message) const;

 private:
  pqxx::row row_;
};

// The rows of a result.
class Rows {
 public:
  explicit Rows(pqxx::result result) : result_(std::move(result)) {}

  size_t size() const { return result_.size(); }
  bool empty() const { return result_.empty(); }
  size_t affected() const { return result_.affected_rows(); }
  Row operator[](size_t i) const { return Row(result_[static_cast<pqxx::result::size_type>(i)]); }

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
  pqxx::result result_;
};

}  // namespace waymark::db
