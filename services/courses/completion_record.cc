#include "services/courses/completion_record.h"

#include <nlohmann/json.hpp>

namespace waymark::courses {

Rule RuleOf(const db::Row& row, const std::string& prefix) {
  Rule rule;
  rule.min_attendance_percent = row.Double((prefix + "min_attendance_percent").c_str());
  rule.min_total = row.Double((prefix + "min_total").c_str());
  for (const auto& item : nlohmann::json::parse(row.Text((prefix + "required_assessments").c_str()))) {
    rule.required.push_back(
        {item.at("assessment_id").get<std::string>(), item.at("min_score").get<double>()});
  }
  return rule;
}

std::string RequiredAssessmentsJson(const std::vector<ScoreRequirement>& required) {
  nlohmann::json items = nlohmann::json::array();
  for (const auto& requirement : required) {
    items.push_back({{"assessment_id", requirement.assessment_id}, {"min_score", requirement.min_score}});
  }
  return items.dump();
}

}  // namespace waymark::courses
