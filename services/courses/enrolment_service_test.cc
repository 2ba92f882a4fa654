#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;
using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;

class EnrolmentServiceTest : public ServiceFixture {
 protected:
  EnrolmentServiceTest() { MakeCohort("2026"); }

  static v1::CreateEnrolmentRequest Past(const std::string& person, EnrolmentState state) {
    auto request = NewEnrolment(person, "2026", state);
    request.mutable_enrolment()->set_historical(true);
    request.mutable_enrolment()->set_enrolled_on("2025-02-01");
    request.mutable_enrolment()->set_state_on("2025-06-01");
    return request;
  }
  static v1::BatchCreateEnrolmentsRequest Batch(std::vector<v1::CreateEnrolmentRequest> requests) {
    v1::BatchCreateEnrolmentsRequest batch;
    batch.set_parent(kParent);
    for (auto& request : requests) *batch.add_requests() = std::move(request);
    return batch;
  }
  v1::Enrolment Get(const std::string& name) {
    v1::GetEnrolmentRequest request;
    request.set_name(name);
    v1::Enrolment reply;
    EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolment, request, &reply), IsOk());
    return reply;
  }
  size_t CountListed(const std::string& filter) {
    v1::ListEnrolmentsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListEnrolmentsResponse reply;
    EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, request, &reply), IsOk());
    return static_cast<size_t>(reply.enrolments_size());
  }
};

TEST_F(EnrolmentServiceTest, WithoutAStateOneApplies) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026", ENROLMENT_STATE_UNSPECIFIED));
  EXPECT_EQ(enrolment.state(), ENROLMENT_STATE_APPLIED);
  EXPECT_EQ(enrolment.participant(), Person(kAna));
  EXPECT_EQ(enrolment.enrolled_on(), "2026-01-15");
  EXPECT_FALSE(enrolment.ever_active());
  EXPECT_THAT(Get(enrolment.name()), EqualsProto(enrolment));
}

TEST_F(EnrolmentServiceTest, ParticipantAndCohortMustBeThere) {
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~nobody", "2026"), &reply), BlamesField("enrolment.participant"));
  EXPECT_THAT(Create(NewEnrolment("~ana", "nowhere"), &reply), BlamesField("enrolment.cohort"));
  service_.directory().down = true;
  EXPECT_THAT(Create(NewEnrolment("~ana", "2026"), &reply),
              Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

TEST_F(EnrolmentServiceTest, OnlyAPastRecordIsOfSomebodyDeceased) {
  service_.directory().Close(kAna);
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~ana", "2026"), &reply),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_NOT_OPEN"));
  EXPECT_THAT(Create(Past("~ana", ENROLMENT_STATE_GRADUATED), &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, OneHasOneOpenEnrolmentInACohort) {
  const auto first = Enrol(NewEnrolment("~ana", "2026"));
  v1::Enrolment reply;
  const auto status = Create(NewEnrolment("~ana", "2026"), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "ENROLMENT_OPEN_UNIQUE"));
  EXPECT_THAT(status, BlamesField("enrolment.participant"));
  EXPECT_THAT(Move(first.name(), ENROLMENT_STATE_WITHDRAWN, &reply), IsOk());
  EXPECT_THAT(Create(NewEnrolment("~ana", "2026"), &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, ACohortThatIsNotOpenTakesPastRecordsOnly) {
  auto planned = NewCohort("planned");
  planned.mutable_cohort()->set_state(COHORT_STATE_PLANNED);
  MakeCohort(planned);
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~ana", "planned"), &reply),
              Fails(Code::kFailedPrecondition, "COHORT_NOT_OPEN"));
  auto closed = NewCohort("closed");
  closed.mutable_cohort()->set_starts_on("2025-01-01");
  closed.mutable_cohort()->set_ends_on("2025-03-01");
  MakeCohort(closed);
  auto request = NewEnrolment("~ana", "closed");
  EXPECT_THAT(Create(request, &reply), Fails(Code::kFailedPrecondition, "COHORT_NOT_OPEN"));
  request.mutable_enrolment()->set_enrolled_on("2025-01-02");
  request.mutable_enrolment()->set_state_on("2025-01-02");
  EXPECT_THAT(Create(request, &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, AFullCohortTakesNobodyButApplicantsAndPastRecords) {
  auto small = NewCohort("small");
  small.mutable_cohort()->set_capacity(1);
  MakeCohort(small);
  Enrol(NewEnrolment("~ana", "small"));
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~besa", "small"), &reply),
              Fails(Code::kFailedPrecondition, "COHORT_FULL"));
  const auto applied = Enrol(NewEnrolment("~besa", "small", ENROLMENT_STATE_APPLIED));
  EXPECT_THAT(Move(applied.name(), ENROLMENT_STATE_ACCEPTED, &reply),
              Fails(Code::kFailedPrecondition, "COHORT_FULL"));
  EXPECT_THAT(Move(applied.name(), ENROLMENT_STATE_WAITLISTED, &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, ABatchTakesTheSeatsThereAre) {
  auto small = NewCohort("small");
  small.mutable_cohort()->set_capacity(2);
  MakeCohort(small);
  auto batch =
      Batch({NewEnrolment("~ana", "small"), NewEnrolment("~besa", "small"), NewEnrolment("~cara", "small")});
  batch.set_return_partial_success(true);
  v1::BatchCreateEnrolmentsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 2);
  EXPECT_EQ(reply.failed_requests().at(2).code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, ManyAtOnceNeverTakeMoreSeatsThanThereAre) {
  auto small = NewCohort("small");
  small.mutable_cohort()->set_capacity(5);
  MakeCohort(small);
  std::atomic<int> taken = 0, refused = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i) {
        char id[37];
        std::snprintf(id, sizeof id, "00000000-0000-7000-8000-0000000000%02d", t * 5 + i);
        v1::Enrolment reply;
        const auto status = Create(NewEnrolment(id, "small"), &reply);
        ++(status.ok() ? taken : refused);
        EXPECT_TRUE(status.ok() || FromGrpc(status).reason() == "COHORT_FULL") << status.error_message();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 5);
  EXPECT_EQ(refused, 15);
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, APastGraduationHasItsEventAndNoCredential) {
  auto request = Past("~ana", ENROLMENT_STATE_GRADUATED);
  auto& age = *request.mutable_enrolment()->add_attributes();
  age.set_key("age_band");
  age.set_value("0-35");
  const auto enrolment = Enrol(request);
  EXPECT_TRUE(enrolment.historical());
  EXPECT_TRUE(enrolment.ever_active());
  EXPECT_EQ(enrolment.exit_reason(), "Graduated");
  ASSERT_THAT(enrolment.attributes(), SizeIs(1));
  EXPECT_EQ(enrolment.attributes(0).value(), "0-35");

  auto counts = EventCounts();
  EXPECT_EQ(counts["enrolment.state_changed"], 1);
  EXPECT_EQ(counts["participant.graduated"], 1);
  EXPECT_EQ(counts["credential.issued"], 0);
  for (const auto& event : service_.outbox()) {
    if (event.type() == "participant.graduated") {
      EXPECT_EQ(event.subject(), Person(kAna));
      EXPECT_EQ(event.participant_graduated().graduated_on(), "2025-06-01");
      EXPECT_TRUE(event.participant_graduated().historical());
      EXPECT_EQ(event.time().seconds(), 1748736000);  // the day of the fact
    } else if (event.type() == "enrolment.state_changed") {
      EXPECT_EQ(event.enrolment_state_changed().attributes(0).key(), "age_band");
      EXPECT_TRUE(event.enrolment_state_changed().ever_active());
    }
  }
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, APastEnrolmentThatWasNeverActiveDoesNotCountAsEnrolled) {
  auto request = Past("~ana", ENROLMENT_STATE_WITHDRAWN);
  request.mutable_enrolment()->set_ever_active(false);
  EXPECT_FALSE(Enrol(request).ever_active());
  EXPECT_FALSE(service_.outbox().back().enrolment_state_changed().ever_active());
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, GraduationBeforeEnrolmentIsRefused) {
  auto request = Past("~ana", ENROLMENT_STATE_GRADUATED);
  request.mutable_enrolment()->set_state_on("2025-01-31");
  v1::Enrolment reply;
  EXPECT_THAT(Create(request, &reply), BlamesField("enrolment.state_on"));
}

TEST_F(EnrolmentServiceTest, AnImportAgainChangesNothing) {
  auto with_id = Past("~ana", ENROLMENT_STATE_FAILED);
  with_id.mutable_enrolment()->set_external_id("row/1");
  auto batch = Batch({with_id, Past("~besa", ENROLMENT_STATE_WITHDRAWN), NewEnrolment("~cara", "2026"),
                      Past("~besa", ENROLMENT_STATE_WITHDRAWN)});
  batch.set_allow_existing(true);
  batch.set_omit_records(true);
  v1::BatchCreateEnrolmentsResponse first, second;
  ASSERT_THAT(CreateAll(batch, &first), IsOk());
  EXPECT_EQ(first.created_count(), 3);
  EXPECT_EQ(first.existing_count(), 1);
  ASSERT_THAT(CreateAll(batch, &second), IsOk());
  EXPECT_EQ(second.created_count(), 0);
  EXPECT_EQ(second.existing_count(), 4);
  EXPECT_EQ(EventCounts()["enrolment.state_changed"], 3);
}

TEST_F(EnrolmentServiceTest, AnIllegalMoveNamesBothStates) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026", ENROLMENT_STATE_APPLIED));
  v1::Enrolment reply;
  auto status = Move(enrolment.name(), ENROLMENT_STATE_ACTIVE, &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  EXPECT_EQ(FromGrpc(status).metadata().at("from"), "APPLIED");
  EXPECT_EQ(FromGrpc(status).metadata().at("to"), "ACTIVE");
  const auto active = Enrol(NewEnrolment("~besa", "2026"));
  status = Move(active.name(), ENROLMENT_STATE_GRADUATED, &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  EXPECT_THAT(status.error_message(), ::testing::HasSubstr("GraduateCohort"));
}

TEST_F(EnrolmentServiceTest, AMoveIsNotBeforeThePresentState) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026"));
  v1::Enrolment reply;
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_WITHDRAWN, &reply, "2026-01-14"),
              BlamesField("state_on"));
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_WITHDRAWN, &reply, "2026-01-15"), IsOk());
  EXPECT_EQ(reply.exit_reason(), "Withdrawn");
  EXPECT_TRUE(reply.ever_active());
}

TEST_F(EnrolmentServiceTest, NoEndIsDatedLaterThanToday) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026"));
  v1::Enrolment reply;
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_WITHDRAWN, &reply, "2062-01-15"),
              BlamesField("state_on"));
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_SUSPENDED, &reply, "2026-02-01"), IsOk());
  auto past = Past("~besa", ENROLMENT_STATE_GRADUATED);
  past.mutable_enrolment()->set_state_on("2062-06-10");
  EXPECT_THAT(Create(past, &reply), BlamesField("enrolment.state_on"));
}

TEST_F(EnrolmentServiceTest, WithoutADayAMoveIsNotBeforeThePresentState) {
  auto request = NewEnrolment("~ana", "2026");
  request.mutable_enrolment()->set_enrolled_on("2026-02-01");
  const auto enrolment = Enrol(request);
  v1::Enrolment reply;
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_WITHDRAWN, &reply), IsOk());
  EXPECT_EQ(reply.state_on(), "2026-02-01");
}

TEST_F(EnrolmentServiceTest, InACancelledCohortEnrolmentsOnlyEnd) {
  const auto applied = Enrol(NewEnrolment("~ana", "2026", ENROLMENT_STATE_APPLIED));
  const auto accepted = Enrol(NewEnrolment("~besa", "2026", ENROLMENT_STATE_ACCEPTED));
  const auto active = Enrol(NewEnrolment("~cara", "2026"));
  v1::UpdateCohortRequest cancel;
  cancel.mutable_cohort()->set_name(Ref("cohorts/~2026"));
  cancel.mutable_cohort()->set_state(COHORT_STATE_CANCELLED);
  v1::Cohort cohort;
  ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateCohort, cancel, &cohort), IsOk());
  v1::Enrolment reply;
  const auto refused = Fails(Code::kFailedPrecondition, "COHORT_NOT_OPEN");
  EXPECT_THAT(Move(applied.name(), ENROLMENT_STATE_WAITLISTED, &reply), refused);
  EXPECT_THAT(Move(applied.name(), ENROLMENT_STATE_ACCEPTED, &reply), refused);
  EXPECT_THAT(Move(accepted.name(), ENROLMENT_STATE_ACTIVE, &reply), refused);
  EXPECT_THAT(Move(active.name(), ENROLMENT_STATE_COMPLETED, &reply), refused);
  v1::GraduateCohortResponse graduated;
  EXPECT_THAT(Graduate(Graduation("2026"), &graduated), Fails(Code::kFailedPrecondition, "COHORT_NOT_RUN"));
  EXPECT_THAT(Move(applied.name(), ENROLMENT_STATE_REJECTED, &reply), IsOk());
  EXPECT_THAT(Move(accepted.name(), ENROLMENT_STATE_WITHDRAWN, &reply), IsOk());
  EXPECT_THAT(Move(active.name(), ENROLMENT_STATE_VOIDED, &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, APastRecordTakesNoSeatWhateverBecomesOfIt) {
  auto small = NewCohort("small");
  small.mutable_cohort()->set_capacity(1);
  MakeCohort(small);
  Enrol(NewEnrolment("~ana", "small"));
  auto past = NewEnrolment("~besa", "small");
  past.mutable_enrolment()->set_historical(true);
  v1::Enrolment reply;
  EXPECT_THAT(Move(Enrol(past).name(), ENROLMENT_STATE_SUSPENDED, &reply), IsOk());
  EXPECT_FALSE(reply.historical());
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, CompletedNeedsTheAttendance) {
  MakeSessions("2026", 5);
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026"));
  Attend("2026", "~ana", 3);
  v1::Enrolment reply;
  const auto status = Move(enrolment.name(), ENROLMENT_STATE_COMPLETED, &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "ATTENDANCE_NOT_MET"));
  EXPECT_THAT(status.error_message(), ::testing::HasSubstr("attendance 60 % is below 80 %"));
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-4", "~ana", ATTENDANCE_CODE_LATE);
  v1::BatchCreateAttendancesResponse recorded;
  ASSERT_THAT(CreateAll(batch, &recorded), IsOk());
  EXPECT_THAT(Move(enrolment.name(), ENROLMENT_STATE_COMPLETED, &reply), IsOk());
}

TEST_F(EnrolmentServiceTest, AMoveOfAnOldVersionIsAborted) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026"));
  v1::ChangeEnrolmentStateRequest request;
  request.set_name(enrolment.name());
  request.set_state(ENROLMENT_STATE_SUSPENDED);
  request.set_etag(enrolment.etag());
  v1::Enrolment reply;
  const auto change = &v1::EnrolmentsService::Stub::ChangeEnrolmentState;
  EXPECT_THAT(Call(enrolments_, change, request, &reply), IsOk());
  request.set_state(ENROLMENT_STATE_ACTIVE);
  EXPECT_THAT(Call(enrolments_, change, request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(EnrolmentServiceTest, AnotherOrganizationSeesNothing) {
  const auto enrolment = Enrol(NewEnrolment("~ana", "2026"));
  v1::GetEnrolmentRequest get;
  get.set_name("organizations/other" + enrolment.name().substr(std::string(kParent).size()));
  v1::Enrolment reply;
  EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolment, get, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::ListEnrolmentsRequest list;
  list.set_parent("organizations/other");
  v1::ListEnrolmentsResponse page;
  EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, list, &page), IsOk());
  EXPECT_THAT(page.enrolments(), IsEmpty());
}

TEST_F(EnrolmentServiceTest, ListsFilterByCohortParticipantAndState) {
  MakeCohort("2027");
  Enrol(NewEnrolment("~ana", "2026"));
  Enrol(NewEnrolment("~ana", "2027"));
  Enrol(NewEnrolment("~besa", "2026", ENROLMENT_STATE_APPLIED));
  const std::string cohort = "cohort = \"" + Ref("cohorts/~2026") + "\"";
  const std::string ana = "participant = \"" + Person("~ana") + "\"";
  EXPECT_EQ(CountListed(""), 3u);
  EXPECT_EQ(CountListed(cohort), 2u);
  EXPECT_EQ(CountListed(cohort + " AND state = ACTIVE"), 1u);
  EXPECT_EQ(CountListed(ana), 2u);
  EXPECT_EQ(CountListed(ana + " AND " + cohort), 1u);
  EXPECT_EQ(CountListed("participant = \"" + Person("~nobody") + "\""), 0u);
}

TEST_F(EnrolmentServiceTest, FiguresCountRecordsByState) {
  Enrol(NewEnrolment("~ana", "2026"));
  Enrol(Past("~besa", ENROLMENT_STATE_GRADUATED));
  v1::GetEnrolmentFiguresRequest request;
  request.set_name(Ref("enrolmentFigures"));
  v1::EnrolmentFigures figures;
  ASSERT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolmentFigures, request, &figures),
              IsOk());
  EXPECT_EQ(figures.cohorts(), 1);
  EXPECT_EQ(figures.graduations(), 1);
  ASSERT_THAT(figures.enrolments(), SizeIs(2));
  EXPECT_EQ(figures.enrolments(1).state(), ENROLMENT_STATE_GRADUATED);
  EXPECT_EQ(figures.enrolments(1).historical_count(), 1);
}

}  // namespace
}  // namespace waymark::courses
