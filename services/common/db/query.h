#pragma once

#include <span>
#include <string_view>

namespace waymark::db {

// A named statement: made at build time from queries/<name>.sql. Its parameters
// are bound by name (params.h); the name shows in logs and metrics.
struct Query {
  std::string_view name;
  std::string_view text;
  std::span<const std::string_view> params;
};

}  // namespace waymark::db
