#include "gateway/cli/rejects.h"

#include <algorithm>

namespace waymark::cli {
namespace {

constexpr size_t kShown = 20;

}  // namespace

Rejects::Rejects(const std::string& path, std::vector<std::string> header, ImportReport& report)
    : report_(report), header_(std::move(header)) {
  report_.errors = nlohmann::json::array();
  if (path.empty()) return;
  out_.emplace(path);
  // A file of rejected rows that is imported again keeps one set of error columns.
  for (size_t i = 0; i < header_.size(); ++i) {
    if (!header_[i].starts_with("error.")) kept_.push_back(i);
  }
  std::vector<std::string> names;
  for (const size_t i : kept_) names.push_back(header_[i]);
  for (const char* name : {"error.row", "error.column", "error.code", "error.message"})
    names.emplace_back(name);
  out_->Write(CsvLine(names));
}

void Rejects::Add(const CsvRow& source, const std::string& column, const std::string& code,
                  const std::string& value, const std::string& message) {
  const std::lock_guard lock(mutex_);
  ++report_.rejected;
  Show({{"row", source.number}, {"column", column}, {"code", code}, {"value", value}, {"message", message}});
  if (!out_) return;
  std::vector<std::string> fields;
  for (const size_t i : kept_) fields.push_back(source.fields[i]);
  for (auto& field : {std::to_string(source.number), column, code, message}) fields.push_back(field);
  out_->Write(CsvLine(fields));
}

void Rejects::Finish() {
  if (out_) out_->Finish();
}

void Rejects::Show(nlohmann::json error) {
  auto& errors = report_.errors;
  const auto at = std::upper_bound(errors.begin(), errors.end(), error,
                                   [](const auto& a, const auto& b) { return a["row"] < b["row"]; });
  errors.insert(at, std::move(error));
  if (errors.size() > kShown) errors.erase(errors.size() - 1);
}

}  // namespace waymark::cli
