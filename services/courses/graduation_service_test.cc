#include <gmock/gmock.h>

#include <thread>

#include "services/common/db/connection.h"
#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;
using testing::BlamesField;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;
using v1::GraduationOutcome;
using v1::RequirementOutcome;

// A cohort of five sessions whose rule wants 80 % attendance and 50 of 100 in
// the final.
class GraduationServiceTest : public ServiceFixture {
 protected:
  GraduationServiceTest() {
    MakeAssessment("final", 40);
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(Ref("courses/~leadership"));
    auto& rule = *update.mutable_course()->mutable_completion_rule();
    rule.set_min_attendance_percent(80);
    auto& required = *rule.add_required_assessments();
    required.set_assessment(Ref("assessments/~final"));
    required.set_min_score(50);
    update.mutable_course()->mutable_credential_template()->set_valid_months(12);
    v1::Course course;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
    MakeCohort("2026");
    MakeSessions("2026", 5);
  }

  void Score(const std::string& person, std::optional<double> score, int attempt = 1) {
    v1::BatchCreateResultsRequest batch;
    Add(batch, "final", person, score, attempt);
    v1::BatchCreateResultsResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  }
  // Ana and Besa meet the rule; Cara attended 3 of 5 and did not submit.
  void TakeTheCourse() {
    for (const char* person : {"~ana", "~besa", "~cara"}) Enrol(NewEnrolment(person, "2026"));
    Attend("2026", "~ana", 5);
    Attend("2026", "~besa", 4);
    Attend("2026", "~cara", 3);
    Score("~ana", 90);
    Score("~besa", 45);
    Score("~besa", 50, 2);
    Score("~cara", std::nullopt);
  }
  v1::GraduateCohortResponse MustGraduate() {
    v1::GraduateCohortResponse reply;
    EXPECT_THAT(Graduate(Graduation("2026"), &reply), IsOk());
    return reply;
  }
  v1::Credential GetCredential(const std::string& name) {
    v1::GetCredentialRequest request;
    request.set_name(name);
    v1::Credential reply;
    EXPECT_THAT(Call(credentials_, &v1::CredentialsService::Stub::GetCredential, request, &reply), IsOk());
    return reply;
  }
};

TEST_F(GraduationServiceTest, WhoMeetsTheRuleGraduatesAndTheOthersAreToldWhyNot) {
  TakeTheCourse();
  const auto reply = MustGraduate();
  EXPECT_EQ(reply.graduated_count(), 2);
  EXPECT_EQ(reply.not_graduated_count(), 1);
  ASSERT_THAT(reply.outcomes(), SizeIs(3));
  EXPECT_EQ(reply.outcomes(0).decision(), GraduationOutcome::DECISION_GRADUATED);
  EXPECT_EQ(reply.outcomes(0).credential_number(), "ASP-2026-000001");
  EXPECT_EQ(reply.outcomes(1).credential_number(), "ASP-2026-000002");
  const auto& cara = reply.outcomes(2);
  EXPECT_EQ(cara.participant(), Person(kCara));
  EXPECT_EQ(cara.decision(), GraduationOutcome::DECISION_RULE_NOT_MET);
  ASSERT_THAT(cara.unmet(), SizeIs(2));
  EXPECT_EQ(cara.unmet(0).requirement(), RequirementOutcome::REQUIREMENT_ATTENDANCE);
  EXPECT_EQ(cara.unmet(0).actual(), 60);
  EXPECT_EQ(cara.unmet(0).required(), 80);
  EXPECT_EQ(cara.unmet(1).requirement(), RequirementOutcome::REQUIREMENT_ASSESSMENT);
  EXPECT_FALSE(cara.unmet(1).has_actual());
  EXPECT_EQ(cara.unmet(1).explanation(), "assessment final was not submitted");
}

TEST_F(GraduationServiceTest, EachGraduationHasItsEventsAndItsCredential) {
  TakeTheCourse();
  const auto reply = MustGraduate();
  auto counts = EventCounts();
  EXPECT_EQ(counts["participant.graduated"], 2);
  EXPECT_EQ(counts["credential.issued"], 2);
  EXPECT_EQ(counts["enrolment.state_changed"], 3 + 2);
  // The reason is text, which the audit log leaves out.
  EXPECT_THAT(service_.DiffOf("enrolment.state_changed"),
              ::testing::ElementsAre("state: ENROLMENT_STATE_ACTIVE > ENROLMENT_STATE_GRADUATED",
                                     "exit_reason:  > "));
  const auto credential = GetCredential(reply.outcomes(0).credential());
  EXPECT_EQ(credential.title(), "Leadership");
  EXPECT_EQ(credential.issued_on(), "2026-01-15");
  EXPECT_EQ(credential.valid_until(), "2027-01-15");
  EXPECT_EQ(credential.participant(), Person(kAna));
  EXPECT_THAT(GetCredential(Ref("credentials/~ASP-2026-000001")), EqualsProto(credential));
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(GraduationServiceTest, ACohortOnAVersionOfBeforeGoesOnWithTheTitleOfThen) {
  TakeTheCourse();
  const auto change = [this](const std::string& field, const std::string& title, int valid_months) {
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(Ref("courses/~leadership"));
    update.mutable_course()->set_title(title);
    update.mutable_course()->mutable_credential_template()->set_valid_months(valid_months);
    update.mutable_update_mask()->add_paths(field);
    v1::Course course;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
    return course;
  };
  change("title", "Leadership for all", 0);  // of the version that the cohort is on
  change("credential_template", "", 24);
  EXPECT_EQ(change("title", "Leadership for command", 0).credential_template().title(), "");
  EXPECT_EQ(GetCredential(MustGraduate().outcomes(0).credential()).title(), "Leadership for all");
}

TEST_F(GraduationServiceTest, AskingTwiceGivesTheSameCredentials) {
  TakeTheCourse();
  const auto first = MustGraduate(), second = MustGraduate();
  EXPECT_EQ(second.graduated_count(), 0);
  EXPECT_EQ(second.already_graduated_count(), 2);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(second.outcomes(i).decision(), GraduationOutcome::DECISION_ALREADY_GRADUATED);
    EXPECT_EQ(second.outcomes(i).credential_number(), first.outcomes(i).credential_number());
  }
  EXPECT_EQ(EventCounts()["participant.graduated"], 2);
}

TEST_F(GraduationServiceTest, WhoMeetsTheRuleLaterGraduatesLater) {
  TakeTheCourse();
  MustGraduate();
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-4", "~cara", ATTENDANCE_CODE_PRESENT);
  v1::BatchCreateAttendancesResponse recorded;
  ASSERT_THAT(CreateAll(batch, &recorded), IsOk());
  Score("~cara", 77, 2);
  const auto reply = MustGraduate();
  EXPECT_EQ(reply.graduated_count(), 1);
  EXPECT_EQ(reply.outcomes(2).credential_number(), "ASP-2026-000003");
}

TEST_F(GraduationServiceTest, ManyAtOnceGraduateEachOnce) {
  TakeTheCourse();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([this] { MustGraduate(); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(EventCounts()["participant.graduated"], 2);
  EXPECT_EQ(EventCounts()["credential.issued"], 2);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(GraduationServiceTest, ValidateOnlyTellsAndWritesNothing) {
  TakeTheCourse();
  auto request = Graduation("2026");
  request.set_validate_only(true);
  v1::GraduateCohortResponse reply;
  ASSERT_THAT(Graduate(request, &reply), IsOk());
  EXPECT_EQ(reply.graduated_count(), 2);
  EXPECT_EQ(reply.outcomes(0).credential(), "");
  EXPECT_EQ(EventCounts()["participant.graduated"], 0);
}

TEST_F(GraduationServiceTest, NobodyGraduatesBeforeTheyEnrolledOrTheCohortBegan) {
  auto request = Graduation("2026");
  v1::GraduateCohortResponse reply;
  request.set_graduated_on("2026-01-04");
  EXPECT_THAT(Graduate(request, &reply), BlamesField("graduated_on"));
  TakeTheCourse();
  request.set_graduated_on("2026-01-10");
  ASSERT_THAT(Graduate(request, &reply), IsOk());
  EXPECT_EQ(reply.graduated_count(), 0);
  EXPECT_EQ(reply.outcomes(0).unmet(0).requirement(), RequirementOutcome::REQUIREMENT_ENROLLED);
  auto open = NewCohort("open");
  open.mutable_cohort()->set_state(COHORT_STATE_OPEN);
  MakeCohort(open);
  EXPECT_THAT(Graduate(Graduation("open"), &reply), Fails(Code::kFailedPrecondition, "COHORT_NOT_RUN"));
}

TEST_F(GraduationServiceTest, NobodyGraduatesBeforeTheyCompletedNorLaterThanToday) {
  TakeTheCourse();
  auto early = NewEnrolment("00000000-0000-7000-8000-00000000000d", "2026");
  early.mutable_enrolment()->set_enrolled_on("2026-01-06");
  early.mutable_enrolment()->set_state_on("2026-01-10");
  Enrol(early);
  auto request = Graduation("2026");
  v1::GraduateCohortResponse reply;
  request.set_graduated_on("2026-01-09");
  ASSERT_THAT(Graduate(request, &reply), IsOk());
  EXPECT_EQ(reply.outcomes(3).unmet(0).requirement(), RequirementOutcome::REQUIREMENT_ENROLLED);
  EXPECT_EQ(reply.outcomes(3).unmet(0).explanation(), "ACTIVE since 2026-01-10, after the graduation");
  request.set_graduated_on("2062-01-15");
  EXPECT_THAT(Graduate(request, &reply), BlamesField("graduated_on"));
}

TEST_F(GraduationServiceTest, VoidingWhatWasDatedWronglyNeedsNoDay) {
  TakeTheCourse();
  const auto outcome = MustGraduate().outcomes(0);
  db::Connection(service_.database().admin())
      .Execute("UPDATE enrolment SET state_on = '2062-06-10' WHERE state = 8");
  v1::Enrolment voided;
  ASSERT_THAT(Move(outcome.enrolment(), ENROLMENT_STATE_VOIDED, &voided), IsOk());
  EXPECT_EQ(voided.state_on(), "2062-06-10");
}

TEST_F(GraduationServiceTest, WhoIsSuspendedOrHasEndedIsNotEligible) {
  TakeTheCourse();
  v1::ListEnrolmentsRequest list;
  list.set_parent(kParent);
  v1::ListEnrolmentsResponse page;
  ASSERT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, list, &page), IsOk());
  v1::Enrolment moved;
  ASSERT_THAT(Move(page.enrolments(0).name(), ENROLMENT_STATE_SUSPENDED, &moved), IsOk());
  ASSERT_THAT(Move(page.enrolments(1).name(), ENROLMENT_STATE_VOIDED, &moved), IsOk());
  const auto reply = MustGraduate();
  ASSERT_THAT(reply.outcomes(), SizeIs(2));
  EXPECT_EQ(reply.outcomes(0).decision(), GraduationOutcome::DECISION_STATE_NOT_ELIGIBLE);
  EXPECT_EQ(reply.outcomes(0).state(), ENROLMENT_STATE_SUSPENDED);
}

TEST_F(GraduationServiceTest, ACancelledSessionCountsInNobodysAttendance) {
  TakeTheCourse();
  Score("~cara", 80, 2);
  v1::UpdateSessionRequest update;
  update.mutable_session()->set_name(Ref("sessions/~2026-5"));
  update.mutable_session()->set_cancelled(true);
  v1::Session session;
  ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateSession, update, &session), IsOk());
  const auto reply = MustGraduate();
  EXPECT_EQ(reply.outcomes(2).unmet(0).actual(), 75);
}

TEST_F(GraduationServiceTest, VoidingAGraduateRevokesTheCredential) {
  TakeTheCourse();
  const auto outcome = MustGraduate().outcomes(0);
  v1::Enrolment voided;
  ASSERT_THAT(Move(outcome.enrolment(), ENROLMENT_STATE_VOIDED, &voided), IsOk());
  EXPECT_FALSE(voided.ever_active());
  EXPECT_EQ(GetCredential(outcome.credential()).revoked_on(), "2026-01-15");
  EXPECT_EQ(EventCounts()["credential.revoked"], 1);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(GraduationServiceTest, ACredentialIsRevokedOnceAndNotBeforeItsIssue) {
  TakeTheCourse();
  v1::RevokeCredentialRequest request;
  request.set_name(MustGraduate().outcomes(0).credential());
  request.set_reason("issued in error");
  request.set_revoked_on("2026-01-14");
  v1::Credential reply;
  const auto revoke = &v1::CredentialsService::Stub::RevokeCredential;
  EXPECT_THAT(Call(credentials_, revoke, request, &reply), BlamesField("revoked_on"));
  request.set_revoked_on("");
  ASSERT_THAT(Call(credentials_, revoke, request, &reply), IsOk());
  EXPECT_EQ(reply.revocation_reason(), "issued in error");
  EXPECT_THAT(Call(credentials_, revoke, request, &reply),
              Fails(Code::kFailedPrecondition, "CREDENTIAL_REVOKED"));
}

TEST_F(GraduationServiceTest, APastGraduateGetsACredentialWhenAsked) {
  auto request = NewEnrolment("~ana", "2026", ENROLMENT_STATE_GRADUATED);
  request.mutable_enrolment()->set_historical(true);
  request.mutable_enrolment()->set_state_on("2019-06-01");
  const auto past = Enrol(request);
  const auto active = Enrol(NewEnrolment("~besa", "2026"));
  v1::IssueCredentialRequest issue;
  issue.set_name(past.name());
  v1::Credential first, second;
  const auto method = &v1::CredentialsService::Stub::IssueCredential;
  ASSERT_THAT(Call(credentials_, method, issue, &first), IsOk());
  ASSERT_THAT(Call(credentials_, method, issue, &second), IsOk());
  EXPECT_EQ(first.number(), "ASP-2019-000001");
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_EQ(EventCounts()["credential.issued"], 1);
  issue.set_name(active.name());
  EXPECT_THAT(Call(credentials_, method, issue, &first), Fails(Code::kFailedPrecondition, "NOT_GRADUATED"));
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

}  // namespace
}  // namespace waymark::courses
