#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;

class CourseServiceTest : public ServiceFixture {
 protected:
  v1::Course Get(const std::string& name) {
    v1::GetCourseRequest request;
    request.set_name(name);
    v1::Course reply;
    EXPECT_THAT(Call(courses_, &v1::CoursesService::Stub::GetCourse, request, &reply), IsOk());
    return reply;
  }
  grpc::Status Update(const v1::Course& course, std::initializer_list<const char*> paths, v1::Course* reply) {
    v1::UpdateCourseRequest request;
    *request.mutable_course() = course;
    for (const char* path : paths) request.mutable_update_mask()->add_paths(path);
    return Call(courses_, &v1::CoursesService::Stub::UpdateCourse, request, reply);
  }
  // `leadership` with a required assessment.
  v1::Course Requiring(const std::string& assessment, double min_score = 0) {
    v1::Course course;
    course.set_name(Ref("courses/~leadership"));
    auto& required = *course.mutable_completion_rule()->add_required_assessments();
    required.set_assessment(Ref("assessments/" + assessment));
    required.set_min_score(min_score);
    return course;
  }
  static v1::BatchCreateCoursesRequest Batch(std::initializer_list<const char*> external_ids) {
    v1::BatchCreateCoursesRequest batch;
    batch.set_parent(kParent);
    for (const char* external_id : external_ids) {
      batch.add_requests()->mutable_course()->set_external_id(external_id);
      batch.mutable_requests(batch.requests_size() - 1)->mutable_course()->set_title(external_id);
    }
    return batch;
  }
  grpc::Status CreateAll(const v1::BatchCreateCoursesRequest& batch, v1::BatchCreateCoursesResponse* reply) {
    return Call(courses_, &v1::CoursesService::Stub::BatchCreateCourses, batch, reply);
  }
};

TEST_F(CourseServiceTest, ACourseIsFoundByItsIdAndByItsExternalId) {
  const auto course = Get(Ref("courses/~leadership"));
  EXPECT_EQ(course.title(), "Leadership");
  EXPECT_EQ(course.version(), 1);
  EXPECT_EQ(course.completion_rule().min_attendance_percent(), 80);
  EXPECT_THAT(Get(course.name()), EqualsProto(course));
}

TEST_F(CourseServiceTest, NoneIsMadeInAnOrganizationThatIsNotThere) {
  service_.directory().Forget("typo");
  const size_t recorded = service_.outbox().size();
  auto batch = Batch({"first"});
  batch.set_parent("organizations/typo");
  v1::BatchCreateCoursesResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(service_.outbox().size(), recorded);
}

TEST_F(CourseServiceTest, AnExternalIdIsTakenOnce) {
  v1::CreateCourseRequest request;
  request.set_parent(kParent);
  request.mutable_course()->set_external_id("leadership");
  request.mutable_course()->set_title("Another");
  v1::Course reply;
  const auto status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("course.external_id"));
  request.set_parent("organizations/other");
  EXPECT_THAT(Create(request, &reply), IsOk());
}

TEST_F(CourseServiceTest, ARequestAskedTwiceIsAnsweredAsTheFirstTime) {
  v1::CreateCourseRequest request;
  request.set_parent(kParent);
  request.set_request_id("once");
  request.mutable_course()->set_title("Radio");
  v1::Course first, second;
  EXPECT_THAT(Create(request, &first), IsOk());
  EXPECT_THAT(Create(request, &second), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_EQ(EventCounts()["course.changed"], 2);
}

TEST_F(CourseServiceTest, AChangeOfTheRuleMakesAVersionAndACohortStaysOnItsOwn) {
  const auto before = MakeCohort("2026");
  MakeAssessment("final", 40);
  v1::Course reply;
  EXPECT_THAT(Update(Requiring("~final", 50), {"completion_rule.required_assessments"}, &reply), IsOk());
  EXPECT_EQ(reply.version(), 2);
  EXPECT_EQ(reply.completion_rule().min_attendance_percent(), 80);
  ASSERT_THAT(reply.completion_rule().required_assessments(), SizeIs(1));
  EXPECT_EQ(reply.completion_rule().required_assessments(0).min_score(), 50);
  EXPECT_EQ(before.course_version(), 1);
  EXPECT_EQ(MakeCohort("2027").course_version(), 2);
}

TEST_F(CourseServiceTest, AChangeOfTheTitleMakesNoVersion) {
  v1::Course course = Get(Ref("courses/~leadership")), reply;
  course.set_title("Leadership for command");
  EXPECT_THAT(Update(course, {"title"}, &reply), IsOk());
  EXPECT_EQ(reply.version(), 1);
  EXPECT_EQ(reply.title(), "Leadership for command");
}

TEST_F(CourseServiceTest, AnUpdateThatChangesNothingIsNotRecorded) {
  const v1::Course course = Get(Ref("courses/~leadership"));
  const size_t recorded = service_.outbox().size();
  v1::Course reply;
  EXPECT_THAT(Update(course, {}, &reply), IsOk());
  EXPECT_THAT(reply, EqualsProto(course));
  EXPECT_THAT(Update(course, {"title"}, &reply), IsOk());
  EXPECT_EQ(service_.outbox().size(), recorded);
}

TEST_F(CourseServiceTest, AnUpdateOfAnOldVersionIsAborted) {
  v1::Course course = Get(Ref("courses/~leadership")), reply;
  course.set_code("L1");
  EXPECT_THAT(Update(course, {"code"}, &reply), IsOk());
  EXPECT_THAT(Update(course, {"code"}, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
  course.set_etag("\"1.invented\"");
  EXPECT_THAT(Update(course, {"code"}, &reply), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

TEST_F(CourseServiceTest, OnlyAssessmentsOfTheCourseForAllCohortsCanBeRequired) {
  v1::Course reply;
  const char* const kField = "course.completion_rule.required_assessments[0].assessment";
  EXPECT_THAT(Update(Requiring("~nobody"), {"completion_rule"}, &reply),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  MakeCohort("2026");
  v1::CreateAssessmentRequest request;
  request.set_parent(kParent);
  request.mutable_assessment()->set_external_id("own");
  request.mutable_assessment()->set_cohort(Ref("cohorts/~2026"));
  request.mutable_assessment()->set_kind(vocabulary::v1::ASSESSMENT_KIND_QUIZ);
  v1::Assessment assessment;
  EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::CreateAssessment, request, &assessment),
              IsOk());
  EXPECT_THAT(Update(Requiring("~own"), {"completion_rule"}, &reply), BlamesField(kField));
  MakeAssessment("final", 40);
  EXPECT_THAT(Update(Requiring("~final", 101), {"completion_rule"}, &reply),
              BlamesField("course.completion_rule.required_assessments[0].min_score"));
  auto twice = Requiring("~final");
  *twice.mutable_completion_rule()->add_required_assessments() =
      twice.completion_rule().required_assessments(0);
  EXPECT_THAT(Update(twice, {"completion_rule"}, &reply),
              BlamesField("course.completion_rule.required_assessments[1].assessment"));
}

TEST_F(CourseServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateCoursesResponse reply;
  const auto status = CreateAll(Batch({"radio", "leadership"}), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[1].course.external_id"));
  EXPECT_EQ(EventCounts()["course.changed"], 1);
}

TEST_F(CourseServiceTest, APartialBatchWritesTheGoodOnes) {
  auto batch = Batch({"radio", "leadership", "first-aid"});
  batch.add_requests()->mutable_course()->set_external_id("untitled");
  batch.set_return_partial_success(true);
  v1::BatchCreateCoursesResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 2);
  EXPECT_THAT(reply.courses(), SizeIs(2));
  ASSERT_THAT(reply.failed_requests(), SizeIs(2));
  EXPECT_EQ(reply.failed_requests().at(1).code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(reply.failed_requests().at(3).code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(CourseServiceTest, ABatchAgainIsExistingWhenItsContentIsTheSame) {
  auto batch = Batch({"radio", "first-aid"});
  batch.set_allow_existing(true);
  batch.set_omit_records(true);
  v1::BatchCreateCoursesResponse first, second, third;
  EXPECT_THAT(CreateAll(batch, &first), IsOk());
  EXPECT_THAT(CreateAll(batch, &second), IsOk());
  EXPECT_EQ(first.created_count(), 2);
  EXPECT_EQ(second.created_count(), 0);
  EXPECT_EQ(second.existing_count(), 2);
  EXPECT_THAT(second.courses(), IsEmpty());
  batch.mutable_requests(0)->mutable_course()->set_title("Other");
  EXPECT_THAT(CreateAll(batch, &third), Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
}

TEST_F(CourseServiceTest, ValidateOnlyWritesNothing) {
  auto batch = Batch({"radio"});
  batch.set_validate_only(true);
  v1::BatchCreateCoursesResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(EventCounts()["course.changed"], 1);
}

TEST_F(CourseServiceTest, CoursesOfAProgrammeAreListedInPages) {
  v1::BatchCreateCoursesResponse created;
  EXPECT_THAT(CreateAll(Batch({"radio", "first-aid", "driving"}), &created), IsOk());
  v1::CreateProgrammeRequest request;
  request.set_parent(kParent);
  request.mutable_programme()->set_external_id("p");
  request.mutable_programme()->set_title("Programme");
  request.mutable_programme()->add_donor_references("XM-DAC-41127-1, \"a\"");
  for (const char* course : {"driving", "radio", "leadership"})
    request.mutable_programme()->add_courses(Ref(std::string("courses/~") + course));
  v1::Programme programme;
  EXPECT_THAT(Call(programmes_, &v1::ProgrammesService::Stub::CreateProgramme, request, &programme), IsOk());
  EXPECT_EQ(programme.courses(0), created.courses(2).name());
  EXPECT_THAT(programme.donor_references(), ElementsAre("XM-DAC-41127-1, \"a\""));

  v1::ListCoursesRequest list;
  list.set_parent(kParent);
  list.set_page_size(2);
  list.set_filter("programme = \"" + Ref("programmes/~p") + "\"");
  std::vector<std::string> found;
  do {
    v1::ListCoursesResponse page;
    ASSERT_THAT(Call(courses_, &v1::CoursesService::Stub::ListCourses, list, &page), IsOk());
    for (const auto& course : page.courses()) found.push_back(course.external_id());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_THAT(found, ElementsAre("leadership", "radio", "driving"));
}

TEST_F(CourseServiceTest, AProgrammeNamesEachCourseOnceAndOnlyThoseThatAreThere) {
  v1::CreateProgrammeRequest request;
  request.set_parent(kParent);
  request.mutable_programme()->set_title("Programme");
  request.mutable_programme()->add_courses(Ref("courses/~leadership"));
  v1::Programme programme, reply;
  EXPECT_THAT(Call(programmes_, &v1::ProgrammesService::Stub::CreateProgramme, request, &programme), IsOk());
  request.mutable_programme()->add_courses(programme.courses(0));
  EXPECT_THAT(Call(programmes_, &v1::ProgrammesService::Stub::CreateProgramme, request, &reply),
              BlamesField("programme.courses[1]"));

  v1::UpdateProgrammeRequest update;
  *update.mutable_programme() = programme;
  update.mutable_programme()->set_title("Renamed");
  update.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(Call(programmes_, &v1::ProgrammesService::Stub::UpdateProgramme, update, &reply), IsOk());
  EXPECT_THAT(reply.courses(), ElementsAre(programme.courses(0)));
  update.mutable_programme()->set_courses(0, Ref("courses/~nobody"));
  update.mutable_programme()->clear_etag();
  EXPECT_THAT(Call(programmes_, &v1::ProgrammesService::Stub::UpdateProgramme, update, &reply),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

}  // namespace
}  // namespace waymark::courses
