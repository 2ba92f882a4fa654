#pragma once

#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gateway/cli/csv.h"
#include "gateway/cli/import.h"
#include "gateway/cli/output.h"

namespace waymark::cli {

// Reports rejected rows: the first ones of the file to the report, all to a file that can be
// corrected and imported again. Thread-safe.
class Rejects {
 public:
  // `path` of that file, empty = none; `header` of the one that is imported.
  Rejects(const std::string& path, std::vector<std::string> header, ImportReport& report);

  void Add(const CsvRow& source, const std::string& column, const std::string& code, const std::string& value,
           const std::string& message);

  // To be called once, whether all rows came through or not.
  void Finish();

 private:
  // Keeps the first rows of the file, in whatever order they come.
  void Show(nlohmann::json error);

  ImportReport& report_;
  const std::vector<std::string> header_;
  std::vector<size_t> kept_;  // columns
  std::optional<OutputFile> out_;
  std::mutex mutex_;
};

}  // namespace waymark::cli
