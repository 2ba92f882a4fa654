#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "gateway/cli/csv.h"
#include "gateway/cli/profile_value.h"

namespace waymark::cli {

// How a foreign file becomes canonical columns, written as JSON:
//
//   {"joins": [{"file": "registrations.csv.gz", "on": ["course", "student"]}],
//    "columns": {"external_id": "{course}-{student}",
//                "sex": {"from": "{gender}", "values": {"F": "female", "M": "male"}},
//                "enrolled_on": {"from": "{day}", "days_after": {"from": "{run}", "values": {"2013J":
//                "2013-10-01"}}}}}
//
// A value is a template, an object, or a list of which the first that is not
// empty counts. A template copies text and replaces `{column}`. An object takes
// `from` (a value) and, in this order, applies
//   when        {"{column}": ["a", "b"]}: empty unless each template has one of the values
//   values      a map; a text that is not in it is an error unless `otherwise` says what it becomes
//   date        the form of a date, of %Y %m %d: it becomes YYYY-MM-DD
//   days_after  a value that is a day: `from` is a number of days after (or, if negative, before) it
// An empty `from` stays empty. `joins` add the columns of another file (found
// beside the profile or below --data) whose `on` columns are equal; it is held
// in memory. A column that the row has no match for is empty.
class Profile {
 public:
  // Throws CsvError (row 0) for a file that is not a profile.
  Profile(const std::string& path, const std::string& data_folder);
  ~Profile();

  // The canonical columns it makes.
  const std::vector<std::string>& columns() const { return names_; }

  // Checks that every column it reads is in the file or a join.
  void Bind(const std::vector<std::string>& header);

  // The canonical fields of a row, in the order of columns(). Throws CsvError
  // with the row and the canonical column.
  std::vector<std::string> Apply(const CsvRow& row) const;

 private:
  struct Join;
  void AddJoin(const nlohmann::json& definition, const std::string& path, const std::string& data_folder);

  std::vector<std::string> names_;
  std::vector<nlohmann::json> definitions_;
  std::vector<std::unique_ptr<ProfileValue>> values_;
  std::vector<std::unique_ptr<Join>> joins_;
  std::vector<std::string> sources_;  // names of all source columns, joins behind
};

}  // namespace waymark::cli
