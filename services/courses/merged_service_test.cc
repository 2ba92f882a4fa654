// The training of a person who was recorded twice: Besa is Ana.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;
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

  // For whom what is listed of a person was recorded; `items` are those of a page.
  template <typename Request, typename Page, typename Stub, typename Items>
  std::vector<std::string> Listed(const std::unique_ptr<Stub>& stub,
                                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Page*),
                                  const std::string& person, Items items) {
    Request request;
    request.set_parent(kParent);
    request.set_filter("participant = \"" + Person(person) + "\"");
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
  std::vector<std::string> Attendances(const std::string& person) {
    return Listed(attendances_, &v1::AttendancesService::Stub::ListAttendances, person,
                  [](const auto& page) { return page.attendances(); });
  }
  std::vector<std::string> Results(const std::string& person) {
    return Listed(assessments_, &v1::AssessmentsService::Stub::ListResults, person,
                  [](const auto& page) { return page.results(); });
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
