#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/cli/csv.h"

namespace waymark::cli {

// The fields of one row with those that joins add, by index.
using Fields = std::vector<std::string_view>;

// How the text of a canonical column is made of a row: a value of a profile, see Profile.
class ProfileValue {
 public:
  virtual ~ProfileValue() = default;
  // Throws a text that says what is wrong.
  virtual std::string Of(const Fields& fields) const = 0;
};

// `sources` are the names of the fields. Throws CsvError for what is no value, and for one that
// reads a column that is not there.
std::unique_ptr<ProfileValue> ParseValue(const nlohmann::json& json, const std::vector<std::string>& sources);

// PROFILE_INVALID
CsvError InvalidProfile(const std::string& message);

}  // namespace waymark::cli
