#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "services/common/base/ids.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::evaluation {

namespace pb = waymark::events::v1;
namespace vocabulary = waymark::vocabulary::v1;

using Events = std::vector<pb::Event>;

// A UUID that tests can tell at a glance: the 7th person is `IdOf('a', 7)`.
inline std::string IdOf(char kind, int number) {
  char text[37];
  std::snprintf(text, sizeof text, "%c0000000-0000-7000-8000-%012d", kind, number);
  return text;
}
inline std::string PersonId(int n) { return IdOf('a', n); }
inline std::string UnitId(int n) { return IdOf('b', n); }
inline std::string CourseId(int n) { return IdOf('c', n); }
inline std::string CohortId(int n) { return IdOf('d', n); }
inline std::string EnrolmentId(int n) { return IdOf('e', n); }
inline std::string CareerId(int n) { return IdOf('f', n); }
inline std::string ProgrammeId(int n) { return IdOf('9', n); }

inline pb::Event EventOf(const std::string& type, const std::string& aggregate, int version) {
  pb::Event event;
  event.set_id(NewUuid());
  event.set_type(type);
  event.set_aggregate(aggregate);
  event.set_aggregate_version(version);
  return event;
}

inline pb::Event Organization(int version, int min_cell) {
  pb::Event event = EventOf("organization.changed", "organizations/asp", version);
  event.mutable_record_changed()->set_record_id("asp");
  event.mutable_record_changed()->set_min_cell(min_cell);
  return event;
}

inline pb::Event Unit(int unit, int version, const std::string& parent_id, const std::string& since = "") {
  pb::Event event = EventOf("unit.changed", "units/" + UnitId(unit), version);
  auto& data = *event.mutable_unit_changed();
  data.set_unit_id(UnitId(unit));
  data.set_kind("station");
  data.set_parent_id(parent_id);
  data.set_parent_effective_on(since);
  return event;
}

inline pb::Event Person(int person, int version, vocabulary::Sex sex, const std::string& birth_date = "",
                        const std::string& unit_id = "", const std::string& since = "") {
  pb::Event event = EventOf("participant.updated", "participants/" + PersonId(person), version);
  auto& data = *event.mutable_participant_changed();
  data.set_participant_id(PersonId(person));
  data.set_sex(sex);
  data.set_birth_date(birth_date);
  data.set_unit_id(unit_id);
  data.set_unit_effective_on(since);
  data.set_state(vocabulary::PARTICIPANT_STATE_ACTIVE);
  return event;
}

// Adds a value of an attribute to a person's or an enrolment's event.
template <typename Data>
void AddAttribute(Data& data, const std::string& key, const std::string& value,
                  const std::string& since = "") {
  auto& attribute = *data.add_attributes();
  attribute.set_key(key);
  attribute.set_value(value);
  attribute.set_effective_on(since);
}

inline pb::Event Programme(int programme, int version, const std::vector<int>& courses) {
  pb::Event event = EventOf("programme.changed", "programmes/" + ProgrammeId(programme), version);
  event.mutable_programme_changed()->set_programme_id(ProgrammeId(programme));
  for (const int course : courses) event.mutable_programme_changed()->add_course_ids(CourseId(course));
  return event;
}

inline pb::Event Course(int course, int version = 1) {
  pb::Event event = EventOf("course.changed", "courses/" + CourseId(course), version);
  event.mutable_course_changed()->set_course_id(CourseId(course));
  return event;
}

inline pb::Event Cohort(int cohort, int version, int course, const std::string& starts_on = "") {
  pb::Event event = EventOf("cohort.changed", "cohorts/" + CohortId(cohort), version);
  auto& data = *event.mutable_cohort_changed();
  data.set_cohort_id(CohortId(cohort));
  data.set_course_id(CourseId(course));
  data.set_starts_on(starts_on);
  data.set_state(vocabulary::COHORT_STATE_RUNNING);
  return event;
}

inline pb::Event Enrolment(int enrolment, int version, int person, int cohort, int course,
                           vocabulary::EnrolmentState state, const std::string& enrolled_on = "",
                           const std::string& state_on = "", bool ever_active = true) {
  pb::Event event = EventOf("enrolment.state_changed", "enrolments/" + EnrolmentId(enrolment), version);
  auto& data = *event.mutable_enrolment_state_changed();
  data.set_enrolment_id(EnrolmentId(enrolment));
  data.set_participant_id(PersonId(person));
  data.set_cohort_id(CohortId(cohort));
  data.set_course_id(CourseId(course));
  data.set_to(state);
  data.set_enrolled_on(enrolled_on);
  data.set_state_on(state_on);
  data.set_ever_active(ever_active);
  return event;
}

inline pb::Event Graduation(int enrolment, int person, const std::string& graduated_on) {
  pb::Event event = EventOf("participant.graduated", "enrolments/" + EnrolmentId(enrolment), 0);
  auto& data = *event.mutable_participant_graduated();
  data.set_enrolment_id(EnrolmentId(enrolment));
  data.set_participant_id(PersonId(person));
  data.set_graduated_on(graduated_on);
  return event;
}

inline pb::Event Career(int career, int person, vocabulary::CareerEventType type,
                        const std::string& effective_on, bool command = false,
                        const std::string& supersedes_id = "") {
  pb::Event event = EventOf("career.promoted", "careerEvents/" + CareerId(career), 1);
  auto& data = *event.mutable_career_event_recorded();
  data.set_career_event_id(CareerId(career));
  data.set_participant_id(PersonId(person));
  data.set_type(type);
  data.set_effective_on(effective_on);
  data.set_command_rung(command && type == vocabulary::CAREER_EVENT_TYPE_PROMOTION);
  data.set_command_post(command && type != vocabulary::CAREER_EVENT_TYPE_PROMOTION);
  data.set_supersedes_id(supersedes_id);
  return event;
}

}  // namespace waymark::evaluation
