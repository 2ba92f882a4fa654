#include <algorithm>

#include "services/common/rpc/constraints.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/readings.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/state_day.h"
#include "services/progression/mentorship_states.h"
#include "services/progression/records.h"
#include "services/progression/services.h"
#include "services/progression/sql.h"
#include "waymark/progression/v1/mentorships.grpc.pb.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using namespace waymark::vocabulary::v1;  // NOLINT: the states and modes
using rpc::Call;

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"MENTORSHIP_OPEN_UNIQUE",
     [](const Call&) { return AlreadyExists("mentorship.mentee", "has this mentor already"); }}};

std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }

void FillMentorship(const Call& call, const db::Row& row, v1::Mentorship& mentorship) {
  row.Fill(mentorship);
  mentorship.set_etag(call.tokens().Etag(mentorship.name(), row.Int("_version")));
}

// Puts it into a state since a day.
void Enter(MentorshipState state, const std::string& day, v1::Mentorship& mentorship) {
  mentorship.set_state(state);
  mentorship.set_state_on(day);
  if (state == MENTORSHIP_STATE_ACTIVE && mentorship.started_on().empty())
    mentorship.set_started_on(mentorship.state_on());
  if (IsEnded(state) && mentorship.ended_on().empty()) mentorship.set_ended_on(mentorship.state_on());
}

// `before` is null for a new one.
const char* TypeOf(const v1::Mentorship* before, const v1::Mentorship& after) {
  const bool had_started = before != nullptr && !before->started_on().empty();
  if (!had_started && !after.started_on().empty()) return "mentorship.started";
  if (had_started && before->ended_on().empty() && !after.ended_on().empty()) return "mentorship.ended";
  return "mentorship.changed";
}

events::Changes Changed(const Call& call, const v1::Mentorship* before, const v1::Mentorship& after,
                        int version) {
  const std::string id = IdOf(after.name());
  auto changes = call.NewChanges();
  auto& event = changes.Add(TypeOf(before, after), "mentorships/" + id, version, after.mentee());
  *event.mutable_time() = events::DayOr(after.state_on(), call.now());
  auto& changed = *event.mutable_mentorship_changed();
  changed.set_mentorship_id(id);
  changed.set_participant_id(IdOf(after.mentee()));
  changed.set_account_id(IdOf(after.mentor()));
  changed.set_mode(after.mode());
  if (before != nullptr) changed.set_from(before->state());
  changed.set_to(after.state());
  changed.set_state_on(after.state_on());
  changed.set_started_on(after.started_on());
  changes.Describe(before, after);
  return changes;
}

// The mentor and the mentee in UUID form.
void Resolve(Call& call, v1::Mentorship& mentorship) {
  const auto mentee = rpc::AskDirectory(call, "participants", {mentorship.mentee()}).front();
  if (mentee.id.empty()) throw ReferenceNotFound("mentorship.mentee", "participant");
  if (!mentee.open)
    throw NotAllowed("PARTICIPANT_CLOSED", "mentorship.mentee", "the participant is deceased or erased");
  const auto mentor =
      rpc::AskAccount(call, "mentorship.mentor", mentorship.mentor(), waymark::identity::v1::ROLE_MENTOR);
  if (!mentor.open)
    throw NotAllowed("NOT_A_MENTOR", "mentorship.mentor",
                     "the account may not be a mentor: let an administrator grant it ROLE_MENTOR first");
  if (std::find(mentor.participant_ids.begin(), mentor.participant_ids.end(), mentee.id) !=
      mentor.participant_ids.end())
    throw NotAllowed("OWN_MENTOR", "mentorship.mentor", "the account is the mentee's own");
  mentorship.set_mentee(rpc::Name(call.organization(), "participants", mentee.id));
  mentorship.set_mentor("accounts/" + mentor.id);
}

void Create(Call& call, const v1::CreateMentorshipRequest& request, v1::Mentorship& reply) {
  reply = request.mentorship();
  reply.clear_started_on();
  reply.clear_ended_on();
  if (reply.mode() == MENTORSHIP_MODE_UNSPECIFIED) reply.set_mode(MENTORSHIP_MODE_ADMIN);
  if (reply.state() == MENTORSHIP_STATE_UNSPECIFIED) reply.set_state(MENTORSHIP_STATE_PROPOSED);
  if (!MayBegin(reply.state()))
    throw InvalidField("mentorship.state", "must be PROPOSED, PENDING_ACCEPTANCE or ACTIVE");
  Enter(reply.state(), rpc::StateDayOr(reply.state_on(), "", call.now()), reply);
  Resolve(call, reply);
  const std::string id = call.NewId();
  rpc::SetCreated(call, rpc::Name(call.organization(), "mentorships", id), reply);
  const auto params = db::Params()
                          .Set("mentorship_id", id)
                          .Set("account_id", rpc::LastPart(reply.mentor()))
                          .Set("participant_id", rpc::LastPart(reply.mentee()))
                          .Set("mode", static_cast<int>(reply.mode()))
                          .Set("state", static_cast<int>(reply.state()))
                          .Set("state_on", reply.state_on())
                          .SetOrNull("started_on", reply.started_on());
  rpc::Explained(call, kMeanings, [&] {
    call.Write(sql::kCreateMentorship, params, Changed(call, nullptr, reply, 1), reply);
  });
}

db::Params OneMentorship(const std::string& name) {
  return db::Params().Set("mentorship_id", rpc::LastPart(name));
}

void Get(Call& call, const v1::GetMentorshipRequest& request, v1::Mentorship& reply) {
  FillMentorship(call, call.ReadOne(sql::kGetMentorship, OneMentorship(request.name()), request.name()),
                 reply);
  rpc::RecordReadings(call, {reply.mentee()});
}

void List(Call& call, const v1::ListMentorshipsRequest& request, v1::ListMentorshipsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"mentor", "mentee", "state"});
  db::Params params;
  rpc::SetFilterAccount(filter, "mentor", params);
  rpc::SetFilterDirectory(call, filter, "mentee", "participants", params);
  params.Set("limit", page.limit())
      .Set("after", page.key(0))
      .Set("state", rpc::EnumFilter(filter, "state", MentorshipState_descriptor()));
  const auto rows = call.Read(sql::kListMentorships, std::move(params));
  reply.set_next_page_token(page.Fill(
      rows, reply.mutable_mentorships(), {"_mentorship_id"},
      [&](const db::Row& row, v1::Mentorship& mentorship) { FillMentorship(call, row, mentorship); }));
  std::vector<std::string_view> mentees;
  for (const auto& mentorship : reply.mentorships()) mentees.push_back(mentorship.mentee());
  rpc::RecordReadings(call, mentees);
}

// Throws unless one may follow the other.
void CheckMove(const Call& call, const v1::Mentorship& before, const v1::Mentorship& after) {
  if (!MayFollow(before.state(), after.state()))
    throw IllegalStateChange("mentorship", StateName(before.state()), StateName(after.state()));
  rpc::CheckStateDay(after.state_on(), before.state_on(), IsEnded(after.state()), StateName(after.state()),
                     call.now());
}

void ChangeState(Call& call, const v1::ChangeMentorshipStateRequest& request, v1::Mentorship& reply) {
  const auto one = OneMentorship(request.name());
  auto tx = call.Begin();
  call.One(tx, sql::kLockMentorship, one, request.name());
  const auto row = call.One(tx, sql::kGetMentorship, one, request.name());
  FillMentorship(call, row, reply);
  const int version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, reply.name(), request.etag(), version);
  const v1::Mentorship before = reply;
  Enter(request.state(), rpc::StateDayOr(request.state_on(), before.state_on(), call.now()), reply);
  CheckMove(call, before, reply);
  rpc::SetUpdated(call, version + 1, reply);
  call.Run(tx, sql::kChangeMentorshipState,
           OneMentorship(request.name())
               .Set("state", static_cast<int>(reply.state()))
               .Set("state_on", reply.state_on())
               .SetOrNull("started_on", reply.started_on())
               .SetOrNull("ended_on", reply.ended_on())
               .Set("now", call.now()));
  call.Record(tx, Changed(call, &before, reply, version + 1), reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeMentorshipsService() {
  return {v1::MentorshipsService::service_full_name(),
          {{"CreateMentorship", Create},
           {"GetMentorship", Get},
           {"ListMentorships", List},
           {"ChangeMentorshipState", ChangeState}}};
}

}  // namespace waymark::progression
