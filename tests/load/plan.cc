#include "tests/load/plan.h"

#include "services/common/base/ids.h"
#include "waymark/courses/v1/cohorts.pb.h"
#include "waymark/courses/v1/enrolments.pb.h"
#include "waymark/courses/v1/graduation.pb.h"
#include "waymark/participants/v1/participants.pb.h"
#include "waymark/progression/v1/careers.pb.h"

namespace waymark::load {
namespace {

using namespace waymark::vocabulary::v1;

constexpr unsigned kWrongOnceIn = 20;
constexpr char kBegins[] = "2026-01-05", kCompletes[] = "2026-02-02", kGraduates[] = "2026-03-02",
               kPromotes[] = "2026-04-01";

template <typename Request, typename Reply>
struct Draft {
  Draft(Kind kind, std::string method)
      : call{.operation = {.request_id = NewUuid(), .kind = kind, .valid = true, .content = ""},
             .method = std::move(method),
             .request = std::make_unique<Request>(),
             .reply = std::make_unique<Reply>()},
        request(static_cast<Request&>(*call.request)) {
    request.set_request_id(call.operation.request_id);
  }
  const std::string& id() const { return call.operation.request_id; }

  Call call;
  Request& request;
};

}  // namespace

std::string EntityOf(const google::protobuf::Message& reply) {
  const auto* field = reply.GetDescriptor()->FindFieldByName("name");
  if (field == nullptr) return "";
  const std::string name = reply.GetReflection()->GetString(reply, field);
  return name.substr(name.find('/', name.find('/') + 1) + 1);
}

ClassPlan::ClassPlan(std::string organization, std::minstd_rand& random)
    : parent_("organizations/" + std::move(organization)), random_(random) {}

Call ClassPlan::Next() {
  if (random_() % kWrongOnceIn == 0) return Wrong();
  const size_t step = step_++;
  if (step == 0) return Begin();
  if (step <= kPeople) return Register();
  if (step <= 2 * kPeople) return Enrol(people_[step - kPeople - 1]);
  if (step == 2 * kPeople + 1) return Complete();
  if (step == 2 * kPeople + 2) return Graduate();
  return Promote(people_[step - 2 * kPeople - 3]);
}

void ClassPlan::Made(const Operation& operation, const std::string& entity) {
  if (operation.kind == Kind::kCohort) cohort_ = entity;
  if (operation.kind == Kind::kParticipant) people_.push_back(entity);
  if (operation.kind == Kind::kEnrolment) enrolments_.push_back(entity);
}

Call ClassPlan::Begin() {
  Draft<courses::v1::CreateCohortRequest, courses::v1::Cohort> draft(
      Kind::kCohort, "waymark.courses.v1.CohortsService/CreateCohort");
  draft.request.set_parent(parent_);
  auto& cohort = *draft.request.mutable_cohort();
  cohort.set_external_id(draft.id());
  cohort.set_course(Name("courses/~LOAD"));
  cohort.set_starts_on(kBegins);
  cohort.set_state(COHORT_STATE_RUNNING);
  draft.call.operation.content = kBegins;
  return std::move(draft.call);
}

// Without an id from outside: that a name comes once is for the request_id to see to.
Call ClassPlan::Register() {
  Draft<participants::v1::CreateParticipantRequest, participants::v1::Participant> draft(
      Kind::kParticipant, "waymark.participants.v1.ParticipantsService/CreateParticipant");
  draft.request.set_parent(parent_);
  draft.request.mutable_participant()->set_display_name(draft.id());
  const Sex sex = random_() % 2 == 0 ? SEX_FEMALE : SEX_MALE;
  draft.request.mutable_participant()->set_sex(sex);
  draft.call.operation.content = std::to_string(sex);
  return std::move(draft.call);
}

Call ClassPlan::Enrol(const std::string& person) {
  Draft<courses::v1::CreateEnrolmentRequest, courses::v1::Enrolment> draft(
      Kind::kEnrolment, "waymark.courses.v1.EnrolmentsService/CreateEnrolment");
  draft.request.set_parent(parent_);
  auto& enrolment = *draft.request.mutable_enrolment();
  enrolment.set_external_id(draft.id());
  enrolment.set_participant(Name(person));
  enrolment.set_cohort(Name(cohort_));
  enrolment.set_state(ENROLMENT_STATE_ACTIVE);
  enrolment.set_enrolled_on(kBegins);
  enrolment.set_state_on(kBegins);
  draft.call.operation.content = person + " " + cohort_;
  return std::move(draft.call);
}

Call ClassPlan::Complete() {
  Draft<courses::v1::ChangeEnrolmentStateRequest, courses::v1::Enrolment> draft(
      Kind::kCompletion, "waymark.courses.v1.EnrolmentsService/ChangeEnrolmentState");
  draft.request.set_name(Name(enrolments_.front()));
  draft.request.set_state(ENROLMENT_STATE_COMPLETED);
  draft.request.set_state_on(kCompletes);
  return std::move(draft.call);
}

Call ClassPlan::Graduate() {
  Draft<courses::v1::GraduateCohortRequest, courses::v1::GraduateCohortResponse> draft(
      Kind::kGraduation, "waymark.courses.v1.CohortsService/GraduateCohort");
  draft.request.set_name(Name(cohort_));
  draft.request.set_graduated_on(kGraduates);
  return std::move(draft.call);
}

Call ClassPlan::Promote(const std::string& person) {
  Draft<progression::v1::CreateCareerEventRequest, progression::v1::CareerEvent> draft(
      Kind::kCareer, "waymark.progression.v1.CareersService/CreateCareerEvent");
  draft.request.set_parent(parent_);
  auto& event = *draft.request.mutable_career_event();
  event.set_external_id(draft.id());
  event.set_participant(Name(person));
  event.set_type(CAREER_EVENT_TYPE_PROMOTION);
  event.set_rung(Name("rungs/~LOAD"));
  event.set_effective_on(kPromotes);
  draft.call.operation.content = person + " " + kPromotes;
  return std::move(draft.call);
}

// A person without a name, one who is not there, a rung that is not there.
Call ClassPlan::Wrong() {
  Call call;
  switch (random_() % 3) {
    case 0:
      call = Register();
      static_cast<participants::v1::CreateParticipantRequest&>(*call.request)
          .mutable_participant()
          ->clear_display_name();
      break;
    case 1:
      call = Enrol("participants/" + NewUuid());
      break;
    default:
      call = Promote("participants/" + NewUuid());
  }
  call.operation.valid = false;
  return call;
}

}  // namespace waymark::load
