#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace waymark::db {

// A named statement: made at build time from queries/<name>.sql. Its parameters
// are bound by name (params.h); the name shows in logs and metrics.
// Of the parameters those that are `uuid[]` come first, then those that are
// `bytea[]`.
struct Query {
  std::string_view name;
  std::string_view text;
  std::span<const std::string_view> params;
  size_t uuid_arrays = 0, bytea_arrays = 0;
};

}  // namespace waymark::db
