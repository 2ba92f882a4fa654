#include "services/evaluation/facts_handler.h"

#include <algorithm>
#include <unordered_map>

#include "services/common/db/columns.h"
#include "services/common/events/fold.h"
#include "services/evaluation/birth_date.h"
#include "services/evaluation/sql.h"

namespace waymark::evaluation {
namespace {

using db::Columns;
using waymark::events::v1::Event;

// A day since which something holds; an empty one is always.
std::string_view Since(std::string_view day) { return day.empty() ? "-infinity" : day; }

std::string_view Flag(bool value) { return value ? "true" : "false"; }

// The parts of a key, none of which holds a line feed.
std::string Key(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string key(a);
  for (const auto part : {b, c}) key.append(1, '\n').append(part);
  return key;
}

// One batch of events, by what they say.
class Batch {
 public:
  void Add(const Event& event) {
    const std::string version = std::to_string(event.aggregate_version());
    switch (event.data_case()) {
      case Event::kUnitChanged:
        return Add(event.unit_changed(), version);
      case Event::kParticipantChanged:
        return Add(event.participant_changed(), event.aggregate_version());
      case Event::kProgrammeChanged:
        return Add(event.programme_changed(), version);
      case Event::kCourseChanged:
        return courses_.Add({{"course_id", event.course_changed().course_id()}, {"version", version}});
      case Event::kCohortChanged:
        return Add(event.cohort_changed(), version);
      case Event::kEnrolmentStateChanged:
        return Add(event.enrolment_state_changed(), event.aggregate_version());
      case Event::kParticipantGraduated:
        return Add(event.participant_graduated());
      case Event::kCareerEventRecorded:
        return Add(event.career_event_recorded());
      case Event::kRecordChanged:
        return Add(event.record_changed(), version);
      default:
        return;  // nothing that evaluation counts
    }
  }

  void Write(db::Transaction& tx, std::string_view organization_id) const {
    const auto run = [&](const db::Query& query, const Columns& columns) {
      if (!columns.empty()) tx.Run(query, columns.Bind(organization_id));
    };
    const auto fold = [&](const db::Query& add, const db::Query& apply, const Columns& columns) {
      events::Fold(tx, organization_id, columns, add, apply);
    };
    run(sql::kApplyOrganizations, organizations_);
    run(sql::kApplyUnits, units_);
    run(sql::kApplyUnitParents, unit_parents_);
    run(sql::kWithdrawUnitParents, withdrawn_parents_);
    fold(sql::kAddPersons, sql::kApplyPersons, persons_);
    fold(sql::kAddPersonUnits, sql::kApplyPersonUnits, person_units_);
    run(sql::kWithdrawPersonUnits, changed_persons_);
    run(sql::kRefreshPersonUnits, changed_persons_);
    fold(sql::kAddPersonAttributes, sql::kApplyPersonAttributes, person_attributes_);
    run(sql::kRefreshPersonAttributes, changed_attributes_);
    run(sql::kApplyProgrammes, programmes_);
    run(sql::kApplyCourses, courses_);
    run(sql::kApplyCohorts, cohorts_);
    fold(sql::kAddEnrolments, sql::kApplyEnrolments, enrolments_);
    fold(sql::kAddEnrolmentAttributes, sql::kApplyEnrolmentAttributes, enrolment_attributes_);
    run(sql::kApplyGraduations, graduations_);
    run(sql::kApplyCareerEvents, career_events_);
    run(sql::kRefreshPersonCareers, career_events_);
  }

 private:
  void Add(const waymark::events::v1::RecordChanged& record, const std::string& version) {
    if (record.min_cell() == 0) return;  // not of an organization, or from before it was told
    organizations_.Add({{"min_cell", std::to_string(record.min_cell())}, {"version", version}});
  }

  void Add(const waymark::events::v1::UnitChanged& unit, const std::string& version) {
    units_.Add({{"unit_id", unit.unit_id()}, {"kind", unit.kind()}, {"version", version}});
    unit_parents_.Add({{"unit_id", unit.unit_id()},
                       {"effective_on", Since(unit.parent_effective_on())},
                       {"parent_id", unit.parent_id()},
                       {"version", version}});
    for (const auto& day : unit.withdrawn_days()) {
      withdrawn_parents_.Add(
          {{"unit_id", unit.unit_id()}, {"effective_on", Since(day)}, {"version", version}});
    }
  }

  void Add(const waymark::events::v1::ParticipantChanged& person, int version) {
    const std::string& id = person.participant_id();
    const std::string version_text = std::to_string(version);
    const BirthDate birth = ParseBirthDate(person.birth_date());
    persons_.Put(id, version,
                 {{"person_id", id},
                  {"sex", std::to_string(person.sex())},
                  {"birth_date", birth.day},
                  {"birth_precision", std::to_string(static_cast<int>(birth.precision))},
                  {"state", std::to_string(person.state())},
                  {"merged_into_id", person.merged_into_id()},
                  {"version", version_text}});
    const Columns::Values unit = {{"person_id", id},
                                  {"effective_on", Since(person.unit_effective_on())},
                                  {"unit_id", person.unit_id()},
                                  {"version", version_text}};
    // The first row needs no end, nor does it need to say that since ever there was no unit.
    if (version > 1) changed_persons_.Add(unit);
    if (version > 1 || !person.unit_id().empty() || !person.unit_effective_on().empty())
      person_units_.Put(Key(id, person.unit_effective_on()), version, unit);
    const auto& attributes = person.attributes();
    for (const auto& attribute : attributes) {
      // The first values of a key need no end unless they are several.
      const auto of_key = [&](const auto& other) { return other.key() == attribute.key(); };
      if (version > 1 || std::count_if(attributes.begin(), attributes.end(), of_key) > 1) {
        changed_attributes_.Put(Key(attribute.key(), id), version,
                                {{"key", attribute.key()}, {"person_id", id}});
      }
      person_attributes_.Put(Key(attribute.key(), id, attribute.effective_on()), version,
                             {{"key", attribute.key()},
                              {"person_id", id},
                              {"effective_on", Since(attribute.effective_on())},
                              {"value", attribute.value()},
                              {"version", version_text}});
    }
  }

  void Add(const waymark::events::v1::ProgrammeChanged& programme, const std::string& version) {
    std::string ids;
    for (const auto& id : programme.course_ids()) ids += (ids.empty() ? "" : ",") + id;
    programmes_.Add(
        {{"programme_id", programme.programme_id()}, {"course_ids", "{" + ids + "}"}, {"version", version}});
  }

  void Add(const waymark::events::v1::CohortChanged& cohort, const std::string& version) {
    cohorts_.Add({{"cohort_id", cohort.cohort_id()},
                  {"course_id", cohort.course_id()},
                  {"unit_id", cohort.unit_id()},
                  {"starts_on", cohort.starts_on()},
                  {"ends_on", cohort.ends_on()},
                  {"state", std::to_string(cohort.state())},
                  {"version", version}});
  }

  void Add(const waymark::events::v1::EnrolmentStateChanged& enrolment, int version) {
    const std::string& id = enrolment.enrolment_id();
    const std::string version_text = std::to_string(version);
    const Milestones& days = NoteMilestone(enrolment);
    enrolments_.Put(id, version,
                    {{"enrolment_id", id},
                     {"person_id", enrolment.participant_id()},
                     {"cohort_id", enrolment.cohort_id()},
                     {"course_id", enrolment.course_id()},
                     {"state", std::to_string(enrolment.to())},
                     {"ever_active", Flag(enrolment.ever_active())},
                     {"historical", Flag(enrolment.historical())},
                     {"enrolled_on", enrolment.enrolled_on()},
                     {"state_on", enrolment.state_on()},
                     {"completed_on", days.completed_on},
                     {"graduated_on", days.graduated_on},
                     {"version", version_text}});
    for (const auto& attribute : enrolment.attributes()) {
      enrolment_attributes_.Put(Key(attribute.key(), id), version,
                                {{"key", attribute.key()},
                                 {"enrolment_id", id},
                                 {"value", attribute.value()},
                                 {"version", version_text}});
    }
  }

  // The days on which an enrolment was completed and graduated, as far as the
  // events of this batch tell.
  struct Milestones {
    std::string completed_on, graduated_on;
  };

  const Milestones& NoteMilestone(const waymark::events::v1::EnrolmentStateChanged& enrolment) {
    Milestones& days = milestones_[enrolment.enrolment_id()];
    if (enrolment.to() == waymark::vocabulary::v1::ENROLMENT_STATE_COMPLETED)
      days.completed_on = enrolment.state_on();
    if (enrolment.to() == waymark::vocabulary::v1::ENROLMENT_STATE_GRADUATED)
      days.graduated_on = enrolment.state_on();
    return days;
  }

  void Add(const waymark::events::v1::ParticipantGraduated& graduation) {
    graduations_.Add({{"enrolment_id", graduation.enrolment_id()},
                      {"credential_id", graduation.credential_id()},
                      {"graduated_on", graduation.graduated_on()}});
  }

  void Add(const waymark::events::v1::CareerEventRecorded& career) {
    career_events_.Add({{"career_event_id", career.career_event_id()},
                        {"person_id", career.participant_id()},
                        {"type", std::to_string(career.type())},
                        {"effective_on", career.effective_on()},
                        {"command_rung", Flag(career.command_rung())},
                        {"command_post", Flag(career.command_post())},
                        {"supersedes_id", career.supersedes_id()}});
  }

  Columns organizations_, units_, unit_parents_, withdrawn_parents_, persons_, person_units_,
      changed_persons_, person_attributes_, changed_attributes_;
  Columns programmes_, courses_, cohorts_, enrolments_, enrolment_attributes_, graduations_;
  Columns career_events_;
  std::unordered_map<std::string, Milestones> milestones_;
};

class FactsHandler final : public events::EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    Batch batch;
    for (const Event& event : events) batch.Add(event);
    batch.Write(tx, organization_id);
  }
};

}  // namespace

std::unique_ptr<events::EventHandler> MakeFactsHandler() { return std::make_unique<FactsHandler>(); }

}  // namespace waymark::evaluation
