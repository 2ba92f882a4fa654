#include "services/courses/enrolment_draft.h"

#include <set>

namespace waymark::courses {

v1::Enrolment Drafted(const v1::Enrolment& sent, std::string_view today) {
  v1::Enrolment drafted = sent;
  if (drafted.state() == vocabulary::v1::ENROLMENT_STATE_UNSPECIFIED)
    drafted.set_state(vocabulary::v1::ENROLMENT_STATE_APPLIED);
  if (!drafted.historical()) {
    if (drafted.state_on().empty())
      drafted.set_state_on(drafted.enrolled_on() > today ? drafted.enrolled_on() : std::string(today));
    if (drafted.enrolled_on().empty()) drafted.set_enrolled_on(drafted.state_on());
  }
  if (drafted.exit_reason().empty()) drafted.set_exit_reason(std::string(DefaultExitReason(drafted.state())));
  if (!drafted.historical()) {
    drafted.set_ever_active(EverActive(false, drafted.state()));
  } else if (!drafted.has_ever_active()) {
    drafted.set_ever_active(EverActiveInPast(drafted.state()));
  }
  return drafted;
}

std::vector<FieldViolation> Check(const v1::Enrolment& drafted, std::string_view latest) {
  std::vector<FieldViolation> violations;
  if (!drafted.historical() && !MayBegin(drafted.state())) {
    violations.push_back({"state", StateName(drafted.state()) +
                                       " is no state that an enrolment begins in (APPLIED, ACCEPTED, "
                                       "ACTIVE); set `historical` for a past record"});
  }
  if (!drafted.state_on().empty() && drafted.state_on() < drafted.enrolled_on()) {
    violations.push_back({"state_on", "must not be before enrolled_on: " + StateName(drafted.state()) +
                                          " on " + drafted.state_on() + ", enrolled on " +
                                          drafted.enrolled_on()});
  }
  if (drafted.historical() && IsPast(drafted.state()) && drafted.state_on() > latest)
    violations.push_back({"state_on", "must not be after today: " + StateName(drafted.state())});
  if (auto wrong = WrongExitReason(drafted.state(), drafted.exit_reason()); !wrong.empty())
    violations.push_back({"exit_reason", std::move(wrong)});
  const bool implied = EverActiveInPast(drafted.state());
  if (drafted.historical() && drafted.ever_active() != implied && !MayFollowAnother(drafted.state())) {
    violations.push_back({"ever_active", "must be " + std::string(implied ? "true" : "false") + " of " +
                                             StateName(drafted.state()) + ", or not stated"});
  }
  std::set<std::string_view> keys;
  for (int i = 0; i < drafted.attributes_size(); ++i) {
    if (!keys.insert(drafted.attributes(i).key()).second)
      violations.push_back({"attributes[" + std::to_string(i) + "].key", "is given twice"});
  }
  return violations;
}

std::string WrongExitReason(EnrolmentState state, std::string_view exit_reason) {
  if (exit_reason.empty()) return "";
  if (!IsEnded(state)) return "must be empty for an enrolment that has not ended";
  if (IsExitReason(exit_reason)) return "";
  return "must be one of Completed, Graduated, Dropout, Expelled, Transferred, Withdrawn, No show, Died or "
         "is "
         "permanently incapacitated, Invalid enrollment, Other";
}

}  // namespace waymark::courses
