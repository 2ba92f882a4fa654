#pragma once

#include <cstdint>
#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

struct ExportOptions {
  std::string kind;
  std::string organization;
  std::string file;  // empty = stdout
};

// Writes all records of a kind as canonical CSV, page by page; what it writes
// can be imported. References are written as external ids where the record has
// one. Returns the number of rows.
int64_t Export(const Address& address, const ExportOptions& options);

}  // namespace waymark::cli
