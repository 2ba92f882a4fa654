// Records of protected persons: who reads them is in the audit log, and their
// attributes are for whom they are open to.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using testing::IsOk;

class ProtectionServiceTest : public ServiceFixture {
 protected:
  ProtectionServiceTest() {
    MakeCohort("2026");
    MakeSessions("2026", 1);
    MakeAssessment("final", 50);
    ana_ = EnrolWithAttribute("~ana");
    besa_ = EnrolWithAttribute("~besa");
    cara_ = EnrolWithAttribute("~cara");
    // Besa is open to the caller, Cara is not.
    service_.directory().Protect(kBesa, false);
    service_.directory().Protect(kCara, true);
  }

  v1::Enrolment EnrolWithAttribute(const std::string& person) {
    auto request = NewEnrolment(person, "2026");
    auto& attribute = *request.mutable_enrolment()->add_attributes();
    attribute.set_key("school");
    attribute.set_value("of " + person);
    return Enrol(request);
  }
  grpc::Status Get(const v1::Enrolment& enrolment, v1::Enrolment* reply) {
    v1::GetEnrolmentRequest request;
    request.set_name(enrolment.name());
    return Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolment, request, reply);
  }
  v1::Enrolment Got(const v1::Enrolment& enrolment) {
    v1::Enrolment reply;
    EXPECT_THAT(Get(enrolment, &reply), IsOk());
    return reply;
  }
  v1::ListEnrolmentsResponse Listed() {
    v1::ListEnrolmentsRequest request;
    request.set_parent(kParent);
    v1::ListEnrolmentsResponse reply;
    EXPECT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments, request, &reply), IsOk());
    return reply;
  }
  // Whose readings were recorded so far; forgets them.
  std::vector<std::string> Readings() {
    std::vector<std::string> persons;
    for (const db::Row row :
         owner_.Execute("WITH read AS (DELETE FROM change WHERE type = 'record.read' RETURNING aggregate)"
                        " SELECT aggregate FROM read ORDER BY aggregate"))
      persons.push_back(row.Text("aggregate"));
    return persons;
  }

  const std::string besas_ = std::string("participants/") + kBesa;
  const std::string caras_ = std::string("participants/") + kCara;
  db::Connection owner_{service_.database().admin()};
  v1::Enrolment ana_, besa_, cara_;
};

TEST_F(ProtectionServiceTest, AttributesAreLeftOutWhereTheCallerMayNotSeeThem) {
  for (const auto& open : {ana_, besa_}) {
    const auto got = Got(open);
    EXPECT_EQ(got.attributes_size(), 1);
    EXPECT_FALSE(got.redacted());
  }
  const auto hidden = Got(cara_);
  EXPECT_EQ(hidden.attributes_size(), 0);
  EXPECT_TRUE(hidden.redacted());
  EXPECT_EQ(hidden.state(), cara_.state());
  EXPECT_EQ(hidden.etag(), cara_.etag());
}

TEST_F(ProtectionServiceTest, ListsAndBatchesLeaveThemOutToo) {
  int redacted = 0;
  const auto listed = Listed();
  for (const auto& enrolment : listed.enrolments()) {
    EXPECT_EQ(enrolment.redacted(), enrolment.participant() == cara_.participant());
    EXPECT_EQ(enrolment.attributes().empty(), enrolment.redacted());
    redacted += enrolment.redacted();
  }
  EXPECT_EQ(redacted, 1);
  v1::BatchGetEnrolmentsRequest request;
  request.set_parent(kParent);
  for (const auto& enrolment : {cara_, ana_}) request.add_names(enrolment.name());
  v1::BatchGetEnrolmentsResponse reply;
  ASSERT_THAT(Call(enrolments_, &v1::EnrolmentsService::Stub::BatchGetEnrolments, request, &reply), IsOk());
  EXPECT_TRUE(reply.enrolments(0).redacted());
  EXPECT_FALSE(reply.enrolments(1).redacted());
  EXPECT_THAT(Readings(), ElementsAre(besas_, caras_, caras_));
}

TEST_F(ProtectionServiceTest, ReadingAnEnrolmentIsRecorded) {
  Got(ana_);
  EXPECT_THAT(Readings(), ElementsAre());
  Got(besa_);
  EXPECT_THAT(Readings(), ElementsAre(besas_));
}

TEST_F(ProtectionServiceTest, ReadingAttendancesAndResultsIsRecordedOncePerPerson) {
  for (const char* person : {"~ana", "~besa"}) Attend("2026", person, 1);
  v1::BatchCreateResultsRequest results;
  for (const int attempt : {1, 2}) Add(results, "final", "~besa", 60, attempt);
  v1::BatchCreateResultsResponse created;
  ASSERT_THAT(CreateAll(results, &created), IsOk());
  EXPECT_THAT(Readings(), ElementsAre());

  v1::ListAttendancesRequest attendances;
  attendances.set_parent(kParent);
  v1::ListAttendancesResponse attended;
  ASSERT_THAT(Call(attendances_, &v1::AttendancesService::Stub::ListAttendances, attendances, &attended),
              IsOk());
  EXPECT_EQ(attended.attendances_size(), 2);
  EXPECT_THAT(Readings(), ElementsAre(besas_));

  v1::ListResultsRequest list;
  list.set_parent(kParent);
  v1::ListResultsResponse resulted;
  ASSERT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::ListResults, list, &resulted), IsOk());
  EXPECT_EQ(resulted.results_size(), 2);
  EXPECT_THAT(Readings(), ElementsAre(besas_));
}

TEST_F(ProtectionServiceTest, ReadingACredentialIsRecorded) {
  MakeCohort("2025");
  auto request = NewEnrolment("~besa", "2025", vocabulary::v1::ENROLMENT_STATE_GRADUATED);
  request.mutable_enrolment()->set_historical(true);
  v1::IssueCredentialRequest issue;
  issue.set_name(Enrol(request).name());
  v1::Credential issued;
  ASSERT_THAT(Call(credentials_, &v1::CredentialsService::Stub::IssueCredential, issue, &issued), IsOk());
  EXPECT_THAT(Readings(), ElementsAre());

  v1::GetCredentialRequest get;
  get.set_name(issued.name());
  v1::Credential got;
  ASSERT_THAT(Call(credentials_, &v1::CredentialsService::Stub::GetCredential, get, &got), IsOk());
  EXPECT_THAT(Readings(), ElementsAre(besas_));

  v1::ListCredentialsRequest list;
  list.set_parent(kParent);
  v1::ListCredentialsResponse listed;
  ASSERT_THAT(Call(credentials_, &v1::CredentialsService::Stub::ListCredentials, list, &listed), IsOk());
  EXPECT_EQ(listed.credentials_size(), 1);
  EXPECT_THAT(Readings(), ElementsAre(besas_));
}

TEST_F(ProtectionServiceTest, WhatWasReadIsNoChangeOfARecord) {
  Listed();
  EXPECT_THAT(BrokenInvariants(), ::testing::IsEmpty());
}

TEST_F(ProtectionServiceTest, WhoIsNotFoundAnyMoreIsTakenForProtected) {
  service_.directory().Forget(kAna);
  EXPECT_TRUE(Got(ana_).redacted());
  EXPECT_THAT(Readings(), ElementsAre(std::string("participants/") + kAna));
}

TEST_F(ProtectionServiceTest, NothingIsReadWhereNobodySaysWhoIsProtected) {
  service_.directory().down = true;
  v1::Enrolment reply;
  EXPECT_EQ(Get(ana_, &reply).error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace waymark::courses
