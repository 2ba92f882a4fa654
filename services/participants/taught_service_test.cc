// Whom an instructor reaches, as the events of the courses service tell who teaches
// whom, and whom a mentor does, as those of progression tell. The tester is both.
#include "services/participants/protected_fixture.h"
#include "services/participants/redaction.h"
#include "services/participants/taught_copy.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using waymark::events::v1::Event;
using namespace waymark::identity::v1;    // NOLINT: the roles
using namespace waymark::vocabulary::v1;  // NOLINT: the states

constexpr int64_t kPast = 1'000'000'000, kFuture = 4'000'000'000;

// `00000000-…-0000000000<n>`
std::string Id(const std::string& n) { return "00000000-0000-7000-8000-0000000000" + n; }

constexpr char kCohort[] = "c1", kOtherCohort[] = "c2";

class TaughtServiceTest : public ProtectedFixture {
 protected:
  void Apply(const std::vector<Event>& events) {
    db::Transaction tx(connection_, {"asp"});
    MakeTaughtCopy()->Apply(tx, "asp", events);
    tx.Commit();
  }

  static Event Run(const std::string& cohort, const v1::Unit& unit, int version = 1) {
    Event event;
    event.set_aggregate_version(version);
    event.mutable_cohort_changed()->set_cohort_id(Id(cohort));
    event.mutable_cohort_changed()->set_unit_id(IdOf(unit.name()));
    return event;
  }
  // The tester teaches a cohort from one instant on, and until another when it is not 0.
  static Event Teach(const std::string& cohort, int version = 1, int64_t start = kPast, int64_t end = 0) {
    Event event;
    event.set_aggregate_version(version);
    auto& changed = *event.mutable_instructor_changed();
    changed.set_instructor_id(Id(cohort));
    changed.set_cohort_id(Id(cohort));
    changed.set_account_id(testing::kTester);
    changed.mutable_start_time()->set_seconds(start);
    if (end != 0) changed.mutable_end_time()->set_seconds(end);
    return event;
  }
  static Event Enrol(const v1::Participant& person, const std::string& cohort, EnrolmentState state,
                     bool ever_active, int version = 1) {
    Event event;
    event.set_aggregate_version(version);
    auto& changed = *event.mutable_enrolment_state_changed();
    changed.set_enrolment_id(IdOf(person.name()));
    changed.set_participant_id(IdOf(person.name()));
    changed.set_cohort_id(Id(cohort));
    changed.set_to(state);
    changed.set_ever_active(ever_active);
    return event;
  }
  static Event Enrol(const v1::Participant& person, const std::string& cohort) {
    return Enrol(person, cohort, ENROLMENT_STATE_ACTIVE, true);
  }

  // The tester is the mentor of a person.
  static Event Accompany(const v1::Participant& person, MentorshipState state = MENTORSHIP_STATE_ACTIVE,
                         int version = 1) {
    Event event;
    event.set_aggregate_version(version);
    auto& changed = *event.mutable_mentorship_changed();
    changed.set_mentorship_id(IdOf(person.name()));
    changed.set_participant_id(IdOf(person.name()));
    changed.set_account_id(testing::kTester);
    changed.set_to(state);
    return event;
  }

  // Whom an instructor of the whole organization sees, and whom a mentor of it does.
  std::vector<std::string> Taught() {
    As(ROLE_INSTRUCTOR);
    return List("");
  }
  std::vector<std::string> Mentored() {
    As(ROLE_MENTOR);
    return List("");
  }

  db::Connection connection_{service_.database().app()};
};

TEST_F(TaughtServiceTest, ReachesThePersonsOfOwnCohorts) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort), Enrol(flagged_, kOtherCohort), Enrol(grown_, kCohort)});
  EXPECT_THAT(Taught(), UnorderedElementsAre("minor", "grown"));
  EXPECT_THAT(Get(grown_.name()), EqualsProto(grown_));
  v1::GetParticipantRequest request;
  request.set_name(flagged_.name());
  v1::Participant reply;
  EXPECT_THAT(Call(participants_, &Participants::GetParticipant, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(TaughtServiceTest, SeesOfProtectedPersonsTheirNamesOnly) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort)});
  v1::Participant seen = minor_;
  Redact(Sight::kNamed, seen);
  As(ROLE_INSTRUCTOR);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(seen));
  EXPECT_THAT(List("display_name = \"canary*\""), ElementsAre("minor"));
}

// The right to names is that of the instructor, whatever else lets see the person.
TEST_F(TaughtServiceTest, KnowsAsACommanderTheNamesOfOwnCohortsOnly) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort)});
  service_.As(testing::CallerWith({ROLE_COMMANDER, ROLE_INSTRUCTOR}, "asp"));
  EXPECT_THAT(List("display_name = \"canary*\""), ElementsAre("minor"));
  EXPECT_EQ(Get(minor_.name()).display_name(), minor_.display_name());
  EXPECT_EQ(Get(flagged_.name()).display_name(), "");
}

TEST_F(TaughtServiceTest, HasWhoIsOnTheRoster) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort, ENROLMENT_STATE_APPLIED, false),
         Enrol(flagged_, kCohort, ENROLMENT_STATE_ACCEPTED, false),
         Enrol(grown_, kCohort, ENROLMENT_STATE_DROPPED_OUT, true)});
  EXPECT_THAT(Taught(), UnorderedElementsAre("flagged", "grown"));
  Apply({Enrol(minor_, kCohort, ENROLMENT_STATE_ACCEPTED, false, 2),
         Enrol(flagged_, kCohort, ENROLMENT_STATE_NO_SHOW, false, 2),
         Enrol(grown_, kCohort, ENROLMENT_STATE_VOIDED, false, 2)});
  EXPECT_THAT(Taught(), ElementsAre("minor"));
}

TEST_F(TaughtServiceTest, ReachesAWholeClassAtOnceAndWhoeverComesTwice) {
  std::vector<Event> events = {Teach(kCohort), Enrol(minor_, kCohort)};
  for (int i = 10; i < 70; ++i) {
    events.push_back(events[1]);
    events.back().mutable_enrolment_state_changed()->set_enrolment_id(Id(std::to_string(i)));
  }
  Apply(events);
  EXPECT_THAT(Taught(), ElementsAre("minor"));
  events.push_back(Enrol(grown_, kCohort));
  Apply(events);
  EXPECT_THAT(Taught(), UnorderedElementsAre("minor", "grown"));
}

TEST_F(TaughtServiceTest, ReachesNobodyBeforeOrAfter) {
  Apply({Enrol(minor_, kCohort), Teach(kCohort, 1, kFuture)});
  EXPECT_THAT(Taught(), IsEmpty());
  Apply({Enrol(minor_, kOtherCohort), Teach(kOtherCohort)});
  EXPECT_THAT(Taught(), ElementsAre("minor"));
  Apply({Teach(kOtherCohort, 2, kPast, kPast + 1)});
  EXPECT_THAT(Taught(), IsEmpty());
}

TEST_F(TaughtServiceTest, TakesNoOlderEventForANewerOne) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort)});
  Apply({Teach(kCohort, 3, kPast, kFuture), Enrol(minor_, kCohort, ENROLMENT_STATE_ACTIVE, true, 3)});
  Apply({Teach(kCohort, 2, kPast, kPast + 1)});
  EXPECT_THAT(Taught(), ElementsAre("minor"));
}

TEST_F(TaughtServiceTest, ReachesByAGrantForAUnitTheCohortsItRuns) {
  Apply({Run(kCohort, station_), Teach(kCohort), Enrol(minor_, kCohort), Run(kOtherCohort, south_),
         Teach(kOtherCohort), Enrol(flagged_, kOtherCohort)});
  As(ROLE_INSTRUCTOR, north_);
  EXPECT_THAT(List(""), ElementsAre("minor"));
  Apply({Run(kCohort, south_, 2)});
  EXPECT_THAT(List(""), IsEmpty());
  As(ROLE_INSTRUCTOR, south_);
  EXPECT_THAT(List(""), UnorderedElementsAre("minor", "flagged"));
}

TEST_F(TaughtServiceTest, IsResolvedForOtherServicesByTheSameReach) {
  Apply({Teach(kCohort), Enrol(minor_, kCohort)});
  As(ROLE_INSTRUCTOR);
  waymark::directory::v1::ResolveRequest request;
  request.set_organization_id("asp");
  request.set_collection("participants");
  request.add_references("~minor");
  request.add_references("~flagged");
  request.set_permission(waymark::options::v1::PERMISSION_TRAINING_RECORD);
  waymark::directory::v1::ResolveResponse reply;
  using Directory = waymark::directory::v1::DirectoryService;
  ASSERT_THAT(Call(service_.Stub<Directory>(), &Directory::Stub::Resolve, request, &reply), IsOk());
  EXPECT_EQ(reply.resolutions(0).id(), IdOf(minor_.name()));
  EXPECT_EQ(reply.resolutions(1).id(), "");
}

TEST_F(TaughtServiceTest, MentorsReachTheirMenteesAlone) {
  Apply({Accompany(minor_), Accompany(flagged_, MENTORSHIP_STATE_PROPOSED), Teach(kCohort),
         Enrol(grown_, kCohort)});
  EXPECT_THAT(Mentored(), ElementsAre("minor"));
  EXPECT_THAT(Taught(), ElementsAre("grown"));
  service_.As(testing::CallerWith({ROLE_MENTOR, ROLE_INSTRUCTOR}, "asp"));
  EXPECT_THAT(List(""), UnorderedElementsAre("minor", "grown"));
  v1::GetParticipantRequest request;
  request.set_name(flagged_.name());
  v1::Participant reply;
  EXPECT_THAT(Call(participants_, &Participants::GetParticipant, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(TaughtServiceTest, MentorsReachThemWhileItIsUnderWay) {
  Apply({Accompany(minor_, MENTORSHIP_STATE_PENDING_ACCEPTANCE)});
  EXPECT_THAT(Mentored(), IsEmpty());
  Apply({Accompany(minor_, MENTORSHIP_STATE_ACTIVE, 2)});
  EXPECT_THAT(Mentored(), ElementsAre("minor"));
  Apply({Accompany(minor_, MENTORSHIP_STATE_GOALS_MET, 4)});
  EXPECT_THAT(Mentored(), IsEmpty());
  Apply({Accompany(minor_, MENTORSHIP_STATE_PAUSED, 3)});
  EXPECT_THAT(Mentored(), IsEmpty()) << "an older version came late";
}

TEST_F(TaughtServiceTest, MentorsOfAUnitReachTheirMenteesOfIt) {
  Apply({Accompany(minor_), Accompany(flagged_)});
  As(ROLE_MENTOR, north_);
  EXPECT_THAT(List(""), ElementsAre("minor"));
  As(ROLE_MENTOR, station_);
  EXPECT_THAT(List(""), IsEmpty());
}

TEST_F(TaughtServiceTest, MentorsSeeOfProtectedMenteesTheirNamesOnly) {
  Apply({Accompany(minor_)});
  v1::Participant seen = minor_;
  Redact(Sight::kNamed, seen);
  As(ROLE_MENTOR);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(seen));
  service_.As(testing::CallerWith({ROLE_COMMANDER, ROLE_MENTOR}, "asp"));
  EXPECT_EQ(Get(minor_.name()).display_name(), minor_.display_name());
  EXPECT_EQ(Get(flagged_.name()).display_name(), "");
}

TEST_F(TaughtServiceTest, PassesOverOtherEvents) {
  Event other;
  other.mutable_course_changed()->set_course_id("not looked at");
  Apply({other, Teach(kCohort), Enrol(minor_, kCohort)});
  EXPECT_THAT(Taught(), ElementsAre("minor"));
}

}  // namespace
}  // namespace waymark::participants
