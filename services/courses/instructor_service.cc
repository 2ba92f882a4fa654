#include <algorithm>

#include "services/common/rpc/constraints.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/courses/cohort_records.h"
#include "services/courses/records.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/instructors.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"INSTRUCTOR_ENDLESS_UNIQUE",
     [](const Call&) { return AlreadyExists("instructor.account", "teaches this cohort already"); }}};

// FAILED_PRECONDITION / NOT_AN_INSTRUCTOR.
Error NotAnInstructor() {
  return FailedPrecondition("NOT_AN_INSTRUCTOR",
                            "the account may not teach: let an administrator grant it ROLE_INSTRUCTOR first")
      .WithViolation("instructor.account", "must be an account with the role INSTRUCTOR");
}

// FAILED_PRECONDITION / INSTRUCTOR_ENDED.
Error InstructorEnded() {
  return FailedPrecondition("INSTRUCTOR_ENDED", "the account does not teach the cohort any more");
}

// Whether they have taught by `time`.
bool EndsBy(TimePoint time, const v1::Instructor& instructor) {
  return instructor.has_end_time() && rpc::PointOf(instructor.end_time()) <= time;
}

// `before` is null for a new one.
events::Changes Changed(const Call& call, const v1::Instructor* before, const v1::Instructor& instructor,
                        int version) {
  const std::string id(rpc::LastPart(instructor.name()));
  auto changes = call.NewChanges();
  auto& changed =
      *changes.Add("instructor.changed", "instructors/" + id, version).mutable_instructor_changed();
  changed.set_instructor_id(id);
  changed.set_cohort_id(std::string(rpc::LastPart(instructor.cohort())));
  changed.set_account_id(std::string(rpc::LastPart(instructor.account())));
  *changed.mutable_start_time() = instructor.start_time();
  if (instructor.has_end_time()) *changed.mutable_end_time() = instructor.end_time();
  changes.Describe(before, instructor);
  return changes;
}

// To the microsecond, as they are kept.
void SetTimes(const Call& call, v1::Instructor& instructor) {
  const TimePoint start = instructor.has_start_time() ? rpc::PointOf(instructor.start_time()) : call.now();
  *instructor.mutable_start_time() = rpc::StampOf(start);
  if (!instructor.has_end_time()) return;
  *instructor.mutable_end_time() = rpc::StampOf(rpc::PointOf(instructor.end_time()));
  if (EndsBy(std::max(start, call.now()), instructor))
    throw InvalidField("instructor.end_time", "must be in the future and after start_time");
}

// The cohort and the account in UUID form.
void Resolve(Call& call, v1::Instructor& instructor) {
  const rpc::References cohorts(call, sql::kResolveCohorts, {instructor.cohort()});
  const db::Row* cohort = IfKept(cohorts[0]);
  if (!cohort) throw ReferenceNotFound("instructor.cohort", "cohort");
  const auto account = rpc::AskAccount(call, "instructor.account", instructor.account(),
                                       waymark::identity::v1::ROLE_INSTRUCTOR);
  if (!account.open) throw NotAnInstructor();
  instructor.set_cohort(rpc::Name(call.organization(), "cohorts", cohort->Text("id")));
  instructor.set_account("accounts/" + account.id);
}

void Create(Call& call, const v1::CreateInstructorRequest& request, v1::Instructor& reply) {
  reply = request.instructor();
  SetTimes(call, reply);
  Resolve(call, reply);
  const std::string id = call.NewId();
  rpc::SetCreated(call, rpc::Name(call.organization(), "instructors", id), reply);
  const auto params = db::Params()
                          .SetFields(reply)
                          .Set("instructor_id", id)
                          .Set("cohort_id", rpc::LastPart(reply.cohort()))
                          .Set("account_id", rpc::LastPart(reply.account()));
  rpc::Explained(call, kMeanings, [&] {
    call.Write(sql::kCreateInstructor, params, Changed(call, nullptr, reply, 1), reply);
  });
}

db::Params OneInstructor(const std::string& name) {
  return db::Params().Set("instructor_id", rpc::LastPart(name));
}

void Get(Call& call, const v1::GetInstructorRequest& request, v1::Instructor& reply) {
  FillRecord(call, call.ReadOne(sql::kGetInstructor, OneInstructor(request.name()), request.name()), reply);
}

void List(Call& call, const v1::ListInstructorsRequest& request, v1::ListInstructorsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"cohort", "account", "active"});
  auto params = db::Params()
                    .Set("after", page.key(0))
                    .Set("limit", page.limit())
                    .Set("active", rpc::BoolFilter(filter, "active"))
                    .Set("now", call.now());
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  rpc::SetFilterAccount(filter, "account", params);
  const auto rows = call.Read(sql::kListInstructors, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_instructors(), {"_instructor_id"}));
}

void End(Call& call, const v1::EndInstructorRequest& request, v1::Instructor& reply) {
  const auto one = OneInstructor(request.name());
  auto tx = call.Begin();
  call.One(tx, sql::kLockInstructor, one, request.name());
  const auto row = call.One(tx, sql::kGetInstructor, one, request.name());
  FillRecord(call, row, reply);
  const int version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, reply.name(), request.etag(), version);
  if (EndsBy(call.now(), reply)) throw InstructorEnded();
  const v1::Instructor before = reply;
  *reply.mutable_end_time() = rpc::Now(call);
  rpc::SetUpdated(call, version + 1, reply);
  call.Run(tx, sql::kEndInstructor, OneInstructor(request.name()).Set("now", call.now()));
  call.Record(tx, Changed(call, &before, reply, version + 1), reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeInstructorsService() {
  return {v1::InstructorsService::service_full_name(),
          {{"CreateInstructor", Create},
           {"GetInstructor", Get},
           {"ListInstructors", List},
           {"EndInstructor", End}}};
}

}  // namespace waymark::courses
