#include "services/participants/taught_copy.h"

#include <google/protobuf/util/time_util.h>

#include <string>

#include "services/common/db/columns.h"
#include "services/common/events/fold.h"
#include "services/common/events/reach_copy.h"
#include "services/participants/sql.h"

namespace waymark::participants {
namespace {

using namespace waymark::events::v1;  // NOLINT: the events
using google::protobuf::util::TimeUtil;

class TaughtCopy final : public events::EventHandler {
 public:
  bool Wants(const Event& event) const override {
    // Who never was on a roster is not known, as who never applied.
    if (event.has_enrolment_state_changed())
      return event.aggregate_version() > 1 || IsOnRoster(event.enrolment_state_changed());
    return event.has_cohort_changed() || event.has_instructor_changed() || mentorships_->Wants(event);
  }

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    db::Columns cohorts, instructors, enrolments;
    for (const Event& event : events) {
      const int version = event.aggregate_version();
      if (event.has_cohort_changed()) {
        Add(event.cohort_changed(), version, cohorts);
      } else if (event.has_instructor_changed()) {
        Add(event.instructor_changed(), version, instructors);
      } else if (event.has_enrolment_state_changed()) {
        Add(event.enrolment_state_changed(), version, enrolments);
      }
    }
    if (!cohorts.empty()) tx.Run(sql::kKeepReachOfCohorts, cohorts.Bind(organization_id));
    if (!instructors.empty()) tx.Run(sql::kKeepReachOfInstructors, instructors.Bind(organization_id));
    events::Fold(tx, organization_id, enrolments, sql::kAddReachOfEnrolments, sql::kKeepReachOfEnrolments);
    mentorships_->Apply(tx, organization_id, events);
  }

 private:
  static bool IsOnRoster(const EnrolmentStateChanged& enrolment) {
    return enrolment.ever_active() || enrolment.to() == waymark::vocabulary::v1::ENROLMENT_STATE_ACCEPTED;
  }

  static void Add(const CohortChanged& cohort, int version, db::Columns& cohorts) {
    cohorts.Put(cohort.cohort_id(), version,
                {{"cohort_id", cohort.cohort_id()},
                 {"unit_id", cohort.unit_id()},
                 {"version", std::to_string(version)}});
  }

  static void Add(const InstructorChanged& instructor, int version, db::Columns& instructors) {
    const std::string end =
        instructor.has_end_time() ? TimeUtil::ToString(instructor.end_time()) : std::string();
    instructors.Put(instructor.instructor_id(), version,
                    {{"instructor_id", instructor.instructor_id()},
                     {"cohort_id", instructor.cohort_id()},
                     {"account_id", instructor.account_id()},
                     {"start_time", TimeUtil::ToString(instructor.start_time())},
                     {"end_time", end},
                     {"version", std::to_string(version)}});
  }

  static void Add(const EnrolmentStateChanged& enrolment, int version, db::Columns& enrolments) {
    enrolments.Put(enrolment.enrolment_id(), version,
                   {{"cohort_id", enrolment.cohort_id()},
                    {"enrolment_id", enrolment.enrolment_id()},
                    {"person_id", enrolment.participant_id()},
                    {"on_roster", IsOnRoster(enrolment) ? "true" : "false"},
                    {"version", std::to_string(version)}});
  }

  const std::unique_ptr<events::EventHandler> mentorships_ = events::MakeReachCopy();
};

}  // namespace

std::unique_ptr<events::EventHandler> MakeTaughtCopy() { return std::make_unique<TaughtCopy>(); }

}  // namespace waymark::participants
