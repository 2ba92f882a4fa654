#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "gateway/cli/client.h"
#include "gateway/cli/kinds.h"

namespace waymark::cli {

struct ImportOptions {
  std::string kind;
  std::string file;
  std::string organization;
  std::string profile;      // path, or empty
  std::string data_folder;  // where a profile's joins are looked for first
  std::string errors;       // where rejected rows go, or empty
  bool dry_run = false;
};

// What an import did. rows = created + existing + repeated + rejected.
struct ImportReport {
  int64_t rows = 0;
  int64_t created = 0;
  int64_t existing = 0;  // were there already, with the same content
  int64_t repeated = 0;  // the same row stood in the file before
  int64_t rejected = 0;
  double seconds = 0;
  nlohmann::json errors;  // the first rejected rows: row, column, code, value, message

  nlohmann::json ToJson() const;
};

// Imports a file: reads it once to check its form and count its rows (nothing
// is sent if the form is wrong), then again to send it in batches of up to
// 1,000 over a few connections at once. Safe to run again: what is there stays
// as it is. Throws CsvError for the file, Error when the server fails.
ImportReport Import(const Address& address, const ImportOptions& options);

}  // namespace waymark::cli
