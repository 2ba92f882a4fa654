// What an instructor can see and change: Bea teaches the cohort "own" with Ana, not
// "other" with Besa; Cara has applied for the first.
#include <gmock/gmock.h>

#include "services/courses/instructor_fixture.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a2";

class TaughtServiceTest : public InstructorFixture {
 protected:
  TaughtServiceTest() {
    v1::Course course;
    course.set_external_id("driving");
    course.set_title("Driving");
    MakeCourse(course);
    for (const std::string cohort : {"own", "other"}) {
      auto request = NewCohort(cohort);
      request.mutable_cohort()->set_starts_on("2020-01-05");
      request.mutable_cohort()->set_unit(Ref(std::string("units/") + (cohort == "own" ? kNorth : kSouth)));
      if (cohort == "other") request.mutable_cohort()->set_course(Ref("courses/~driving"));
      MakeCohort(request);
      MakeSessions(cohort, 2);
      MakeAssessment(cohort + "-exam", Ref(cohort == "own" ? "courses/~leadership" : "courses/~driving"));
    }
    ana_ = Enrol(NewEnrolment("~ana", "own"));
    besa_ = Enrol(NewEnrolment("~besa", "other"));
    cara_ = Enrol(NewEnrolment("~cara", "own", vocabulary::v1::ENROLMENT_STATE_APPLIED));
    Attend("own", "~ana", 1);
    Attend("other", "~besa", 1);
    Score("own-exam", "~ana");
    Score("other-exam", "~besa");
    teaching_ = Teach(kBea, "own");
    Teach(kDan, "other");
    AsInstructor();
  }

  static identity::v1::CallerContext Instructor(const std::string& unit) {
    auto caller = testing::CallerInUnit(identity::v1::ROLE_INSTRUCTOR, "asp", unit);
    caller.set_account_id(kBea);
    return caller;
  }
  // Bea, in the whole organization or in a unit.
  void AsInstructor(const std::string& unit = "") { service_.As(Instructor(unit)); }
  void AsKeeper() { service_.As(testing::AnyRole()); }

  using InstructorFixture::MakeAssessment;
  void MakeAssessment(const std::string& external_id, const std::string& course) {
    v1::CreateAssessmentRequest request;
    request.set_parent(kParent);
    request.mutable_assessment()->set_external_id(external_id);
    request.mutable_assessment()->set_course(course);
    request.mutable_assessment()->set_kind(vocabulary::v1::ASSESSMENT_KIND_FINAL);
    v1::Assessment reply;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::CreateAssessment, request, &reply), IsOk());
  }
  grpc::Status Record(const std::string& assessment, const std::string& person, int attempt) {
    v1::BatchCreateResultsRequest batch;
    Add(batch, assessment, person, 1, attempt);
    v1::BatchCreateResultsResponse reply;
    return CreateAll(batch, &reply);
  }
  void Score(const std::string& assessment, const std::string& person) {
    EXPECT_THAT(Record(assessment, person, 1), IsOk());
  }
  grpc::Status Attend(const std::string& session, const std::string& person) {
    v1::BatchCreateAttendancesRequest batch;
    Add(batch, session, person, vocabulary::v1::ATTENDANCE_CODE_PRESENT);
    v1::BatchCreateAttendancesResponse reply;
    return CreateAll(batch, &reply);
  }
  using InstructorFixture::Attend;

  // External ids, or participants, of all that is listed.
  std::vector<std::string> Cohorts() {
    return TextsOf(List(cohorts_, &v1::CohortsService::Stub::ListCohorts).cohorts(),
                   &v1::Cohort::external_id);
  }
  std::vector<std::string> Sessions() {
    return TextsOf(List(cohorts_, &v1::CohortsService::Stub::ListSessions).sessions(),
                   &v1::Session::external_id);
  }
  std::vector<std::string> Assessments() {
    return TextsOf(List(assessments_, &v1::AssessmentsService::Stub::ListAssessments).assessments(),
                   &v1::Assessment::external_id);
  }
  std::vector<std::string> Instructors() {
    return TextsOf(List(instructors_, &v1::InstructorsService::Stub::ListInstructors).instructors(),
                   &v1::Instructor::account);
  }
  std::vector<std::string> Enrolled() {
    return TextsOf(List(enrolments_, &v1::EnrolmentsService::Stub::ListEnrolments).enrolments(),
                   &v1::Enrolment::participant);
  }
  std::vector<std::string> Attended() {
    return TextsOf(List(attendances_, &v1::AttendancesService::Stub::ListAttendances).attendances(),
                   &v1::Attendance::participant);
  }
  std::vector<std::string> Assessed() {
    return TextsOf(List(assessments_, &v1::AssessmentsService::Stub::ListResults).results(),
                   &v1::Result::participant);
  }
  std::vector<std::string> Certified() {
    return TextsOf(List(credentials_, &v1::CredentialsService::Stub::ListCredentials).credentials(),
                   &v1::Credential::participant);
  }

  // The first page of everything.
  template <typename Request, typename Stub, typename Page>
  Page List(const std::unique_ptr<Stub>& stub,
            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Page*)) {
    Request request;
    request.set_parent(kParent);
    Page page;
    EXPECT_THAT(Call(stub, method, request, &page), IsOk());
    return page;
  }
  template <typename Records, typename Text>
  static std::vector<std::string> TextsOf(const Records& records, Text text) {
    std::vector<std::string> texts;
    for (const auto& record : records) texts.push_back((record.*text)());
    return texts;
  }

  grpc::Status GetEnrolment(const std::string& name) {
    v1::GetEnrolmentRequest request;
    request.set_name(name);
    v1::Enrolment reply;
    return Call(enrolments_, &v1::EnrolmentsService::Stub::GetEnrolment, request, &reply);
  }
  grpc::Status GetCohort(const std::string& external_id) {
    v1::GetCohortRequest request;
    request.set_name(Ref("cohorts/~" + external_id));
    v1::Cohort reply;
    return Call(cohorts_, &v1::CohortsService::Stub::GetCohort, request, &reply);
  }
  grpc::Status GetSession(const std::string& external_id) {
    v1::GetSessionRequest request;
    request.set_name(Ref("sessions/~" + external_id));
    v1::Session reply;
    return Call(cohorts_, &v1::CohortsService::Stub::GetSession, request, &reply);
  }
  void ExpectNothingIsSeen() {
    EXPECT_THAT(Cohorts(), IsEmpty());
    EXPECT_THAT(Sessions(), IsEmpty());
    EXPECT_THAT(Assessments(), IsEmpty());
    EXPECT_THAT(Instructors(), IsEmpty());
    EXPECT_THAT(Enrolled(), IsEmpty());
    EXPECT_THAT(Attended(), IsEmpty());
    EXPECT_THAT(Assessed(), IsEmpty());
  }

  v1::Enrolment ana_, besa_, cara_;
  v1::Instructor teaching_;
};

TEST_F(TaughtServiceTest, OwnCohortsAndWhatHangsFromThemAreSeen) {
  EXPECT_THAT(Cohorts(), ElementsAre("own"));
  EXPECT_THAT(Sessions(), ElementsAre("own-1", "own-2"));
  EXPECT_THAT(Assessments(), ElementsAre("own-exam"));
  EXPECT_THAT(Instructors(), ElementsAre(std::string("accounts/") + kBea));
  EXPECT_THAT(Attended(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Assessed(), ElementsAre(Person(kAna)));
  EXPECT_THAT(GetCohort("own"), IsOk());
  EXPECT_THAT(GetSession("own-1"), IsOk());
}

TEST_F(TaughtServiceTest, OthersAreAsIfTheyWereNotThere) {
  EXPECT_THAT(GetCohort("other"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(GetSession("other-1"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(GetEnrolment(besa_.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(TaughtServiceTest, WhoOnlyAppliedIsNotOnTheRoster) {
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  EXPECT_THAT(GetEnrolment(cara_.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  AsKeeper();
  v1::Enrolment moved;
  ASSERT_THAT(Move(cara_.name(), vocabulary::v1::ENROLMENT_STATE_ACCEPTED, &moved), IsOk());
  AsInstructor();
  EXPECT_THAT(Enrolled(), UnorderedElementsAre(Person(kAna), Person(kCara)));
  AsKeeper();
  ASSERT_THAT(Move(cara_.name(), vocabulary::v1::ENROLMENT_STATE_NO_SHOW, &moved), IsOk());
  AsInstructor();
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
}

TEST_F(TaughtServiceTest, WhoLeavesAfterTakingPartStaysOnTheRoster) {
  AsKeeper();
  v1::Enrolment moved;
  ASSERT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_DROPPED_OUT, &moved), IsOk());
  AsInstructor();
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  AsKeeper();
  ASSERT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_VOIDED, &moved), IsOk());
  AsInstructor();
  EXPECT_THAT(Enrolled(), IsEmpty());
  EXPECT_THAT(Assessed(), IsEmpty());
}

TEST_F(TaughtServiceTest, AttendanceIsRecordedInOwnCohortsOnly) {
  EXPECT_THAT(Attend("own-2", "~ana"), IsOk());
  EXPECT_THAT(Attend("other-2", "~besa"), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Attend("other-2", "~ana"), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Attend("own-2", "~besa"), Fails(Code::kFailedPrecondition, "NOT_ENROLLED"));
}

TEST_F(TaughtServiceTest, ResultsAreRecordedInOwnCohortsOnly) {
  EXPECT_THAT(Record("own-exam", "~ana", 2), IsOk());
  EXPECT_THAT(Record("other-exam", "~besa", 2), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Record("own-exam", "~besa", 1), Fails(Code::kFailedPrecondition, "NOT_ENROLLED"));
}

TEST_F(TaughtServiceTest, AnAssessmentOfACourseShowsTheResultsOfOwnCohortsOnly) {
  AsKeeper();
  MakeCohort("next");
  Enrol(NewEnrolment("~besa", "next"));
  Score("own-exam", "~besa");
  AsInstructor();
  EXPECT_THAT(Assessed(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Record("own-exam", "~besa", 2), Fails(Code::kFailedPrecondition, "NOT_ENROLLED"));
}

TEST_F(TaughtServiceTest, CredentialsOfOwnCohortsAreSeen) {
  AsKeeper();
  ASSERT_THAT(Attend("own-2", "~ana"), IsOk());
  for (const char* cohort : {"own", "other"}) {
    v1::GraduateCohortResponse reply;
    ASSERT_THAT(Graduate(Graduation(cohort), &reply), IsOk());
  }
  ASSERT_EQ(Certified().size(), 2u);
  AsInstructor();
  EXPECT_THAT(Certified(), ElementsAre(Person(kAna)));
}

TEST_F(TaughtServiceTest, EnrolmentsAndCohortsAreNotChanged) {
  v1::Enrolment enrolment;
  EXPECT_THAT(Move(ana_.name(), vocabulary::v1::ENROLMENT_STATE_SUSPENDED, &enrolment),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  v1::Instructor instructor;
  EXPECT_THAT(Create(NewInstructor(kBea, "other"), &instructor),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(End(teaching_.name(), &instructor), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(TaughtServiceTest, WhoTeachesNoMoreSeesNothingAtOnce) {
  AsKeeper();
  v1::Instructor ended;
  ASSERT_THAT(End(teaching_.name(), &ended), IsOk());
  AsInstructor();
  ExpectNothingIsSeen();
  EXPECT_THAT(Attend("own-2", "~ana"), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
}

TEST_F(TaughtServiceTest, WhoDoesNotTeachYetSeesNothing) {
  AsKeeper();
  v1::Instructor reply;
  ASSERT_THAT(End(teaching_.name(), &reply), IsOk());
  auto later = NewInstructor(kBea, "own");
  later.mutable_instructor()->mutable_start_time()->set_seconds(4'000'000'000);
  ASSERT_THAT(Create(later, &reply), IsOk());
  AsInstructor();
  ExpectNothingIsSeen();
}

TEST_F(TaughtServiceTest, AGrantForAUnitReachesTheOwnCohortsItRuns) {
  AsInstructor(kNorth);
  EXPECT_THAT(Cohorts(), ElementsAre("own"));
  EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
  AsInstructor(kSouth);
  ExpectNothingIsSeen();
}

TEST_F(TaughtServiceTest, OtherRolesAreAddedToWhatIsTaught) {
  service_.Place(kBesa, kSouth);
  auto caller = Instructor("");
  *caller.add_grants() = testing::CallerInUnit(identity::v1::ROLE_COMMANDER, "asp", kSouth).grants(0);
  service_.As(caller);
  EXPECT_THAT(Cohorts(), ElementsAre("own", "other"));
  EXPECT_THAT(Enrolled(), UnorderedElementsAre(Person(kAna), Person(kBesa)));
  // A commander records none: of that it is the instructor's reach alone.
  EXPECT_THAT(Attend("own-2", "~ana"), IsOk());
  EXPECT_THAT(Attend("other-2", "~besa"), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
}

TEST_F(TaughtServiceTest, NothingOfOneCallerIsLeftForTheNext) {
  service_.Place(kBesa, kSouth);
  for (int i = 0; i < 20; ++i) {
    AsInstructor();
    EXPECT_THAT(Enrolled(), ElementsAre(Person(kAna)));
    service_.As(testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", kSouth));
    EXPECT_THAT(Enrolled(), ElementsAre(Person(kBesa)));
    EXPECT_THAT(Cohorts(), ElementsAre("own", "other"));
  }
}

}  // namespace
}  // namespace waymark::courses
