#include <chrono>

#include "services/common/base/ids.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/participants/filters.h"
#include "services/participants/participant_records.h"
#include "services/participants/references.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "waymark/participants/v1/openings.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using google::protobuf::util::TimeUtil;
using rpc::Call;

constexpr int kMinutes = 60;
constexpr std::string_view kAccounts = "accounts/";

Error NotProtected() {
  return FailedPrecondition(
      "PARTICIPANT_NOT_PROTECTED",
      "the person is not protected: their whole record is open to whoever reaches them");
}

Error Ended() { return FailedPrecondition("OPENING_ENDED", "the opening has ended already"); }

events::Changes Changed(const Call& call, const char* type, int version, const v1::Opening& opening) {
  auto changes = call.NewChanges();
  const std::string_view name = opening.name();
  const std::string_view participant = name.substr(0, name.find("/openings/"));
  const std::string id(rpc::LastPart(name));
  auto& data = *changes.Add(type, "openings/" + id, version, participant).mutable_opening_changed();
  data.set_opening_id(id);
  data.set_participant_id(std::string(rpc::LastPart(participant)));
  data.set_account_id(opening.account().substr(kAccounts.size()));
  *data.mutable_end_time() = opening.has_close_time() ? opening.close_time() : opening.expire_time();
  return changes;
}

void BreakGlass(Call& call, const v1::BreakGlassRequest& request, v1::Opening& reply) {
  v1::Participant participant;
  FillParticipant(call, call.ReadOne(sql::kGetParticipant, ReferenceParams(request.name()), request.name()),
                  participant);
  if (!participant.protected_()) throw NotProtected();
  const std::string id = call.NewId();
  const std::string& account_id = call.caller().context->account_id();
  reply.set_name(participant.name() + "/openings/" + id);
  reply.set_account(std::string(kAccounts) + account_id);
  reply.set_reason(request.reason());
  reply.set_case_number(request.case_number());
  *reply.mutable_open_time() = rpc::Now(call);
  *reply.mutable_expire_time() = reply.open_time() + TimeUtil::MinutesToDuration(kMinutes);
  call.Write(sql::kCreateOpening,
             db::Params()
                 .SetFields(reply)
                 .Set("opening_id", id)
                 .Set("participant_id", rpc::LastPart(participant.name()))
                 .Set("account_id", account_id),
             Changed(call, "participant.glass_broken", 1, reply), reply);
}

// The account that a filter wants.
std::optional<std::string> AccountFilter(const Filter& filter) {
  const auto name = rpc::TextFilter(filter, "account");
  if (!name) return std::nullopt;
  if (!name->starts_with(kAccounts) || !IsUuid(name->substr(kAccounts.size())))
    throw InvalidField("filter", "`account` must be compared with accounts/ and the id of one");
  return name->substr(kAccounts.size());
}

void List(Call& call, const v1::ListOpeningsRequest& request, v1::ListOpeningsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"account", "participant", "open"});
  const auto participant = ReferenceFilter(call, filter, "participant", "participants");
  const auto rows =
      call.Read(sql::kListOpenings, db::Params()
                                        .Set("limit", page.limit())
                                        .Set("before", page.key(0))
                                        .Set("account_id", AccountFilter(filter))
                                        .Set("of_participant", participant.has_value())
                                        .SetOrNull("id", participant ? participant->id : "")
                                        .SetOrNull("external_id", participant ? participant->external_id : "")
                                        .Set("open", rpc::BoolFilter(filter, "open"))
                                        .Set("now", call.now()));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_openings(), {"_opening_id"}));
}

// Who gives the grants of the organization closes any, others their own.
void Close(Call& call, const v1::CloseOpeningRequest& request, v1::Opening& reply) {
  const bool any = call.ReachOf(waymark::options::v1::PERMISSION_GRANTS_MANAGE).whole;
  const std::string id(rpc::LastPart(request.name()));
  auto tx = call.Begin();
  const auto row = call.One(tx, sql::kLockOpening,
                            db::Params()
                                .Set("name", request.name())
                                .Set("opening_id", id)
                                .Set("any", any)
                                .Set("account_id", call.caller().context->account_id()),
                            request.name());
  row.Fill(reply);
  if (reply.has_close_time() || reply.expire_time() <= rpc::Now(call)) throw Ended();
  *reply.mutable_close_time() = rpc::Now(call);
  const int version = static_cast<int>(row.Int("_version")) + 1;
  call.Run(tx, sql::kCloseOpening,
           db::Params().Set("opening_id", id).Set("close_time", call.now()).Set("version", version));
  call.Record(tx, Changed(call, "participant.opening_closed", version, reply), reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeOpeningsService() {
  return {v1::OpeningsService::service_full_name(),
          {{"BreakGlass", BreakGlass}, {"ListOpenings", List}, {"CloseOpening", Close}}};
}

}  // namespace waymark::participants
