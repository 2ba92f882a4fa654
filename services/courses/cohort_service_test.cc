#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;
using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;

class CohortServiceTest : public ServiceFixture {
 protected:
  grpc::Status Update(const v1::Cohort& cohort, const char* path, v1::Cohort* reply) {
    v1::UpdateCohortRequest request;
    *request.mutable_cohort() = cohort;
    request.mutable_cohort()->clear_etag();
    request.mutable_update_mask()->add_paths(path);
    return Call(cohorts_, &v1::CohortsService::Stub::UpdateCohort, request, reply);
  }
};

TEST_F(CohortServiceTest, ItsStateFollowsFromItsDaysUnlessStated) {
  EXPECT_EQ(MakeCohort("now").state(), COHORT_STATE_RUNNING);
  auto request = NewCohort("planned");
  request.mutable_cohort()->set_state(COHORT_STATE_PLANNED);
  EXPECT_EQ(MakeCohort(request).state(), COHORT_STATE_PLANNED);
}

TEST_F(CohortServiceTest, ItsCourseAndUnitMustBeThere) {
  v1::Cohort reply;
  auto request = NewCohort("2026");
  request.mutable_cohort()->set_course(Ref("courses/~nobody"));
  EXPECT_THAT(Create(request, &reply), BlamesField("cohort.course"));
  request = NewCohort("2026");
  request.mutable_cohort()->set_unit(Ref("units/~nobody"));
  EXPECT_THAT(Create(request, &reply), BlamesField("cohort.unit"));
  service_.directory().Know("units", "academy", kAna);
  request.mutable_cohort()->set_unit(Ref("units/~academy"));
  EXPECT_EQ(MakeCohort(request).unit(), Ref(std::string("units/") + kAna));
  service_.directory().Close(kAna);
  request.mutable_cohort()->set_external_id("2027");
  EXPECT_THAT(Create(request, &reply), Fails(Code::kFailedPrecondition, "UNIT_CLOSED"));
}

TEST_F(CohortServiceTest, ItDoesNotEndBeforeItStarts) {
  v1::Cohort reply;
  auto request = NewCohort("2026");
  request.mutable_cohort()->set_ends_on("2026-01-04");
  EXPECT_THAT(Create(request, &reply), BlamesField("cohort.ends_on"));
  auto cohort = MakeCohort("2026");
  cohort.set_ends_on("2025-01-01");
  EXPECT_THAT(Update(cohort, "ends_on", &reply), BlamesField("cohort.ends_on"));
}

TEST_F(CohortServiceTest, AnIllegalMoveNamesBothStates) {
  auto cohort = MakeCohort("2026");
  cohort.set_state(COHORT_STATE_OPEN);
  v1::Cohort reply;
  const auto status = Update(cohort, "state", &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  EXPECT_EQ(FromGrpc(status).metadata().at("from"), "RUNNING");
  EXPECT_EQ(FromGrpc(status).metadata().at("to"), "OPEN");
  cohort.set_state(COHORT_STATE_CLOSED);
  EXPECT_THAT(Update(cohort, "state", &reply), IsOk());
  EXPECT_EQ(reply.state(), COHORT_STATE_CLOSED);
}

TEST_F(CohortServiceTest, ItsCapacityIsNotBelowTheSeatsTaken) {
  auto cohort = MakeCohort("2026");
  Enrol(NewEnrolment("~ana", "2026"));
  Enrol(NewEnrolment("~besa", "2026"));
  v1::Cohort reply;
  cohort.set_capacity(1);
  EXPECT_THAT(Update(cohort, "capacity", &reply), Fails(Code::kFailedPrecondition, "CAPACITY_BELOW_SEATS"));
  cohort.set_capacity(2);
  EXPECT_THAT(Update(cohort, "capacity", &reply), IsOk());
}

TEST_F(CohortServiceTest, ItMovesToAnotherVersionOnlyBeforeItBegins) {
  auto request = NewCohort("2026");
  request.mutable_cohort()->set_state(COHORT_STATE_OPEN);
  auto cohort = MakeCohort(request), running = MakeCohort("running");
  v1::UpdateCourseRequest update;
  update.mutable_course()->set_name(Ref("courses/~leadership"));
  update.mutable_course()->mutable_completion_rule()->set_min_total(50);
  v1::Course course;
  ASSERT_THAT(Call(courses_, &v1::CoursesService::Stub::UpdateCourse, update, &course), IsOk());
  v1::Cohort reply;
  cohort.set_course_version(2);
  EXPECT_THAT(Update(cohort, "course_version", &reply), IsOk());
  EXPECT_EQ(reply.course_version(), 2);
  cohort.set_course_version(3);
  EXPECT_THAT(Update(cohort, "course_version", &reply), BlamesField("cohort.course_version"));
  running.set_course_version(2);
  EXPECT_THAT(Update(running, "course_version", &reply), Fails(Code::kFailedPrecondition, "COHORT_BEGUN"));
}

TEST_F(CohortServiceTest, SessionsAreListedByCohortAndChanged) {
  MakeCohort("2026");
  MakeCohort("2027");
  MakeSessions("2026", 3);
  MakeSessions("2027", 1);
  v1::ListSessionsRequest list;
  list.set_parent(kParent);
  list.set_filter("cohort = \"" + Ref("cohorts/~2026") + "\"");
  v1::ListSessionsResponse page;
  ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::ListSessions, list, &page), IsOk());
  ASSERT_THAT(page.sessions(), SizeIs(3));

  v1::UpdateSessionRequest update;
  *update.mutable_session() = page.sessions(0);
  update.mutable_session()->mutable_start_time()->set_seconds(1768467600);
  update.mutable_session()->mutable_end_time()->set_seconds(1768467599);
  v1::Session reply;
  EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateSession, update, &reply),
              BlamesField("session.end_time"));
  update.mutable_session()->mutable_end_time()->set_seconds(1768471200);
  EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateSession, update, &reply), IsOk());
  EXPECT_EQ(reply.start_time().seconds(), 1768467600);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(CohortServiceTest, SessionsOfADayComeInTheOrderInWhichTheyBegin) {
  MakeCohort("2026");
  const int64_t day = 1768435200;  // 2026-01-15T00:00:00Z
  const auto make = [&](const std::string& external_id, std::optional<int64_t> start) {
    v1::CreateSessionRequest request;
    request.set_parent(kParent);
    request.mutable_session()->set_external_id(external_id);
    request.mutable_session()->set_cohort(Ref("cohorts/~2026"));
    if (start) request.mutable_session()->mutable_start_time()->set_seconds(*start);
    v1::Session reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::CreateSession, request, &reply), IsOk());
  };
  make("noon", day + 43200);
  make("morning", day + 32400);
  make("same hour", day + 43200);
  make("tomorrow", day + 86400);
  make("yesterday", day - 1);
  make("some time", std::nullopt);
  v1::ListSessionsRequest list;
  list.set_parent(kParent);
  list.set_page_size(1);
  list.mutable_starts_from_time()->set_seconds(day);
  list.mutable_starts_before_time()->set_seconds(day + 86400);
  std::vector<std::string> found;
  v1::ListSessionsResponse page;
  do {
    ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::ListSessions, list, &page), IsOk());
    for (const auto& session : page.sessions()) found.push_back(session.external_id());
    list.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
  EXPECT_THAT(found, ElementsAre("morning", "noon", "same hour"));
}

TEST_F(CohortServiceTest, ABatchNamesTheItemWhoseReferenceIsMissing) {
  MakeCohort("2026");
  v1::BatchCreateSessionsRequest batch;
  batch.set_parent(kParent);
  batch.set_return_partial_success(true);
  for (const char* cohort : {"2026", "nobody"})
    batch.add_requests()->mutable_session()->set_cohort(Ref(std::string("cohorts/~") + cohort));
  v1::BatchCreateSessionsResponse reply;
  ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::BatchCreateSessions, batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.failed_requests().at(1).code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace waymark::courses
