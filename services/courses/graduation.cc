#include "services/courses/graduation.h"

#include "services/common/rpc/names.h"
#include "services/common/rpc/references.h"
#include "services/common/rpc/state_day.h"
#include "services/common/status/error.h"
#include "services/courses/attainments.h"
#include "services/courses/cohort_rule.h"
#include "services/courses/enrolment_events.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using rpc::Call;
using v1::GraduationOutcome;
using v1::RequirementOutcome;

void AddUnmet(const Call& call, const Unmet& unmet, GraduationOutcome& outcome) {
  auto& shown = *outcome.add_unmet();
  shown.set_requirement(unmet.kind == Unmet::Kind::kAttendance ? RequirementOutcome::REQUIREMENT_ATTENDANCE
                        : unmet.kind == Unmet::Kind::kTotal    ? RequirementOutcome::REQUIREMENT_TOTAL
                                                               : RequirementOutcome::REQUIREMENT_ASSESSMENT);
  shown.set_assessment(rpc::Name(call.organization(), "assessments", unmet.assessment_id));
  shown.set_required(unmet.required);
  if (unmet.actual) shown.set_actual(*unmet.actual);
  shown.set_explanation(unmet.explanation);
}

// Decides about one enrolment.
void Decide(const Call& call, const std::string& cohort_id, const CohortRule& cohort, const Scores& scores,
            const std::string& day, const db::Row& row, GraduationOutcome& outcome) {
  const auto state = static_cast<EnrolmentState>(row.Int("state"));
  outcome.set_enrolment(rpc::Name(call.organization(), "enrolments", row.Text("enrolment_id")));
  outcome.set_participant(rpc::Name(call.organization(), "participants", row.Text("participant_id")));
  outcome.set_credential(rpc::Name(call.organization(), "credentials", row.Text("credential_id")));
  outcome.set_credential_number(row.Text("number"));
  outcome.set_state(state);
  if (state == vocabulary::v1::ENROLMENT_STATE_GRADUATED)
    return outcome.set_decision(GraduationOutcome::DECISION_ALREADY_GRADUATED);
  if (MoveOf(state, vocabulary::v1::ENROLMENT_STATE_GRADUATED) != Move::kByGraduation)
    return outcome.set_decision(GraduationOutcome::DECISION_STATE_NOT_ELIGIBLE);
  if (row.Text("enrolled_on") > day) {
    auto& unmet = *outcome.add_unmet();
    unmet.set_requirement(RequirementOutcome::REQUIREMENT_ENROLLED);
    unmet.set_explanation("enrolled on " + row.Text("enrolled_on") + ", after the graduation");
  } else if (row.Text("state_on") > day) {
    auto& unmet = *outcome.add_unmet();
    unmet.set_requirement(RequirementOutcome::REQUIREMENT_ENROLLED);
    unmet.set_explanation(StateName(state) + " since " + row.Text("state_on") + ", after the graduation");
  }
  const Attainment attainment{.attended = static_cast<int>(row.Int("attended")),
                              .excused = static_cast<int>(row.Int("excused")),
                              .best = scores.BestOf(cohort_id, row.Text("participant_id"))};
  for (const auto& unmet :
       Evaluate(cohort.rule, cohort.sessions, scores.AssessmentsOf(cohort_id), attainment))
    AddUnmet(call, unmet, outcome);
  if (!outcome.unmet().empty()) return outcome.set_decision(GraduationOutcome::DECISION_RULE_NOT_MET);
  outcome.set_decision(GraduationOutcome::DECISION_GRADUATED);
  outcome.set_state(vocabulary::v1::ENROLMENT_STATE_GRADUATED);
}

// Writes the graduations that were decided, with their credentials and events.
void Write(Call& call, db::Transaction& tx, const std::string& cohort_id, const CohortRule& cohort,
           const db::Rows& rows, v1::GraduateCohortResponse& reply, events::Changes& changes) {
  std::vector<size_t> items;
  std::vector<Graduate> graduates;
  std::vector<std::string> ids;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (reply.outcomes(static_cast<int>(i)).decision() != GraduationOutcome::DECISION_GRADUATED) continue;
    items.push_back(i);
    ids.push_back(rows[i].Text("enrolment_id"));
    graduates.push_back({ids.back(), rows[i].Text("participant_id")});
  }
  if (items.empty()) return;
  v1::Enrolment enrolment;
  enrolment.set_cohort(rpc::Name(call.organization(), "cohorts", cohort_id));
  enrolment.set_state(vocabulary::v1::ENROLMENT_STATE_GRADUATED);
  enrolment.set_state_on(cohort.terms.issued_on);
  enrolment.set_exit_reason(std::string(DefaultExitReason(enrolment.state())));
  enrolment.set_ever_active(true);
  call.Run(tx, sql::kGraduateEnrolments,
           db::Params()
               .Set("enrolment_ids", ids)
               .Set("graduated_on", enrolment.state_on())
               .Set("exit_reason", enrolment.exit_reason())
               .Set("now", call.now()));
  const auto credentials = IssueCredentials(call, tx, cohort.terms, graduates);
  for (size_t k = 0; k < items.size(); ++k) {
    const db::Row row = rows[items[k]];
    auto& outcome = *reply.mutable_outcomes(static_cast<int>(items[k]));
    outcome.set_credential(credentials[k].name());
    outcome.set_credential_number(credentials[k].number());
    enrolment.set_name(outcome.enrolment());
    enrolment.set_participant(outcome.participant());
    enrolment.set_enrolled_on(row.Text("enrolled_on"));
    const int version = static_cast<int>(row.Int("version"));
    v1::Enrolment before = enrolment;
    before.set_state(static_cast<EnrolmentState>(row.Int("state")));
    before.set_state_on(row.Text("state_on"));
    before.set_exit_reason(row.Text("exit_reason"));
    before.set_ever_active(row.Bool("ever_active"));
    before.set_historical(row.Bool("historical"));
    AddStateChanged(call, &before, enrolment, cohort.course_id, version + 1, changes);
    AddGraduated(call, enrolment, cohort.course_id, std::string(rpc::LastPart(credentials[k].name())),
                 version + 2, changes);
    AddCredentialEvent(call, "credential.issued", nullptr, credentials[k], 1, changes);
  }
}

void Count(v1::GraduateCohortResponse& reply) {
  int graduated = 0, before = 0;
  for (const auto& outcome : reply.outcomes()) {
    graduated += outcome.decision() == GraduationOutcome::DECISION_GRADUATED;
    before += outcome.decision() == GraduationOutcome::DECISION_ALREADY_GRADUATED;
  }
  reply.set_graduated_count(graduated);
  reply.set_already_graduated_count(before);
  reply.set_not_graduated_count(reply.outcomes_size() - graduated - before);
}

}  // namespace

void GraduateCohort(Call& call, const v1::GraduateCohortRequest& request, v1::GraduateCohortResponse& reply) {
  auto tx = call.Begin();
  // One graduation of a cohort at a time: the next sees who graduated in this.
  const std::vector<std::string_view> names = {request.name()};
  const std::string cohort_id =
      call.One(tx, sql::kResolveCohorts, rpc::ReferenceParams(names), request.name()).Text("id");
  call.Run(tx, sql::kLockCohorts, db::Params().Set("cohort_ids", std::vector{cohort_id}));
  CohortRule cohort = LoadCohortRule(call, tx, cohort_id);
  if (!HasBegun(cohort.state)) {
    throw FailedPrecondition("COHORT_NOT_RUN", "nobody graduates from a cohort that is " +
                                                   StateName(cohort.state) +
                                                   "; it must be RUNNING or CLOSED");
  }
  cohort.terms.issued_on = request.graduated_on().empty() ? FormatDay(call.now()) : request.graduated_on();
  if (cohort.terms.issued_on < cohort.starts_on)
    throw InvalidField("graduated_on", "must not be before the cohort's first day, " + cohort.starts_on);
  if (cohort.terms.issued_on > rpc::LatestToday(call.now()))
    throw InvalidField("graduated_on", "must not be after today");
  const auto rows = call.Run(tx, sql::kGraduationCandidates, db::Params().Set("cohort_id", cohort_id));
  std::vector<std::string> participant_ids;
  for (const db::Row row : rows) participant_ids.push_back(row.Text("participant_id"));
  const Scores scores(call, tx, {cohort_id}, participant_ids);
  for (const db::Row row : rows)
    Decide(call, cohort_id, cohort, scores, cohort.terms.issued_on, row, *reply.add_outcomes());
  Count(reply);
  if (request.validate_only()) return;
  auto changes = call.NewChanges();
  Write(call, tx, cohort_id, cohort, rows, reply, changes);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::courses
