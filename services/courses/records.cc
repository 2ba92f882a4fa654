#include "services/courses/records.h"

#include <nlohmann/json.hpp>

#include "services/common/rpc/names.h"
#include "services/courses/completion_record.h"

namespace waymark::courses {

void FillNested(const db::Row& row, v1::Course& course) {
  const Rule rule = RuleOf(row, "_");
  const std::string organization = row.Text("_organization_id");
  if (rule.min_attendance_percent > 0 || rule.min_total > 0 || !rule.required.empty()) {
    auto& shown = *course.mutable_completion_rule();
    shown.set_min_attendance_percent(rule.min_attendance_percent);
    shown.set_min_total(rule.min_total);
    for (const auto& required : rule.required) {
      auto& assessment = *shown.add_required_assessments();
      assessment.set_assessment(rpc::Name(organization, "assessments", required.assessment_id));
      assessment.set_min_score(required.min_score);
    }
  }
  if (row.IsNull("_credential_title") && row.Int("_valid_months") == 0) return;
  course.mutable_credential_template()->set_title(row.Text("_credential_title"));
  course.mutable_credential_template()->set_valid_months(static_cast<int32_t>(row.Int("_valid_months")));
}

void FillNested(const db::Row& row, v1::Enrolment& enrolment) {
  if (row.IsNull("_attributes")) return;
  // Named: items() refers to it for the length of the loop.
  const auto attributes = nlohmann::json::parse(row.Text("_attributes"));
  for (const auto& [key, value] : attributes.items()) {
    auto& attribute = *enrolment.add_attributes();
    attribute.set_key(key);
    attribute.set_value(value.get<std::string>());
  }
}

}  // namespace waymark::courses
