#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using namespace waymark::vocabulary::v1;

// A cohort of five sessions: 80 % attendance and 50 of 100 in the final are required.
class ProgressServiceTest : public ServiceFixture {
 protected:
  ProgressServiceTest() {
    final_ = MakeAssessment("final", 40).name();
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(Ref("courses/~leadership"));
    auto& rule = *update.mutable_course()->mutable_completion_rule();
    rule.set_min_attendance_percent(80);
    auto& required = *rule.add_required_assessments();
    required.set_assessment(Ref("assessments/~final"));
    required.set_min_score(50);
    v1::Course course;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
    MakeCohort("2026");
    MakeSessions("2026", 5);
    for (const char* person : {"~ana", "~besa", "~cara"}) Enrol(NewEnrolment(person, "2026"));
  }

  void Record(const std::string& session, const std::string& person, AttendanceCode code) {
    v1::BatchCreateAttendancesRequest batch;
    Add(batch, session, person, code);
    v1::BatchCreateAttendancesResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  }
  void Score(const std::string& person, double score) {
    v1::BatchCreateResultsRequest batch;
    Add(batch, "final", person, score);
    v1::BatchCreateResultsResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  }
  grpc::Status List(const v1::ListProgressReportsRequest& request, v1::ListProgressReportsResponse* reply) {
    return Call(progress_, &v1::ProgressService::Stub::ListProgressReports, request, reply);
  }
  static v1::ListProgressReportsRequest Asking(const std::string& filter) {
    v1::ListProgressReportsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    return request;
  }
  std::vector<v1::ProgressReport> MustList(const std::string& filter) {
    v1::ListProgressReportsResponse reply;
    EXPECT_THAT(List(Asking(filter), &reply), IsOk());
    return {reply.progress_reports().begin(), reply.progress_reports().end()};
  }
  // A session of the cohort so many days from now.
  void MeetIn(const std::string& cohort, const std::string& session, int days) {
    v1::CreateSessionRequest request;
    request.set_parent(kParent);
    request.mutable_session()->set_external_id(session);
    request.mutable_session()->set_cohort(Ref("cohorts/~" + cohort));
    const auto now = std::chrono::system_clock::to_time_t(service_.clock().Now());
    request.mutable_session()->mutable_start_time()->set_seconds(now + days * 86'400);
    request.mutable_session()->mutable_end_time()->set_seconds(now + days * 86'400 + 3'600);
    v1::Session reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::CreateSession, request, &reply), IsOk());
  }
  void Cancel(const std::string& session) {
    v1::UpdateSessionRequest request;
    request.mutable_session()->set_name(Ref("sessions/~" + session));
    request.mutable_session()->set_cancelled(true);
    v1::Session reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateSession, request, &reply), IsOk());
  }
  std::string ExternalIdOf(const std::string& cohort) {
    v1::GetCohortRequest request;
    request.set_name(cohort);
    v1::Cohort reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::GetCohort, request, &reply), IsOk());
    return reply.external_id();
  }
  static std::string OfCohort() { return "cohort = \"" + Ref("cohorts/~2026") + "\""; }

  std::string final_;
};

TEST_F(ProgressServiceTest, EachReportSaysWhatIsThereAndWhatIsStillNeeded) {
  Attend("2026", "~ana", 4);
  Score("~ana", 90);
  Record("2026-1", "~besa", ATTENDANCE_CODE_ABSENT);
  Record("2026-2", "~besa", ATTENDANCE_CODE_EXCUSED);
  Record("2026-3", "~besa", ATTENDANCE_CODE_LATE);
  const auto reports = MustList(OfCohort());
  ASSERT_THAT(reports, SizeIs(3));
  EXPECT_EQ(reports[0].participant(), Person(kAna));
  EXPECT_EQ(reports[0].standing(), v1::STANDING_MET);
  EXPECT_EQ(reports[0].may_miss(), 1);
  EXPECT_EQ(reports[0].total_percent(), 90);
  const auto& besa = reports[1];
  EXPECT_EQ(besa.sessions(), 5);
  EXPECT_EQ(besa.attended(), 1);
  EXPECT_EQ(besa.missed(), 1);
  EXPECT_EQ(besa.excused(), 1);
  EXPECT_EQ(besa.attendance_percent(), 50);
  EXPECT_EQ(besa.may_miss(), -1);
  EXPECT_EQ(besa.standing(), v1::STANDING_OUT_OF_REACH);
  ASSERT_THAT(besa.requirements(), SizeIs(2));
  EXPECT_EQ(besa.requirements(1).assessment(), final_);
  EXPECT_EQ(besa.requirements(1).assessment_title(), "final");
  EXPECT_EQ(besa.requirements(1).required(), 50);
  EXPECT_FALSE(besa.requirements(1).has_actual());
  EXPECT_EQ(besa.requirements(1).standing(), v1::STANDING_AT_RISK);
}

TEST_F(ProgressServiceTest, WhatIsMetIsWhatAGraduationFinds) {
  Attend("2026", "~ana", 4);
  Score("~ana", 50);
  Attend("2026", "~besa", 3);
  Score("~besa", 50);
  const auto before = MustList(OfCohort());
  v1::GraduateCohortResponse graduation;
  ASSERT_THAT(Graduate(Graduation("2026"), &graduation), IsOk());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(before[i].standing() == v1::STANDING_MET,
              graduation.outcomes(i).decision() == v1::GraduationOutcome::DECISION_GRADUATED);
  }
  EXPECT_EQ(MustList(OfCohort())[0].standing(), v1::STANDING_CLOSED);
}

TEST_F(ProgressServiceTest, AStandingFindsWhoHasIt) {
  Attend("2026", "~ana", 1);
  Record("2026-1", "~cara", ATTENDANCE_CODE_ABSENT);
  const auto at_risk = MustList(OfCohort() + " AND standing = AT_RISK");
  ASSERT_THAT(at_risk, SizeIs(1));
  EXPECT_EQ(at_risk[0].participant(), Person(kCara));
  EXPECT_THAT(MustList("standing = AT_RISK AND state = ACTIVE"), SizeIs(1));
  EXPECT_THAT(MustList(OfCohort() + " AND standing = MET"), IsEmpty());
}

TEST_F(ProgressServiceTest, ReportsOfOnePersonCoverTheirCohorts) {
  MakeCohort("2027");
  MakeSessions("2027", 2);
  Enrol(NewEnrolment("~ana", "2027"));
  Attend("2027", "~ana", 2);
  const auto reports = MustList("participant = \"" + Person(kAna) + "\"");
  ASSERT_THAT(reports, SizeIs(2));
  EXPECT_EQ(reports[0].sessions(), 5);
  EXPECT_EQ(reports[1].sessions(), 2);
  EXPECT_EQ(reports[1].attended(), 2);
  EXPECT_EQ(reports[1].requirements(0).standing(), v1::STANDING_MET);
}

TEST_F(ProgressServiceTest, PagesFollowOnEachOtherAlsoWithAStanding) {
  Record("2026-1", "~cara", ATTENDANCE_CODE_ABSENT);
  auto request = Asking(OfCohort() + " AND standing = AT_RISK");
  request.set_page_size(1);
  std::vector<int> sizes;
  v1::ListProgressReportsResponse reply;
  do {
    ASSERT_THAT(List(request, &reply), IsOk());
    sizes.push_back(reply.progress_reports_size());
    request.set_page_token(reply.next_page_token());
  } while (!reply.next_page_token().empty());
  EXPECT_THAT(sizes, ::testing::ElementsAre(0, 0, 1));
}

TEST_F(ProgressServiceTest, ByTheNextSessionTheCohortThatMeetsSoonestComesFirst) {
  // "2026" has sessions without a time; of the others the one made last meets first.
  for (const auto& [cohort, days] : std::vector<std::pair<std::string, std::vector<int>>>{
           {"later", {9, -3}}, {"sooner", {30, 2}}, {"cancelled", {1}}, {"over", {-8}}}) {
    MakeCohort(cohort);
    for (size_t i = 0; i < days.size(); ++i) MeetIn(cohort, cohort + std::to_string(i), days[i]);
    Enrol(NewEnrolment("~ana", cohort));
  }
  Enrol(NewEnrolment("~besa", "sooner"));
  Cancel("cancelled0");
  auto request = Asking("state = ACTIVE");
  request.set_order_by("next_session_time");
  for (const int page_size : {50, 1, 2, 3}) {
    request.set_page_size(page_size);
    request.clear_page_token();
    std::vector<std::string> cohorts;
    v1::ListProgressReportsResponse reply;
    do {
      ASSERT_THAT(List(request, &reply), IsOk());
      for (const auto& report : reply.progress_reports()) cohorts.push_back(ExternalIdOf(report.cohort()));
      request.set_page_token(reply.next_page_token());
    } while (!reply.next_page_token().empty());
    ASSERT_THAT(cohorts, SizeIs(8)) << page_size;
    EXPECT_THAT(std::vector(cohorts.begin(), cohorts.begin() + 3), ElementsAre("sooner", "sooner", "later"))
        << page_size;
    EXPECT_THAT(std::vector(cohorts.begin() + 3, cohorts.end()),
                UnorderedElementsAre("2026", "2026", "2026", "cancelled", "over"));
  }
}

TEST_F(ProgressServiceTest, AnUnknownStandingOrFieldIsRefused) {
  v1::ListProgressReportsResponse reply;
  EXPECT_THAT(List(Asking("standing = LOST"), &reply), BlamesField("filter"));
  EXPECT_THAT(List(Asking("score = 3"), &reply), BlamesField("filter"));
  auto request = Asking("");
  request.set_order_by("score");
  EXPECT_THAT(List(request, &reply), BlamesField("order_by"));
  request = Asking(OfCohort());
  request.set_order_by("next_session_time");
  EXPECT_THAT(List(request, &reply), BlamesField("order_by"));
}

}  // namespace
}  // namespace waymark::courses
