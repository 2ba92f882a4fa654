#include <algorithm>
#include <set>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/readings.h"
#include "services/courses/attainments.h"
#include "services/courses/cohort_rule.h"
#include "services/courses/enrolment_page.h"
#include "services/courses/enrolment_states.h"
#include "services/courses/progress.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/progress.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;
using v1::RequirementOutcome;

v1::Standing Shown(ProgressStanding standing) {
  switch (standing) {
    case ProgressStanding::kMet:
      return v1::STANDING_MET;
    case ProgressStanding::kOnTrack:
      return v1::STANDING_ON_TRACK;
    case ProgressStanding::kAtRisk:
      return v1::STANDING_AT_RISK;
    case ProgressStanding::kOutOfReach:
      return v1::STANDING_OUT_OF_REACH;
  }
  return v1::STANDING_UNSPECIFIED;
}

RequirementOutcome::Requirement Shown(Unmet::Kind kind) {
  switch (kind) {
    case Unmet::Kind::kAttendance:
      return RequirementOutcome::REQUIREMENT_ATTENDANCE;
    case Unmet::Kind::kAssessment:
      return RequirementOutcome::REQUIREMENT_ASSESSMENT;
    case Unmet::Kind::kTotal:
      return RequirementOutcome::REQUIREMENT_TOTAL;
  }
  return RequirementOutcome::REQUIREMENT_UNSPECIFIED;
}

void Add(const Call& call, const RequirementStanding& requirement, v1::ProgressReport& report) {
  auto& shown = *report.add_requirements();
  shown.set_requirement(Shown(requirement.kind));
  if (requirement.assessment) {
    shown.set_assessment(rpc::Name(call.organization(), "assessments", requirement.assessment->id));
    shown.set_assessment_title(requirement.assessment->title);
  }
  shown.set_required(requirement.required);
  if (requirement.actual) shown.set_actual(*requirement.actual);
  shown.set_standing(Shown(requirement.standing));
}

// Writes what a page of enrolments has to show into the reports (parallel).
class Reporter {
 public:
  Reporter(Call& call, const db::Rows& rows, size_t count) : call_(call), tx_(call.Begin()) {
    std::vector<std::string> participants, cohorts;
    for (size_t i = 0; i < count; ++i) {
      participants.push_back(rows[i].Text("_participant_id"));
      cohorts.push_back(rows[i].Text("_cohort_id"));
    }
    attainments_ = LoadAttendance(call_, tx_, participants, cohorts);
    const std::set<std::string> distinct(cohorts.begin(), cohorts.end());
    const std::vector<std::string> cohort_ids(distinct.begin(), distinct.end());
    rules_ = LoadCohortRules(call_, tx_, cohort_ids);
    scores_.emplace(call_, tx_, cohort_ids, participants);
  }

  void Fill(const db::Row& row, v1::ProgressReport& report) {
    Attainment& attainment = attainments_[filled_++];
    const std::string cohort_id = row.Text("_cohort_id");
    const CohortRule& cohort = rules_.at(cohort_id);
    attainment.best = scores_->BestOf(cohort_id, row.Text("_participant_id"));
    const Progress progress =
        EvaluateProgress(cohort.rule, cohort.sessions, scores_->AssessmentsOf(cohort_id), attainment);
    report.set_enrolment(row.Text("name"));
    report.set_participant(row.Text("participant"));
    report.set_cohort(row.Text("cohort"));
    report.set_state(static_cast<EnrolmentState>(row.Int("state")));
    const bool may_graduate =
        MoveOf(report.state(), vocabulary::v1::ENROLMENT_STATE_GRADUATED) != Move::kIllegal;
    report.set_standing(may_graduate ? Shown(progress.standing) : v1::STANDING_CLOSED);
    report.set_sessions(cohort.sessions);
    report.set_attended(attainment.attended);
    report.set_missed(attainment.missed);
    report.set_excused(attainment.excused);
    if (progress.attendance_percent) report.set_attendance_percent(*progress.attendance_percent);
    if (progress.may_miss) report.set_may_miss(*progress.may_miss);
    if (progress.total_percent) report.set_total_percent(*progress.total_percent);
    for (const auto& requirement : progress.requirements) Add(call_, requirement, report);
  }

 private:
  Call& call_;
  db::Transaction tx_;
  std::vector<Attainment> attainments_;
  std::unordered_map<std::string, CohortRule> rules_;
  std::optional<Scores> scores_;
  size_t filled_ = 0;
};

bool IsByNextSession(const std::string& order_by, const rpc::Filter& filter) {
  if (order_by.empty()) return false;
  if (order_by != "next_session_time") throw InvalidField("order_by", "must be empty or next_session_time");
  if (filter.contains("cohort") || filter.contains("participant"))
    throw InvalidField("order_by",
                       "orders those of all cohorts: leave cohort and participant out of the filter");
  return true;
}

db::Rows ReadByNextSession(Call& call, const rpc::Page& page, const rpc::Filter& filter) {
  db::Params params;
  params.Set("limit", page.limit())
      .Set("state", rpc::EnumFilter(filter, "state", vocabulary::v1::EnrolmentState_descriptor()))
      .Set("after", page.key(0))
      .Set("after_cohort", page.key(1))
      .Set("after_time", page.key(2));
  // From page to page the same session is the next.
  if (const auto since = page.key(3)) {
    params.Set("since", *since);
  } else {
    params.Set("since", call.now());
  }
  return call.Read(sql::kListEnrolmentsByNextSession, std::move(params));
}

// In one transaction, which ends with it.
void FillPage(Call& call, const rpc::Page& page, const db::Rows& rows, const std::vector<const char*>& keys,
              v1::ListProgressReportsResponse& reply) {
  Reporter reporter(call, rows, std::min(rows.size(), static_cast<size_t>(page.size())));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_progress_reports(), keys,
                [&reporter](const db::Row& row, auto& report) { reporter.Fill(row, report); }));
}

void KeepOnly(std::optional<int> standing, v1::ListProgressReportsResponse& reply) {
  if (!standing) return;
  auto& reports = *reply.mutable_progress_reports();
  reports.erase(std::remove_if(reports.begin(), reports.end(),
                               [&](const auto& report) { return report.standing() != *standing; }),
                reports.end());
}

void List(Call& call, const v1::ListProgressReportsRequest& request, v1::ListProgressReportsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"cohort", "participant", "state", "standing"});
  const auto standing = rpc::EnumFilter(filter, "standing", v1::Standing_descriptor());
  const bool by_next_session = IsByNextSession(request.order_by(), filter);
  const auto rows =
      by_next_session ? ReadByNextSession(call, page, filter) : ReadEnrolmentPage(call, page, filter);
  if (rows.empty()) return;
  std::vector<const char*> keys = {"_enrolment_id"};
  if (by_next_session) keys.insert(keys.end(), {"_cohort_id", "_next_time", "_since"});
  FillPage(call, page, rows, keys, reply);
  KeepOnly(standing, reply);
  rpc::RecordReadingsOf(call, reply.progress_reports());
}

}  // namespace

rpc::Service MakeProgressService() {
  return {v1::ProgressService::service_full_name(), {{"ListProgressReports", List}}};
}

}  // namespace waymark::courses
