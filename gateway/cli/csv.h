#pragma once

#include <zlib.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::cli {

// A file that is not the CSV it should be. `row` counts as a spreadsheet does:
// the header is row 1; 0 = the file as a whole.
class CsvError : public std::runtime_error {
 public:
  CsvError(int64_t row, std::string column, std::string code, const std::string& message)
      : std::runtime_error(message), row(row), column(std::move(column)), code(std::move(code)) {}
  const int64_t row;
  const std::string column;
  const std::string code;
};

// One row of a file.
struct CsvRow {
  int64_t number = 0;  // as a spreadsheet counts: the header is row 1
  std::vector<std::string> fields;
};

// Reads a CSV file (RFC 4180: comma, LF or CRLF, quotes doubled inside quotes;
// UTF-8, with or without a BOM), plain or gzipped, row by row in bounded
// memory. It is strict: a file that could be read in two ways is refused with
// the row and what to do. Throws CsvError.
class CsvReader {
 public:
  explicit CsvReader(const std::string& path);

  const std::vector<std::string>& header() const { return header_; }
  // False at the end of the file. Empty lines are passed over.
  bool Next(CsvRow& row);

 private:
  static constexpr size_t kBuffer = 1 << 16;
  static constexpr size_t kMaxField = 1 << 20;
  static constexpr size_t kMaxColumns = 1'000;

  int Peek();
  int Take();
  bool Fill();
  bool ReadRecord(std::vector<std::string>& fields);
  void ReadQuoted(std::string& field, const std::vector<std::string>& before);
  void ReadPlain(std::string& field, const std::vector<std::string>& before);
  void CheckField(const std::string& field, size_t index) const;
  void CheckHeader();
  std::string ColumnName(size_t index) const;

  const std::string path_;
  // Closed also when the constructor refuses the file.
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
  std::unique_ptr<char[]> buffer_;
  size_t at_ = 0, end_ = 0;
  int64_t row_ = 0;
  std::vector<std::string> header_;
};

// A field as CSV wants it: quoted where it must be.
std::string CsvField(std::string_view value);

// A line of CSV, with its line end.
std::string CsvLine(const std::vector<std::string>& fields);

}  // namespace waymark::cli
