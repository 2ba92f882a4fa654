#include "gateway/cli/csv.h"

#include <set>

#include "services/common/base/text.h"

namespace waymark::cli {

CsvReader::CsvReader(const std::string& path)
    : path_(path), file_(gzopen(path.c_str(), "rb"), gzclose), buffer_(std::make_unique<char[]>(kBuffer)) {
  if (!file_) throw CsvError(0, "", "FILE_NOT_READABLE", path + " cannot be read");
  gzbuffer(file_.get(), kBuffer);
  constexpr std::string_view kBom = "\xef\xbb\xbf";
  if (Fill() && std::string_view(buffer_.get(), end_).starts_with(kBom)) at_ = kBom.size();
  if (!ReadRecord(header_)) {
    throw CsvError(0, "", "FILE_EMPTY", path + " is empty; the first row must name the columns");
  }
  CheckHeader();
}

bool CsvReader::Fill() {
  const int got = gzread(file_.get(), buffer_.get(), kBuffer);
  int error = Z_OK;
  gzerror(file_.get(), &error);
  if (got < 0 || error == Z_BUF_ERROR || error == Z_DATA_ERROR) {
    throw CsvError(row_, "", "FILE_DAMAGED",
                   path_ + " ends early or is damaged after row " + std::to_string(row_));
  }
  at_ = 0;
  end_ = static_cast<size_t>(got);
  return got > 0;
}

int CsvReader::Peek() {
  if (at_ == end_ && !Fill()) return -1;
  return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::Take() {
  const int c = Peek();
  if (c >= 0) ++at_;
  return c;
}

std::string CsvReader::ColumnName(size_t index) const {
  return index < header_.size() && row_ > 1 ? header_[index] : "column " + std::to_string(index + 1);
}

void CsvReader::CheckField(const std::string& field, size_t index) const {
  if (field.find('\0') != std::string::npos) {
    throw CsvError(row_, ColumnName(index), "NUL_BYTE",
                   "holds a NUL byte; the file is not plain text (UTF-16 perhaps): save it as UTF-8");
  }
  if (!IsUtf8(field)) {
    throw CsvError(row_, ColumnName(index), "NOT_UTF8",
                   "is not UTF-8 (Latin-1 perhaps): save the file as UTF-8, or convert it with iconv");
  }
}

void CsvReader::ReadQuoted(std::string& field, const std::vector<std::string>& before) {
  Take();
  for (;;) {
    const int c = Take();
    if (c < 0 || field.size() > kMaxField) {
      throw CsvError(row_, ColumnName(before.size()), "QUOTE_NOT_CLOSED", "opens a quote that is not closed");
    }
    if (c != '"') {
      field += static_cast<char>(c);
    } else if (Peek() == '"') {
      field += static_cast<char>(Take());
    } else {
      break;
    }
  }
  const int next = Peek();
  if (next != -1 && next != ',' && next != '\n' && next != '\r') {
    throw CsvError(row_, ColumnName(before.size()), "TEXT_AFTER_QUOTE",
                   "has text after its closing quote; a quote inside quotes is written twice");
  }
}

void CsvReader::ReadPlain(std::string& field, const std::vector<std::string>& before) {
  for (int c = Peek(); c != -1 && c != ',' && c != '\n' && c != '\r'; c = Peek()) {
    if (c == '"') {
      throw CsvError(row_, ColumnName(before.size()), "QUOTE_IN_PLAIN_FIELD",
                     "has a quote inside an unquoted field; quote the field and write the quote twice");
    }
    if (field.size() > kMaxField) {
      throw CsvError(row_, ColumnName(before.size()), "FIELD_TOO_LONG", "is longer than 1 MB");
    }
    field += static_cast<char>(Take());
  }
}

bool CsvReader::ReadRecord(std::vector<std::string>& fields) {
  fields.clear();
  ++row_;
  while (Peek() == '\n' || Peek() == '\r') {
    if (Take() == '\n') ++row_;
  }
  if (Peek() < 0) return false;
  for (;;) {
    if (fields.size() == kMaxColumns)
      throw CsvError(row_, "", "TOO_MANY_COLUMNS", "has more than 1,000 columns");
    std::string field;
    Peek() == '"' ? ReadQuoted(field, fields) : ReadPlain(field, fields);
    CheckField(field, fields.size());
    fields.push_back(std::move(field));
    const int c = Take();
    if (c == ',') continue;
    if (c == '\r' && Peek() == '\n') Take();
    return true;
  }
}

void CsvReader::CheckHeader() {
  std::set<std::string_view> seen;
  for (const auto& name : header_) {
    if (name.empty()) throw CsvError(1, "", "COLUMN_WITHOUT_NAME", "a column has no name");
    if (!seen.insert(name).second) throw CsvError(1, name, "COLUMN_TWICE", "stands twice in the header");
  }
  const std::string& only = header_.front();
  const auto other = only.find_first_of(";\t|");
  if (header_.size() == 1 && other != std::string::npos) {
    const std::string what = only[other] == '\t' ? "tabs" : std::string("'") + only[other] + "'";
    throw CsvError(1, "", "WRONG_SEPARATOR",
                   "columns are separated by " + what + "; they must be separated by commas");
  }
}

bool CsvReader::Next(CsvRow& row) {
  if (!ReadRecord(row.fields)) return false;
  row.number = row_;
  if (row.fields.size() != header_.size()) {
    throw CsvError(
        row_, "", "WRONG_NUMBER_OF_FIELDS",
        "has " + std::to_string(row.fields.size()) + " fields, the header " + std::to_string(header_.size()));
  }
  return true;
}

std::string CsvField(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string out;
  for (size_t i = 0; i < fields.size(); ++i) out += (i ? "," : "") + CsvField(fields[i]);
  return out + "\n";
}

}  // namespace waymark::cli
