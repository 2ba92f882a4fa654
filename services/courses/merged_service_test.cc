// The training of a person who was recorded twice: Besa is Ana.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using testing::IsOk;
using ::testing::UnorderedElementsAre;

class MergedServiceTest : public ServiceFixture {
 protected:
  MergedServiceTest() {
    for (const std::string cohort : {"2025", "2026"}) {
      MakeCohort(cohort);
      MakeSessions(cohort, 2);
    }
    MakeAssessment("final", 50);
    Enrol(NewEnrolment("~ana", "2025"));
    Enrol(NewEnrolment("~besa", "2026"));
    Attend("2025", "~ana", 1);
    Attend("2026", "~besa", 1);
    v1::BatchCreateResultsRequest results;
    results.set_parent(kParent);
    Add(results, "final", "~ana", 70);
    Add(results, "final", "~besa", 80);
    v1::BatchCreateResultsResponse reply;
    EXPECT_THAT(CreateAll(results, &reply), IsOk());
  }

  // For whom what is listed of a person was recorded; `items` are those of a page, `also`
  // is asked besides.
  template <typename Request, typename Page, typename Stub, typename Items>
  std::vector<std::string> Listed(const std::unique_ptr<Stub>& stub,
                                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Page*),
                                  const std::string& person, Items items, const std::string& also = "") {
    Request request;
    request.set_parent(kParent);
    request.set_filter("participant = \"" + Person(person) + "\"" + also);
    Page page;
    EXPECT_THAT(Call(stub, method, request, &page), IsOk());
    std::vector<std::string> participants;
    for (const auto& item : items(page)) participants.push_back(item.participant());
    return participants;
  }
  std::vector<std::string> Enrolments(const std::string& person) {
    return Listed(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, person,
                  [](const auto& page) { return page.enrolments(); });
  }
  std::vector<std::string> Attendances(const std::string& person, const std::string& also = "") {
    return Listed(
        attendances_, &v1::AttendancesService::Stub::ListAttendances, person,
        [](const auto& page) { return page.attendances(); }, also);
  }
  std::vector<std::string> Results(const std::string& person, const std::string& also = "") {
    return Listed(
        assessments_, &v1::AssessmentsService::Stub::ListResults, person,
        [](const auto& page) { return page.results(); }, also);
  }
};

TEST_F(MergedServiceTest, TheTrainingOfBothRecordsIsReadByEither) {
  service_.Merge(kBesa, kAna);
  for (const std::string person : {"~ana", "~besa"}) {
    EXPECT_THAT(Enrolments(person), UnorderedElementsAre(Person(kAna), Person(kBesa)));
    EXPECT_THAT(Attendances(person), UnorderedElementsAre(Person(kAna), Person(kBesa)));
    EXPECT_THAT(Results(person), UnorderedElementsAre(Person(kAna), Person(kBesa)));
  }
}

TEST_F(MergedServiceTest, AlsoInACohortASessionAndAnAssessment) {
  service_.Merge(kBesa, kAna);
  const auto in = [](const std::string& field, const std::string& name) {
    return " AND " + field + " = \"" + Ref(name) + "\"";
  };
  EXPECT_THAT(Results("~ana", in("cohort", "cohorts/~2026")), ElementsAre(Person(kBesa)));
  EXPECT_THAT(Results("~besa", in("cohort", "cohorts/~2025")), ElementsAre(Person(kAna)));
  EXPECT_THAT(Results("~ana", in("assessment", "assessments/~final")),
              UnorderedElementsAre(Person(kAna), Person(kBesa)));
  EXPECT_THAT(Attendances("~ana", in("session", "sessions/~2026-1")), ElementsAre(Person(kBesa)));
  EXPECT_THAT(Attendances("~besa", in("session", "sessions/~2026-1")), ElementsAre(Person(kBesa)));
}

TEST_F(MergedServiceTest, OneHasOneOpenEnrolmentInACohortByWhicheverRecord) {
  service_.Merge(kBesa, kAna);
  service_.Merge(kCara, kAna);
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~ana", "2026"), &reply),
              Fails(Code::kAlreadyExists, "ENROLMENT_OPEN_UNIQUE"));
  EXPECT_THAT(Create(NewEnrolment("~cara", "2026"), &reply),
              Fails(Code::kAlreadyExists, "ENROLMENT_OPEN_UNIQUE"));
  MakeCohort("2027");
  v1::BatchCreateEnrolmentsRequest batch;
  batch.set_parent(kParent);
  batch.set_return_partial_success(true);
  for (const char* person : {"~ana", "~cara", "00000000-0000-7000-8000-00000000000d"})
    *batch.add_requests() = NewEnrolment(person, "2027");
  v1::BatchCreateEnrolmentsResponse created;
  ASSERT_THAT(CreateAll(batch, &created), IsOk());
  EXPECT_EQ(created.created_count(), 2);
  EXPECT_EQ(created.failed_requests().at(1).code(), grpc::StatusCode::ALREADY_EXISTS);
}

TEST_F(MergedServiceTest, AnImportAgainFindsTheEnrolmentsOfBothRecords) {
  Enrol(NewEnrolment("~besa", "2025"));
  service_.Merge(kBesa, kAna);
  v1::BatchCreateEnrolmentsRequest batch;
  batch.set_parent(kParent);
  batch.set_allow_existing(true);
  for (const char* person : {"~ana", "~besa"}) *batch.add_requests() = NewEnrolment(person, "2025");
  v1::BatchCreateEnrolmentsResponse again;
  ASSERT_THAT(CreateAll(batch, &again), IsOk());
  EXPECT_EQ(again.existing_count(), 2);
}

TEST_F(MergedServiceTest, TakenBackEachHasItsOwn) {
  service_.Merge(kBesa, kAna);
  service_.Merge(kBesa, "");
  EXPECT_THAT(Enrolments("~ana"), ElementsAre(Person(kAna)));
  EXPECT_THAT(Attendances("~besa"), ElementsAre(Person(kBesa)));
  EXPECT_THAT(Results("~besa"), ElementsAre(Person(kBesa)));
}

TEST_F(MergedServiceTest, ARunningCohortGoesOnWithTheRecordThatIsInIt) {
  service_.Merge(kBesa, kAna);
  v1::BatchCreateAttendancesRequest batch;
  Add(batch, "2026-2", "~besa", vocabulary::v1::ATTENDANCE_CODE_LATE);
  v1::BatchCreateAttendancesResponse reply;
  EXPECT_THAT(CreateAll(batch, &reply), IsOk());
}

}  // namespace
}  // namespace waymark::courses
