// What an assessment that is made later does to cohorts that are being graded: nothing.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using v1::GraduationOutcome;

// 60 % in total are required. Ana has 80 of 100 in the cohort "graded", Besa graduated in
// "done" without any, nothing is recorded in "fresh", where Cara is.
class LeftOutServiceTest : public ServiceFixture {
 protected:
  LeftOutServiceTest() {
    SetRule("");
    MakeAssessment("first", 0);
    for (const char* cohort : {"graded", "done", "fresh"}) {
      auto request = NewCohort(cohort);
      // So that it may still be moved to another version.
      request.mutable_cohort()->set_state(vocabulary::v1::COHORT_STATE_OPEN);
      MakeCohort(request);
    }
    Enrol(NewEnrolment("~ana", "graded"));
    auto past = NewEnrolment("~besa", "done", vocabulary::v1::ENROLMENT_STATE_GRADUATED);
    past.mutable_enrolment()->set_historical(true);
    Enrol(past);
    Enrol(NewEnrolment("~cara", "fresh"));
    Score("first", "~ana", 80);
  }

  // A further version of the course, which asks for an assessment, where one is named.
  void SetRule(const std::string& required) {
    v1::UpdateCourseRequest update;
    update.mutable_course()->set_name(Ref("courses/~leadership"));
    auto& rule = *update.mutable_course()->mutable_completion_rule();
    rule.set_min_total(60);
    if (!required.empty()) rule.add_required_assessments()->set_assessment(Ref("assessments/~" + required));
    v1::Course course;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
  }
  void Move(const std::string& cohort, int course_version, vocabulary::v1::CohortState state) {
    v1::UpdateCohortRequest update;
    update.mutable_cohort()->set_name(Ref("cohorts/~" + cohort));
    update.mutable_cohort()->set_course_version(course_version);
    update.mutable_cohort()->set_state(state);
    update.mutable_update_mask()->add_paths("course_version");
    update.mutable_update_mask()->add_paths("state");
    v1::Cohort reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateCohort, update, &reply), IsOk());
  }
  void Run(const std::string& cohort) { Move(cohort, 0, vocabulary::v1::COHORT_STATE_RUNNING); }
  void Score(const std::string& assessment, const std::string& person, double score) {
    v1::BatchCreateResultsRequest batch;
    Add(batch, assessment, person, score);
    v1::BatchCreateResultsResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  }
  std::vector<std::string> Counting(const std::string& cohort) {
    v1::ListAssessmentsRequest list;
    list.set_parent(kParent);
    list.set_filter("counts_for = \"" + Ref("cohorts/~" + cohort) + "\"");
    v1::ListAssessmentsResponse page;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListAssessments, list, &page), IsOk());
    std::vector<std::string> found;
    for (const auto& assessment : page.assessments()) found.push_back(assessment.external_id());
    return found;
  }
  GraduationOutcome OutcomeOf(const std::string& cohort) {
    v1::GraduateCohortResponse reply;
    EXPECT_THAT(Graduate(Graduation(cohort), &reply), IsOk());
    return reply.outcomes_size() == 1 ? reply.outcomes(0) : GraduationOutcome();
  }
};

TEST_F(LeftOutServiceTest, ACohortThatIsBeingGradedStaysOnItsRule) {
  MakeAssessment("second", 0);
  EXPECT_THAT(Counting("graded"), ElementsAre("first"));
  EXPECT_THAT(Counting("done"), ElementsAre("first"));
  EXPECT_THAT(Counting("fresh"), ElementsAre("first", "second"));
  Run("graded");
  Run("fresh");
  Score("first", "~cara", 80);
  EXPECT_EQ(OutcomeOf("fresh").unmet(0).explanation(), "total 40 % is below 60 %");
  EXPECT_EQ(OutcomeOf("graded").decision(), GraduationOutcome::DECISION_GRADUATED);
}

TEST_F(LeftOutServiceTest, NorAreItsResultsListedThere) {
  MakeAssessment("second", 0);
  Score("second", "~ana", 10);
  v1::ListResultsRequest list;
  list.set_parent(kParent);
  list.set_filter("cohort = \"" + Ref("cohorts/~graded") + "\"");
  v1::ListResultsResponse page;
  ASSERT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &page), IsOk());
  ASSERT_EQ(page.results_size(), 1);
  EXPECT_EQ(page.results(0).score(), 80);
}

TEST_F(LeftOutServiceTest, ManyAtOnceAreLeftOutAndOwnOnesAreNot) {
  v1::BatchCreateAssessmentsRequest batch;
  batch.set_parent(kParent);
  for (const char* id : {"second", "third", "own"}) {
    auto& assessment = *batch.add_requests()->mutable_assessment();
    assessment.set_external_id(id);
    assessment.set_course(Ref("courses/~leadership"));
    assessment.set_kind(vocabulary::v1::ASSESSMENT_KIND_FINAL);
    if (assessment.external_id() == "own") assessment.set_cohort(Ref("cohorts/~graded"));
  }
  v1::BatchCreateAssessmentsResponse reply;
  ASSERT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::BatchCreateAssessments, batch, &reply),
              IsOk());
  EXPECT_THAT(Counting("graded"), ElementsAre("first", "own"));
  EXPECT_THAT(Counting("fresh"), ElementsAre("first", "second", "third"));
}

TEST_F(LeftOutServiceTest, MovedToAVersionThatRequiresItItCounts) {
  MakeAssessment("second", 50);
  SetRule("second");
  EXPECT_THAT(Counting("graded"), ElementsAre("first"));
  Move("graded", 3, vocabulary::v1::COHORT_STATE_RUNNING);
  EXPECT_THAT(Counting("graded"), ElementsAre("first", "second"));
  const auto outcome = OutcomeOf("graded");
  EXPECT_EQ(outcome.decision(), GraduationOutcome::DECISION_RULE_NOT_MET);
  EXPECT_EQ(outcome.unmet(0).explanation(), "assessment second was not submitted");
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

}  // namespace
}  // namespace waymark::courses
