#include "services/courses/enrolment_events.h"

#include "services/common/rpc/names.h"

namespace waymark::courses {
namespace {

std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }

}  // namespace

void AddStateChanged(const rpc::Call& call, const v1::Enrolment* before, const v1::Enrolment& enrolment,
                     const std::string& course_id, int version, events::Changes& changes) {
  const std::string id = IdOf(enrolment.name());
  auto& event = changes.Add("enrolment.state_changed", "enrolments/" + id, version, enrolment.participant());
  *event.mutable_time() = events::DayOr(enrolment.state_on(), call.now());
  auto& changed = *event.mutable_enrolment_state_changed();
  changed.set_enrolment_id(id);
  changed.set_participant_id(IdOf(enrolment.participant()));
  changed.set_cohort_id(IdOf(enrolment.cohort()));
  changed.set_course_id(course_id);
  if (before != nullptr) changed.set_from(before->state());
  changed.set_to(enrolment.state());
  changed.set_state_on(enrolment.state_on());
  changed.set_enrolled_on(enrolment.enrolled_on());
  changed.set_exit_reason(enrolment.exit_reason());
  changed.set_historical(enrolment.historical());
  changed.set_ever_active(enrolment.ever_active());
  changes.Describe(before, enrolment);
  if (before != nullptr) return;
  for (const auto& attribute : enrolment.attributes()) {
    auto& value = *changed.add_attributes();
    value.set_key(attribute.key());
    value.set_value(attribute.value());
    value.set_effective_on(enrolment.enrolled_on());
  }
}

void AddGraduated(const rpc::Call& call, const v1::Enrolment& enrolment, const std::string& course_id,
                  const std::string& credential_id, int version, events::Changes& changes) {
  const std::string id = IdOf(enrolment.name());
  auto& event = changes.Add("participant.graduated", "enrolments/" + id, version, enrolment.participant());
  *event.mutable_time() = events::DayOr(enrolment.state_on(), call.now());
  auto& graduated = *event.mutable_participant_graduated();
  graduated.set_enrolment_id(id);
  graduated.set_participant_id(IdOf(enrolment.participant()));
  graduated.set_cohort_id(IdOf(enrolment.cohort()));
  graduated.set_course_id(course_id);
  graduated.set_graduated_on(enrolment.state_on());
  graduated.set_credential_id(credential_id);
  graduated.set_historical(enrolment.historical());
}

}  // namespace waymark::courses
