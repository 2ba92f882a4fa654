#include <gmock/gmock.h>

#include <future>

#include "services/common/testing/eventually.h"
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

class AttendanceServiceTest : public ServiceFixture {
 protected:
  AttendanceServiceTest() {
    MakeCohort("2026");
    MakeSessions("2026", 2);
    Enrol(NewEnrolment("~ana", "2026"));
    Enrol(NewEnrolment("~besa", "2026", ENROLMENT_STATE_APPLIED));
  }
  v1::ListAttendancesResponse Listed(const std::string& filter) {
    v1::ListAttendancesRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListAttendancesResponse reply;
    EXPECT_THAT(Call(attendances_, &v1::AttendancesService::Stub::ListAttendances, request, &reply), IsOk());
    return reply;
  }
  size_t CountListed(const std::string& filter) {
    return static_cast<size_t>(Listed(filter).attendances_size());
  }
  // Of ana, as her progress says it.
  int CountAttended() {
    v1::ListProgressReportsRequest request;
    request.set_parent(kParent);
    request.set_filter("cohort = \"" + Ref("cohorts/~2026") + "\"");
    v1::ListProgressReportsResponse reply;
    EXPECT_THAT(Call(progress_, &v1::ProgressService::Stub::ListProgressReports, request, &reply), IsOk());
    return reply.progress_reports(0).attended();
  }
};

TEST_F(AttendanceServiceTest, OneEventTellsOfASession) {
  v1::BatchCreateAttendancesRequest batch;
  Enrol(NewEnrolment("~cara", "2026"));
  for (const char* session : {"2026-1", "2026-2"}) {
    Add(batch, session, "~ana", ATTENDANCE_CODE_PRESENT, 90);
    Add(batch, session, "~cara", ATTENDANCE_CODE_EXCUSED);
  }
  v1::BatchCreateAttendancesResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 4);
  ASSERT_THAT(reply.attendances(), SizeIs(4));
  EXPECT_EQ(reply.attendances(0).participant(), Person(kAna));
  EXPECT_EQ(reply.attendances(0).minutes(), 90);
  EXPECT_EQ(EventCounts()["attendance.recorded"], 2);
  const auto last = service_.outbox().back().attendance_recorded();
  ASSERT_THAT(last.entries(), SizeIs(2));
  EXPECT_EQ(last.entries(1).code(), ATTENDANCE_CODE_EXCUSED);
}

TEST_F(AttendanceServiceTest, OnlyWhoTookPartHasAttendance) {
  v1::BatchCreateAttendancesRequest batch;
  batch.set_return_partial_success(true);
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_PRESENT);
  Add(batch, "2026-1", "~besa", ATTENDANCE_CODE_PRESENT);
  Add(batch, "2026-1", "~cara", ATTENDANCE_CODE_PRESENT);
  Add(batch, "2026-9", "~ana", ATTENDANCE_CODE_PRESENT);
  Add(batch, "2026-1", "~nobody", ATTENDANCE_CODE_PRESENT);
  Add(batch, "2026-2", "~ana", ATTENDANCE_CODE_UNSPECIFIED);
  v1::BatchCreateAttendancesResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  const std::map<int, int> expected = {{1, grpc::StatusCode::FAILED_PRECONDITION},
                                       {2, grpc::StatusCode::FAILED_PRECONDITION},
                                       {3, grpc::StatusCode::NOT_FOUND},
                                       {4, grpc::StatusCode::NOT_FOUND},
                                       {5, grpc::StatusCode::INVALID_ARGUMENT}};
  ASSERT_THAT(reply.failed_requests(), SizeIs(expected.size()));
  for (const auto& [item, code] : expected) EXPECT_EQ(reply.failed_requests().at(item).code(), code) << item;
}

TEST_F(AttendanceServiceTest, TheSameAgainIsExistingAndAnotherContentIsNot) {
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_PRESENT);
  batch.set_allow_existing(true);
  v1::BatchCreateAttendancesResponse first, second, third;
  ASSERT_THAT(CreateAll(batch, &first), IsOk());
  ASSERT_THAT(CreateAll(batch, &second), IsOk());
  EXPECT_EQ(second.created_count(), 0);
  EXPECT_EQ(second.existing_count(), 1);
  EXPECT_EQ(EventCounts()["attendance.recorded"], 1);
  batch.mutable_requests(0)->mutable_attendance()->set_code(ATTENDANCE_CODE_ABSENT);
  const auto status = CreateAll(batch, &third);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[0].attendance.participant"));
}

TEST_F(AttendanceServiceTest, WhatAnotherCallRecordsMeanwhileIsToldOfItsItem) {
  Attend("2026", "~ana", 1);  // by which each item is looked up
  db::Connection other(service_.database().admin());
  other.Execute(
      "BEGIN; INSERT INTO attendance SELECT organization_id, session_id, '" + std::string(kAna) +
      "', now(), now(), 0, 1, 1 FROM session WHERE organization_id = 'asp' AND external_id = '2026-2'");
  v1::BatchCreateAttendancesRequest batch;
  batch.set_return_partial_success(true);
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_ABSENT);
  Add(batch, "2026-2", "~ana", ATTENDANCE_CODE_ABSENT);
  v1::BatchCreateAttendancesResponse reply;
  auto meanwhile = std::async(std::launch::async, [&] { return CreateAll(batch, &reply); });
  db::Connection admin(service_.database().admin());
  ASSERT_TRUE(testing::Eventually([&] {
    return admin
               .Execute(
                   "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
                   "query LIKE '%INSERT INTO attendance %'")[0]
               .Int("n") > 0;
  }));
  other.Execute("COMMIT");
  ASSERT_THAT(meanwhile.get(), IsOk());
  for (const int item : {0, 1})
    EXPECT_EQ(reply.failed_requests().at(item).code(), grpc::StatusCode::ALREADY_EXISTS) << item;
}

TEST_F(AttendanceServiceTest, TheEtagOfTheRecordCorrectsItOnce) {
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_PRESENT);
  v1::BatchCreateAttendancesResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  auto& attendance = *batch.mutable_requests(0)->mutable_attendance();
  attendance.set_etag(reply.attendances(0).etag());
  attendance.set_code(ATTENDANCE_CODE_LATE);
  v1::BatchCreateAttendancesResponse corrected, again;
  ASSERT_THAT(CreateAll(batch, &corrected), IsOk());
  EXPECT_EQ(corrected.created_count(), 1);
  EXPECT_EQ(corrected.attendances(0).code(), ATTENDANCE_CODE_LATE);
  EXPECT_THAT(service_.DiffOf("attendance.recorded"),
              ElementsAre(std::string("participants/") + kAna +
                          ".code: ATTENDANCE_CODE_PRESENT > ATTENDANCE_CODE_LATE"));
  attendance.set_code(ATTENDANCE_CODE_ABSENT);
  EXPECT_THAT(CreateAll(batch, &again), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(AttendanceServiceTest, WhatIsWithdrawnIsNotRecordedAnyMoreAndTheAuditLogTells) {
  Attend("2026", "~ana", 2);
  EXPECT_EQ(CountAttended(), 2);
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_UNSPECIFIED);
  v1::BatchCreateAttendancesResponse reply;
  batch.mutable_requests(0)->mutable_attendance()->set_etag(
      Listed("session = \"" + Ref("sessions/~2026-1") + "\"").attendances(0).etag());
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.attendances(0).code(), ATTENDANCE_CODE_UNSPECIFIED);
  EXPECT_EQ(service_.outbox().back().attendance_recorded().entries(0).code(), ATTENDANCE_CODE_UNSPECIFIED);
  EXPECT_THAT(service_.DiffOf("attendance.recorded"),
              ElementsAre(std::string("participants/") + kAna + ".code: ATTENDANCE_CODE_PRESENT > "));
  EXPECT_EQ(CountAttended(), 1);
  const std::string ana = "participant = \"" + Person("~ana") + "\"";
  for (const std::string& filter : {std::string(), "session = \"" + Ref("sessions/~2026-1") + "\"",
                                    "cohort = \"" + Ref("cohorts/~2026") + "\"", ana}) {
    EXPECT_EQ(CountListed(filter), filter.starts_with("session") ? 0u : 1u) << filter;
  }
}

TEST_F(AttendanceServiceTest, AfterAWithdrawalItIsRecordedAnewAndNoOldEtagFits) {
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_PRESENT);
  v1::BatchCreateAttendancesResponse first, reply;
  ASSERT_THAT(CreateAll(batch, &first), IsOk());
  auto& attendance = *batch.mutable_requests(0)->mutable_attendance();
  attendance.set_code(ATTENDANCE_CODE_UNSPECIFIED);
  attendance.set_etag(first.attendances(0).etag());
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  attendance.set_code(ATTENDANCE_CODE_LATE);
  EXPECT_THAT(CreateAll(batch, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
  attendance.clear_etag();
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.attendances(0).code(), ATTENDANCE_CODE_LATE);
  EXPECT_EQ(CountListed(""), 1u);
  attendance.set_etag(first.attendances(0).etag());
  EXPECT_THAT(CreateAll(batch, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(AttendanceServiceTest, OnlyWhatIsRecordedIsWithdrawnByItsEtag) {
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-1", "~ana", ATTENDANCE_CODE_UNSPECIFIED);
  v1::BatchCreateAttendancesResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), BlamesField("requests[0].attendance.code"));
  Attend("2026", "~ana", 1);
  auto& attendance = *batch.mutable_requests(0)->mutable_attendance();
  attendance.set_etag(Listed("").attendances(0).etag());
  attendance.set_minutes(5);
  EXPECT_THAT(CreateAll(batch, &reply), BlamesField("requests[0].attendance.minutes"));
  attendance.clear_minutes();
  attendance.set_session(Ref("sessions/~2026-2"));
  EXPECT_FALSE(CreateAll(batch, &reply).ok());  // the etag is that of another
  EXPECT_EQ(CountListed(""), 1u);
}

TEST_F(AttendanceServiceTest, ListsFilterBySessionCohortAndParticipant) {
  Enrol(NewEnrolment("~cara", "2026"));
  Attend("2026", "~ana", 2);
  Attend("2026", "~cara", 1);
  const std::string session = "session = \"" + Ref("sessions/~2026-1") + "\"";
  const std::string cohort = "cohort = \"" + Ref("cohorts/~2026") + "\"";
  const std::string ana = "participant = \"" + Person("~ana") + "\"";
  EXPECT_EQ(CountListed(""), 3u);
  EXPECT_EQ(CountListed(session), 2u);
  EXPECT_EQ(CountListed(cohort), 3u);
  EXPECT_EQ(CountListed(ana), 2u);
  EXPECT_EQ(CountListed(ana + " AND " + cohort), 2u);
  EXPECT_EQ(CountListed(ana + " AND " + session), 1u);
  EXPECT_EQ(CountListed("participant = \"" + Person("~nobody") + "\" AND " + session), 0u);
}

TEST_F(AttendanceServiceTest, ResultsKeepNotSubmittedApartFromZero) {
  MakeAssessment("final", 40);
  v1::BatchCreateResultsRequest batch;
  Enrol(NewEnrolment("~cara", "2026"));
  Add(batch, "final", "~ana", std::nullopt);
  Add(batch, "final", "~ana", 0, 2);
  Add(batch, "final", "~cara", 40);
  v1::BatchCreateResultsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  ASSERT_THAT(reply.results(), SizeIs(3));
  EXPECT_FALSE(reply.results(0).has_score());
  EXPECT_TRUE(reply.results(1).has_score());
  EXPECT_FALSE(reply.results(1).passed());
  EXPECT_TRUE(reply.results(2).passed());
  ASSERT_EQ(EventCounts()["assessment.resulted"], 1);
  const auto event = service_.outbox().back().assessment_resulted();
  EXPECT_FALSE(event.entries(0).has_score());
  EXPECT_EQ(event.entries(1).attempt(), 2);

  batch.set_allow_existing(true);
  v1::BatchCreateResultsResponse again;
  ASSERT_THAT(CreateAll(batch, &again), IsOk());
  EXPECT_EQ(again.existing_count(), 3);
  EXPECT_EQ(EventCounts()["assessment.resulted"], 1);
}

TEST_F(AttendanceServiceTest, ResultsOfACohortAreThoseOfWhoTakesPartInIt) {
  MakeAssessment("final", 40);
  MakeCohort("2027");
  Enrol(NewEnrolment("~cara", "2027"));
  v1::BatchCreateResultsRequest batch;
  Add(batch, "final", "~ana", 30);
  Add(batch, "final", "~cara", 50);
  Add(batch, "final", "~cara", 60, 2);
  v1::BatchCreateResultsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  v1::ListResultsRequest list;
  v1::ListResultsResponse page;
  list.set_parent(kParent);
  const auto scores = [&](const std::string& filter) {
    list.set_filter(filter);
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &page), IsOk());
    std::vector<double> found;
    for (const auto& result : page.results()) found.push_back(result.score());
    return found;
  };
  const std::string of = "cohort = \"" + Ref("cohorts/~");
  EXPECT_THAT(scores(of + "2026\""), ElementsAre(30));
  EXPECT_THAT(scores(of + "2027\""), ElementsAre(50, 60));
  EXPECT_THAT(scores(of + "2027\" AND participant = \"" + Person("~ana") + "\""), IsEmpty());
  list.set_filter(of + "2027\" AND assessment = \"" + Ref("assessments/~final") + "\"");
  EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &page),
              BlamesField("filter"));
}

TEST_F(AttendanceServiceTest, TheAuditLogTellsWhatACorrectionOfResultsDid) {
  MakeAssessment("final", 40);
  v1::BatchCreateResultsRequest batch;
  Add(batch, "final", "~ana", 30);
  Add(batch, "final", "~ana", std::nullopt, 2);
  v1::BatchCreateResultsResponse reply, corrected;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_THAT(service_.DiffOf("assessment.resulted"), ElementsAre());
  for (int i = 0; i < 2; ++i) {
    batch.mutable_requests(i)->mutable_result()->set_etag(reply.results(i).etag());
    batch.mutable_requests(i)->mutable_result()->set_score(50);
  }
  ASSERT_THAT(CreateAll(batch, &corrected), IsOk());
  const std::string of_ana = std::string("participants/") + kAna;
  EXPECT_THAT(service_.DiffOf("assessment.resulted"),
              ElementsAre(of_ana + ".attempts/1.score: 30.000000 > 50.000000",
                          of_ana + ".attempts/2.score:  > 50.000000"));
}

TEST_F(AttendanceServiceTest, AScoreIsNotAboveTheHighestNorOfWhoNeverTookPart) {
  MakeAssessment("final", 40);
  v1::BatchCreateResultsRequest batch;
  batch.set_return_partial_success(true);
  Add(batch, "final", "~ana", 100.5);
  Add(batch, "final", "~besa", 50);
  Add(batch, "nobody", "~ana", 50);
  v1::BatchCreateResultsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.failed_requests().at(0).code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(reply.failed_requests().at(1).code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(reply.failed_requests().at(2).code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(reply.created_count(), 0);
}

TEST_F(AttendanceServiceTest, APastRecordOfAnyEndHasResults) {
  MakeAssessment("final", 40);
  auto withdrawn = NewEnrolment("~cara", "2026", ENROLMENT_STATE_WITHDRAWN);
  withdrawn.mutable_enrolment()->set_historical(true);
  Enrol(withdrawn);
  v1::BatchCreateResultsRequest batch;
  Add(batch, "final", "~cara", 70);
  v1::BatchCreateResultsResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), IsOk());
  v1::ListResultsRequest list;
  list.set_parent(kParent);
  for (const auto& filter : {std::string(), "assessment = \"" + Ref("assessments/~final") + "\"",
                             "participant = \"" + Person("~cara") + "\""}) {
    list.set_filter(filter);
    v1::ListResultsResponse page;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &page), IsOk());
    EXPECT_THAT(page.results(), SizeIs(1)) << filter;
  }
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

}  // namespace
}  // namespace waymark::courses
