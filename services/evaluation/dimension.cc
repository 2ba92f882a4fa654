#include "services/evaluation/dimension.h"

#include <algorithm>
#include <functional>

#include "services/common/status/error.h"

namespace waymark::evaluation {

Dimension ParseDimension(std::string_view by) {
  constexpr std::string_view kAttribute = "attribute:";
  if (by.starts_with(kAttribute) && by.size() > kAttribute.size()) {
    return {"attribute", std::string(by.substr(kAttribute.size()))};
  }
  for (const std::string_view kind : {"", "sex", "age_band", "unit", "cohort", "course"}) {
    if (by == kind) return {std::string(kind), ""};
  }
  throw InvalidField("by", "must be empty, sex, age_band, attribute:<key>, unit, cohort or course");
}

bool IsHiddenOfProtected(const Dimension& dimension) {
  return dimension.kind == "attribute" || dimension.kind == "age_band";
}

std::vector<int> AgeBandStarts(std::vector<int> given) {
  if (given.empty()) return {0, 18, 25, 35, 45, 55};
  if (!std::is_sorted(given.begin(), given.end(), std::less_equal<>())) {
    throw InvalidField("age_band_starts", "must ascend: each band begins after the one before");
  }
  if (given.front() > 0) given.insert(given.begin(), 0);
  return given;
}

std::string_view LabelOf(const Dimension& dimension, std::string_view key) {
  if (dimension.kind != "sex") return "";
  return key == "F" ? "female" : key == "M" ? "male" : "not_applicable";
}

std::string_view CollectionOf(const Dimension& dimension) {
  if (dimension.kind == "unit") return "units";
  if (dimension.kind == "cohort") return "cohorts";
  if (dimension.kind == "course") return "courses";
  return "";
}

}  // namespace waymark::evaluation
