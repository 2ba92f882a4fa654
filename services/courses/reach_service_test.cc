// What a registrar of one unit can see and change, and what a mentor sees: Ana is of
// north, Besa of south.
#include <gmock/gmock.h>

#include "services/common/events/reach_copy.h"
#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a2";

class ReachServiceTest : public ServiceFixture {
 protected:
  ReachServiceTest() {
    service_.Place(kAna, kNorth);
    service_.Place(kBesa, kSouth);
    auto cohort = NewCohort("2026");
    cohort.mutable_cohort()->set_capacity(2);
    MakeCohort(cohort);
    MakeSessions("2026", 1);
    ana_ = Enrol(NewEnrolment("~ana", "2026"));
    besa_ = Enrol(NewEnrolment("~besa", "2026"));
    Attend("2026", "~ana", 1);
    Attend("2026", "~besa", 1);
    service_.As(testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", kNorth));
  }

  grpc::Status Get(const v1::Enrolment& enrolment) {
    v1::GetEnrolmentRequest request;
    request.set_name(enrolment.name());
    v1::Enrolment reply;
    return Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolment, request, &reply);
  }

  void MakeRoomForAna() {
    v1::Enrolment reply;
    EXPECT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_WITHDRAWN, &reply), IsOk());
  }

  // The tester is the mentor of Ana, as an event of the progression service tells.
  void Accompany(vocabulary::v1::MentorshipState state, int version = 1) {
    events::v1::Event event;
    event.set_aggregate_version(version);
    auto& changed = *event.mutable_mentorship_changed();
    changed.set_mentorship_id("00000000-0000-7000-8000-0000000000c1");
    changed.set_participant_id(kAna);
    changed.set_account_id(testing::kTester);
    changed.set_to(state);
    db::Connection connection(service_.database().app());
    db::Transaction tx(connection, {"asp"});
    events::MakeReachCopy()->Apply(tx, "asp", std::vector{event});
    tx.Commit();
  }
  void AsMentor(const std::string& unit = "") {
    service_.As(testing::CallerInUnit(identity::v1::ROLE_MENTOR, "asp", unit));
  }

  std::vector<std::string> Enrolled() {
    v1::ListEnrolmentsRequest request;
    request.set_parent(kParent);
    v1::ListEnrolmentsResponse page;
    EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, request, &page), IsOk());
    std::vector<std::string> participants;
    for (const auto& enrolment : page.enrolments()) participants.push_back(enrolment.participant());
    return participants;
  }

  std::vector<std::string> Attended() {
    v1::ListAttendancesRequest request;
    request.set_parent(kParent);
    v1::ListAttendancesResponse page;
    EXPECT_THAT(Call(attendances_, &v1::AttendancesService::Stub::ListAttendances, request, &page), IsOk());
    std::vector<std::string> participants;
    for (const auto& attendance : page.attendances()) participants.push_back(attendance.participant());
    return participants;
  }

  v1::Enrolment ana_, besa_;
};

TEST_F(ReachServiceTest, EnrolmentsAndAttendanceOfOthersAreNotSeen) {
  EXPECT_THAT(Get(ana_), IsOk());
  EXPECT_THAT(Get(besa_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Attended(), ElementsAre(Person(kAna)));
  service_.As(testing::CallerInUnit(identity::v1::ROLE_COMMANDER, "asp", kSouth));
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kBesa)));
}

TEST_F(ReachServiceTest, EnrolmentsOfOthersAreNotChanged) {
  v1::Enrolment reply;
  EXPECT_THAT(Move(besa_.name(), vocabulary::v1::ENROLMENT_STATE_WITHDRAWN, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_SUSPENDED, &reply), IsOk());
}

// What has the id is of the south; that it is taken is all that is told.
TEST_F(ReachServiceTest, AnIdThatOthersHaveIsNamedAndNothingOfTheirs) {
  service_.As(testing::AnyRole());
  service_.Place(kCara, kSouth);
  auto hidden = NewEnrolment("~cara", "2026", vocabulary::v1::ENROLMENT_STATE_APPLIED);
  hidden.mutable_enrolment()->set_external_id("E-1");
  hidden.set_enrolment_id("00000000-0000-7000-8000-0000000000e1");
  Enrol(hidden);
  service_.As(testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", kNorth));
  MakeRoomForAna();
  auto wanted = NewEnrolment("~ana", "2026", vocabulary::v1::ENROLMENT_STATE_APPLIED);
  wanted.mutable_enrolment()->set_external_id("E-1");
  v1::Enrolment reply;
  const auto by_external_id = Create(wanted, &reply);
  EXPECT_THAT(by_external_id, BlamesField("enrolment.external_id"));
  EXPECT_THAT(by_external_id, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_EQ(by_external_id.error_message(), "enrolment.external_id: is taken by another record");
  wanted.mutable_enrolment()->clear_external_id();
  wanted.set_enrolment_id(hidden.enrolment_id());
  EXPECT_THAT(Create(wanted, &reply), BlamesField("enrolment_id"));
}

TEST_F(ReachServiceTest, SeatsOfOthersAreTakenAllTheSame) {
  service_.Place(kCara, kNorth);
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~cara", "2026"), &reply), Fails(Code::kFailedPrecondition, "COHORT_FULL"));
}

TEST_F(ReachServiceTest, AGraduationIsOfThoseWhoAreSeen) {
  v1::GraduateCohortResponse reply;
  ASSERT_THAT(Graduate(Graduation("2026"), &reply), IsOk());
  ASSERT_EQ(reply.outcomes_size(), 1);
  EXPECT_EQ(reply.outcomes(0).participant(), Person(kAna));
}

TEST_F(ReachServiceTest, WhatIsOfTheWholeOrganizationNeedsARoleInIt) {
  v1::Cohort reply;
  EXPECT_THAT(Create(NewCohort("2027"), &reply), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ReachServiceTest, WhoBelongsToNoUnitIsOfNone) {
  service_.As(
      testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", "00000000-0000-7000-8000-0000000000ff"));
  EXPECT_THAT(Enrolled(), IsEmpty());
  EXPECT_THAT(Attended(), IsEmpty());
}

TEST_F(ReachServiceTest, MentorsSeeTheTrainingOfTheirMenteesAlone) {
  Accompany(vocabulary::v1::MENTORSHIP_STATE_ACTIVE);
  AsMentor();
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Attended(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Get(ana_), IsOk());
  EXPECT_THAT(Get(besa_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::Enrolment reply;
  EXPECT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_SUSPENDED, &reply),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ReachServiceTest, MentorsSeeItAsLongAsTheyAreMentors) {
  AsMentor();
  EXPECT_THAT(Enrolled(), IsEmpty());
  Accompany(vocabulary::v1::MENTORSHIP_STATE_PAUSED);
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  Accompany(vocabulary::v1::MENTORSHIP_STATE_DISSOLVED, 2);
  EXPECT_THAT(Enrolled(), IsEmpty());
  EXPECT_THAT(Attended(), IsEmpty());
  EXPECT_THAT(Get(ana_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ReachServiceTest, MentorsOfAUnitSeeThatOfTheirMenteesThere) {
  Accompany(vocabulary::v1::MENTORSHIP_STATE_ACTIVE);
  AsMentor(kNorth);
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  AsMentor(kSouth);
  EXPECT_THAT(Enrolled(), IsEmpty());
}

}  // namespace
}  // namespace waymark::courses
