#include "services/evaluation/facts_handler.h"

#include "services/evaluation/birth_date.h"
#include "services/evaluation/columns.h"
#include "services/evaluation/sql.h"

namespace waymark::evaluation {
namespace {

using waymark::events::v1::Event;

// A day since which something holds; an empty one is always.
std::string Since(const std::string& day) { return day.empty() ? "-infinity" : day; }

std::string Flag(bool value) { return value ? "true" : "false"; }

// One batch of events, by what they say.
class Batch {
 public:
  void Add(const Event& event) {
    const std::string version = std::to_string(event.aggregate_version());
    switch (event.data_case()) {
      case Event::kUnitChanged:
        return Add(event.unit_changed(), version);
      case Event::kParticipantChanged:
        return Add(event.participant_changed(), version);
      case Event::kProgrammeChanged:
        return Add(event.programme_changed(), version);
      case Event::kCourseChanged:
        return courses_.Add({{"course_id", event.course_changed().course_id()}, {"version", version}});
      case Event::kCohortChanged:
        return Add(event.cohort_changed(), version);
      case Event::kEnrolmentStateChanged:
        return Add(event.enrolment_state_changed(), version);
      case Event::kParticipantGraduated:
        return Add(event.participant_graduated());
      case Event::kCareerEventRecorded:
        return Add(event.career_event_recorded());
      default:
        return;  // nothing that evaluation counts
    }
  }

  void Write(db::Transaction& tx, std::string_view organization_id) const {
    const auto run = [&](const db::Query& query, const Columns& columns) {
      if (!columns.empty()) tx.Run(query, columns.Bind(organization_id));
    };
    run(sql::kApplyUnits, units_);
    run(sql::kApplyUnitParents, unit_parents_);
    run(sql::kApplyPersons, persons_);
    run(sql::kApplyPersonUnits, person_units_);
    run(sql::kRefreshPersonUnits, person_units_);
    run(sql::kApplyPersonAttributes, person_attributes_);
    run(sql::kRefreshPersonAttributes, person_attributes_);
    run(sql::kApplyProgrammes, programmes_);
    run(sql::kApplyCourses, courses_);
    run(sql::kApplyCohorts, cohorts_);
    run(sql::kApplyEnrolments, enrolments_);
    run(sql::kApplyEnrolmentAttributes, enrolment_attributes_);
    run(sql::kApplyGraduations, graduations_);
    run(sql::kApplyCareerEvents, career_events_);
    run(sql::kRefreshPersonCareers, career_events_);
  }

 private:
  void Add(const waymark::events::v1::UnitChanged& unit, const std::string& version) {
    units_.Add({{"unit_id", unit.unit_id()}, {"kind", unit.kind()}, {"version", version}});
    unit_parents_.Add({{"unit_id", unit.unit_id()},
                       {"effective_on", Since(unit.parent_effective_on())},
                       {"parent_id", unit.parent_id()},
                       {"version", version}});
  }

  void Add(const waymark::events::v1::ParticipantChanged& person, const std::string& version) {
    const BirthDate birth = ParseBirthDate(person.birth_date());
    persons_.Add({{"person_id", person.participant_id()},
                  {"sex", std::to_string(person.sex())},
                  {"birth_date", birth.day},
                  {"birth_precision", std::to_string(static_cast<int>(birth.precision))},
                  {"state", std::to_string(person.state())},
                  {"version", version}});
    person_units_.Add({{"person_id", person.participant_id()},
                       {"effective_on", Since(person.unit_effective_on())},
                       {"unit_id", person.unit_id()},
                       {"version", version}});
    for (const auto& attribute : person.attributes()) {
      person_attributes_.Add({{"key", attribute.key()},
                              {"person_id", person.participant_id()},
                              {"effective_on", Since(attribute.effective_on())},
                              {"value", attribute.value()},
                              {"version", version}});
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

  void Add(const waymark::events::v1::EnrolmentStateChanged& enrolment, const std::string& version) {
    enrolments_.Add({{"enrolment_id", enrolment.enrolment_id()},
                     {"person_id", enrolment.participant_id()},
                     {"cohort_id", enrolment.cohort_id()},
                     {"course_id", enrolment.course_id()},
                     {"state", std::to_string(enrolment.to())},
                     {"ever_active", Flag(enrolment.ever_active())},
                     {"historical", Flag(enrolment.historical())},
                     {"enrolled_on", enrolment.enrolled_on()},
                     {"state_on", enrolment.state_on()},
                     {"version", version}});
    for (const auto& attribute : enrolment.attributes()) {
      enrolment_attributes_.Add({{"key", attribute.key()},
                                 {"enrolment_id", enrolment.enrolment_id()},
                                 {"value", attribute.value()},
                                 {"version", version}});
    }
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

  Columns units_, unit_parents_, persons_, person_units_, person_attributes_;
  Columns programmes_, courses_, cohorts_, enrolments_, enrolment_attributes_, graduations_;
  Columns career_events_;
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
