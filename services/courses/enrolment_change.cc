#include "services/courses/enrolment_change.h"

#include <algorithm>

#include "services/common/rpc/names.h"
#include "services/common/rpc/state_day.h"
#include "services/courses/attainments.h"
#include "services/courses/cohort_rule.h"
#include "services/courses/enrolment_draft.h"
#include "services/courses/enrolment_events.h"
#include "services/courses/records.h"
#include "services/courses/seats.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using rpc::Call;

std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }

// FAILED_PRECONDITION / COHORT_NOT_OPEN.
Error CohortCancelled(EnrolmentState to) {
  return FailedPrecondition("COHORT_NOT_OPEN",
                            "the cohort is CANCELLED: its enrolments may end, not become " + StateName(to))
      .WithViolation("state", "must be one that ends the enrolment");
}

// The day before which an enrolment does not change its present state.
std::string Since(const v1::Enrolment& enrolment) {
  return std::max(enrolment.state_on(), enrolment.enrolled_on());
}

v1::Enrolment Moved(const Call& call, const v1::Enrolment& before,
                    const v1::ChangeEnrolmentStateRequest& request) {
  v1::Enrolment after = before;
  after.set_state(request.state());
  after.set_state_on(rpc::StateDayOr(request.state_on(), Since(before), call.now()));
  after.set_exit_reason(request.exit_reason().empty() ? std::string(DefaultExitReason(request.state()))
                                                      : request.exit_reason());
  after.set_historical(false);
  after.set_ever_active(EverActive(before.ever_active(), request.state()));
  return after;
}

// Throws unless one may follow the other.
void CheckMove(const Call& call, const v1::Enrolment& before, const v1::Enrolment& after) {
  const Move move = MoveOf(before.state(), after.state());
  if (move != Move::kAllowed) {
    Error error = IllegalStateChange("enrolment", StateName(before.state()), StateName(after.state()));
    if (move == Move::kIllegal) throw error;
    throw Error(error.code(), error.reason(), error.message() + "; GraduateCohort does it")
        .WithMetadata("from", StateName(before.state()))
        .WithMetadata("to", StateName(after.state()));
  }
  rpc::CheckStateDay(after.state_on(), Since(before), IsPast(after.state()), StateName(after.state()),
                     call.now());
  if (auto wrong = WrongExitReason(after.state(), after.exit_reason()); !wrong.empty())
    throw InvalidField("exit_reason", wrong);
}

// FAILED_PRECONDITION / ATTENDANCE_NOT_MET unless the attendance makes the
// enrolment COMPLETED.
void CheckCompleted(Call& call, db::Transaction& tx, const v1::Enrolment& enrolment) {
  const std::string cohort_id = IdOf(enrolment.cohort());
  const CohortRule cohort = LoadCohortRule(call, tx, cohort_id);
  const auto attainment = LoadAttendance(call, tx, {IdOf(enrolment.participant())}, {cohort_id})[0];
  if (const auto unmet = CheckAttendance(cohort.rule, cohort.sessions, attainment))
    throw FailedPrecondition("ATTENDANCE_NOT_MET", "not completed: " + unmet->explanation);
}

// Of an enrolment what never changes, and the state of its cohort.
struct Place {
  std::string id, cohort_id, course_id;
  CohortState cohort_state;
};

Place Find(Call& call, const std::string& name) {
  v1::Enrolment enrolment;
  GetRecord(call, sql::kGetEnrolments, name, enrolment);
  const rpc::References cohort(call, sql::kResolveCohorts, {enrolment.cohort()});
  return {IdOf(enrolment.name()), IdOf(enrolment.cohort()), cohort[0]->Text("course_id"),
          static_cast<CohortState>(cohort[0]->Int("state"))};
}

}  // namespace

void ChangeEnrolmentState(Call& call, const v1::ChangeEnrolmentStateRequest& request, v1::Enrolment& reply) {
  const auto [id, cohort_id, course_id, cohort_state] = Find(call, request.name());
  auto tx = call.Begin();
  // The cohort before the enrolment, as everybody does who keeps both.
  const bool wants_seat = request.state() == vocabulary::v1::ENROLMENT_STATE_ACCEPTED;
  Seats seats(call, tx, wants_seat ? std::vector{cohort_id} : std::vector<std::string>());
  call.One(tx, sql::kLockEnrolment, rpc::ReferenceParams(id), request.name());
  v1::Enrolment before;
  ReadBackOne(call, tx, sql::kGetEnrolments, id, before);
  const int64_t version = call.tokens().Version(before.name(), before.etag());
  rpc::CheckEtag(call, before.name(), request.etag(), version);
  const v1::Enrolment after = Moved(call, before, request);
  CheckMove(call, before, after);
  if (cohort_state == vocabulary::v1::COHORT_STATE_CANCELLED && NeedsCohort(after.state()))
    throw CohortCancelled(after.state());
  if (wants_seat && !seats.Take(cohort_id)) throw CohortFull("name");
  if (after.state() == vocabulary::v1::ENROLMENT_STATE_COMPLETED) CheckCompleted(call, tx, after);
  call.Run(tx, sql::kChangeEnrolmentState,
           db::Params()
               .Set("enrolment_id", id)
               .Set("state", static_cast<int>(after.state()))
               .Set("state_on", after.state_on())
               .SetOrNull("exit_reason", after.exit_reason())
               .Set("ever_active", after.ever_active())
               .Set("now", call.now()));
  auto changes = call.NewChanges();
  AddStateChanged(call, &before, after, course_id, static_cast<int>(version) + 1, changes);
  if (after.state() == vocabulary::v1::ENROLMENT_STATE_VOIDED)
    RevokeCredentialOf(call, tx, id, after.state_on(), changes);
  ReadBackOne(call, tx, sql::kGetEnrolments, id, reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::courses
