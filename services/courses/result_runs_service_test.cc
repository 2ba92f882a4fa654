// Ana takes a course in 2023 and again in 2025: what she reached in one counts in it alone.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using v1::GraduationOutcome;

class ResultRunsServiceTest : public ServiceFixture {
 protected:
  ResultRunsServiceTest() {
    MakeExam("final", "");
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(Ref("courses/~leadership"));
    auto& rule = *update.mutable_course()->mutable_completion_rule();
    rule.set_min_total(60);
    v1::Course course;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
    for (const std::string year : {"2023", "2025"}) {
      auto request = NewCohort(year);
      request.mutable_cohort()->set_starts_on(year + "-01-09");
      cohorts_by_year_[year] = MakeCohort(request).name();
    }
    EnrolIn("2023");
  }

  // One attempt is allowed; `cohort` is empty where all cohorts of the course have it.
  void MakeExam(const std::string& external_id, const std::string& cohort) {
    v1::CreateAssessmentRequest request;
    request.set_parent(kParent);
    auto& assessment = *request.mutable_assessment();
    assessment.set_external_id(external_id);
    assessment.set_course(Ref("courses/~leadership"));
    if (!cohort.empty()) assessment.set_cohort(Ref("cohorts/~" + cohort));
    assessment.set_kind(vocabulary::v1::ASSESSMENT_KIND_FINAL);
    assessment.set_weight(cohort.empty() ? 1 : 0);
    assessment.set_attempts_allowed(1);
    v1::Assessment reply;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::CreateAssessment, request, &reply), IsOk());
  }
  void EnrolIn(const std::string& year) {
    auto request = NewEnrolment("~ana", year);
    request.mutable_enrolment()->set_enrolled_on(year + "-01-09");
    request.mutable_enrolment()->set_state_on(year + "-01-09");
    Enrol(request);
  }
  // A result of Ana's only attempt; the cohort or the day, or none of them, is said.
  static v1::BatchCreateResultsRequest NewResult(double score, const std::string& cohort,
                                                 const std::string& assessed_on = "") {
    v1::BatchCreateResultsRequest batch;
    Add(batch, "final", "~ana", score);
    auto& result = *batch.mutable_requests(0)->mutable_result();
    if (!cohort.empty()) result.set_cohort(Ref("cohorts/~" + cohort));
    result.set_assessed_on(assessed_on);
    return batch;
  }
  v1::Result Record(const v1::BatchCreateResultsRequest& batch) {
    v1::BatchCreateResultsResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), IsOk());
    return reply.results_size() == 1 ? reply.results(0) : v1::Result();
  }
  GraduationOutcome OutcomeOf(const std::string& year) {
    auto request = Graduation(year);
    v1::GraduateCohortResponse reply;
    EXPECT_THAT(Graduate(request, &reply), IsOk());
    return reply.outcomes_size() == 1 ? reply.outcomes(0) : GraduationOutcome();
  }
  v1::ListResultsResponse Listed(const std::string& filter, int page_size = 0,
                                 const std::string& token = "") {
    v1::ListResultsRequest list;
    list.set_parent(kParent);
    list.set_filter(filter);
    list.set_page_size(page_size);
    list.set_page_token(token);
    v1::ListResultsResponse page;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &page), IsOk());
    return page;
  }
  std::vector<double> Scores(const std::string& filter) {
    std::vector<double> scores;
    const auto page = Listed(filter);
    for (const auto& result : page.results()) scores.push_back(result.score());
    return scores;
  }

  std::map<std::string, std::string> cohorts_by_year_;
};

TEST_F(ResultRunsServiceTest, WhoTakesACourseAgainBeginsAnew) {
  Record(NewResult(70, "", "2023-06-01"));
  EXPECT_EQ(OutcomeOf("2023").decision(), GraduationOutcome::DECISION_GRADUATED);
  EnrolIn("2025");
  const auto outcome = OutcomeOf("2025");
  EXPECT_EQ(outcome.decision(), GraduationOutcome::DECISION_RULE_NOT_MET);
  EXPECT_EQ(outcome.unmet(0).actual(), 0);
  v1::ListProgressReportsRequest list;
  list.set_parent(kParent);
  list.set_filter("cohort = \"" + Ref("cohorts/~2025") + "\"");
  v1::ListProgressReportsResponse page;
  ASSERT_THAT(Call(progress_, &v1::ProgressService::Stub::ListProgressReports, list, &page), IsOk());
  EXPECT_FALSE(page.progress_reports(0).has_total_percent());
  EXPECT_EQ(Record(NewResult(80, "2025")).attempt(), 1);
  EXPECT_EQ(OutcomeOf("2025").decision(), GraduationOutcome::DECISION_GRADUATED);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(ResultRunsServiceTest, WhereNobodySaysItTheRunIsThatOfTheEnrolmentByThen) {
  EnrolIn("2025");
  EXPECT_EQ(Record(NewResult(70, "", "2024-12-31")).cohort(), cohorts_by_year_["2023"]);
  EXPECT_EQ(Record(NewResult(80, "", "2025-01-09")).cohort(), cohorts_by_year_["2025"]);
  EXPECT_EQ(service_.outbox().back().assessment_resulted().entries(0).cohort_id(),
            cohorts_by_year_["2025"].substr(Ref("cohorts/").size()));
  auto again = NewResult(70, "");
  again.set_allow_existing(true);
  again.mutable_requests(0)->mutable_result()->set_assessed_on("2024-12-31");
  v1::BatchCreateResultsResponse reply;
  ASSERT_THAT(CreateAll(again, &reply), IsOk());
  EXPECT_EQ(reply.existing_count(), 1);
}

TEST_F(ResultRunsServiceTest, WithoutADayOrBeforeAllItIsTheFirst) {
  MakeExam("second", "");
  EnrolIn("2025");
  EXPECT_EQ(Record(NewResult(70, "")).cohort(), cohorts_by_year_["2023"]);
  auto early = NewResult(70, "", "2020-01-01");
  early.mutable_requests(0)->mutable_result()->set_assessment(Ref("assessments/~second"));
  EXPECT_EQ(Record(early).cohort(), cohorts_by_year_["2023"]);
}

TEST_F(ResultRunsServiceTest, AnImportAgainStaysWithTheRunItWasOf) {
  auto batch = NewResult(70, "", "2023-06-01");
  batch.set_allow_existing(true);
  Record(batch);
  EnrolIn("2025");
  v1::BatchCreateResultsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.existing_count(), 1);
  EXPECT_EQ(reply.created_count(), 0);
}

TEST_F(ResultRunsServiceTest, TheCohortIsOneOfTheAssessmentInWhichThePersonTookPart) {
  MakeExam("own", "2023");
  v1::Course course;
  course.set_external_id("driving");
  course.set_title("Driving");
  MakeCourse(course);
  auto foreign = NewCohort("foreign");
  foreign.mutable_cohort()->set_course(Ref("courses/~driving"));
  MakeCohort(foreign);
  v1::BatchCreateResultsResponse reply;
  EXPECT_THAT(CreateAll(NewResult(70, "foreign"), &reply), BlamesField("requests[0].result.cohort"));
  EXPECT_THAT(CreateAll(NewResult(70, "nowhere"), &reply), BlamesField("requests[0].result.cohort"));
  EXPECT_THAT(CreateAll(NewResult(70, "2025"), &reply), Fails(Code::kFailedPrecondition, "NOT_ENROLLED"));
  EnrolIn("2025");
  auto own = NewResult(70, "2025");
  own.mutable_requests(0)->mutable_result()->set_assessment(Ref("assessments/~own"));
  EXPECT_THAT(CreateAll(own, &reply), BlamesField("requests[0].result.cohort"));
  own.mutable_requests(0)->mutable_result()->clear_cohort();
  EXPECT_EQ(Record(own).cohort(), cohorts_by_year_["2023"]);
}

TEST_F(ResultRunsServiceTest, EachCohortListsItsOwnAndPagesGoThroughAll) {
  EnrolIn("2025");
  Record(NewResult(70, "2023"));
  Record(NewResult(80, "2025"));
  EXPECT_THAT(Scores("cohort = \"" + Ref("cohorts/~2023") + "\""), ElementsAre(70));
  EXPECT_THAT(Scores("cohort = \"" + Ref("cohorts/~2025") + "\""), ElementsAre(80));
  for (const auto& filter : {std::string(), "assessment = \"" + Ref("assessments/~final") + "\"",
                             "participant = \"" + Person("~ana") + "\""}) {
    SCOPED_TRACE(filter);
    EXPECT_THAT(Scores(filter), ElementsAre(70, 80));
    const auto first = Listed(filter, 1);
    const auto second = Listed(filter, 1, first.next_page_token());
    EXPECT_EQ(first.results(0).score(), 70);
    EXPECT_EQ(second.results(0).score(), 80);
    EXPECT_EQ(second.next_page_token(), "");
  }
}

TEST_F(ResultRunsServiceTest, ACorrectionIsOfOneRun) {
  EnrolIn("2025");
  const auto first = Record(NewResult(70, "2023"));
  Record(NewResult(80, "2025"));
  auto batch = NewResult(75, "2025");
  batch.mutable_requests(0)->mutable_result()->set_etag(first.etag());
  v1::BatchCreateResultsResponse reply;
  EXPECT_FALSE(CreateAll(batch, &reply).ok());
  batch.mutable_requests(0)->mutable_result()->set_cohort(first.cohort());
  EXPECT_EQ(Record(batch).score(), 75);
  EXPECT_THAT(Scores(""), ElementsAre(75, 80));
}

}  // namespace
}  // namespace waymark::courses
