#include "services/progression/standings.h"

#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/readings.h"
#include "services/progression/records.h"
#include "services/progression/sql.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using rpc::Call;

std::string DayOf(const Call& call, const std::string& as_of) {
  return as_of.empty() ? FormatDay(call.now()) : as_of;
}

}  // namespace

void GetStanding(Call& call, const v1::GetStandingRequest& request, v1::Standing& reply) {
  const std::string id = rpc::AskDirectory(call, "participants", {request.name()}).front().id;
  if (id.empty()) throw NotFound(request.name());
  reply.set_name(rpc::Name(call.organization(), "standings", id));
  reply.set_participant(rpc::Name(call.organization(), "participants", id));
  const auto rows = call.Read(
      sql::kGetStanding, db::Params().Set("participant_id", id).Set("as_of", DayOf(call, request.as_of())));
  for (const db::Row row : rows) row.Fill(reply);
  rpc::RecordReadings(call, {reply.participant()});
}

void ListStandings(Call& call, const v1::ListStandingsRequest& request, v1::ListStandingsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"rung", "unit", "post", "command"});
  db::Params params;
  rpc::SetFilterReference(call, filter, "rung", "rungs", params);
  rpc::SetFilterDirectory(call, filter, "unit", "units", params);
  rpc::SetFilterReference(call, filter, "post", "posts", params);
  params.Set("as_of", DayOf(call, request.as_of()))
      .Set("limit", page.limit())
      .Set("after", page.key(0))
      .Set("command", rpc::BoolFilter(filter, "command"));
  const auto rows =
      call.Read(filter.contains("post") ? sql::kListStandingsOfPost : sql::kListStandings, std::move(params));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_standings(), {"_participant_id"}));
  rpc::RecordReadingsOf(call, reply.standings());
}

void SummarizeStandings(Call& call, const v1::SummarizeStandingsRequest& request,
                        v1::SummarizeStandingsResponse& reply) {
  reply.set_as_of(DayOf(call, request.as_of()));
  int32_t persons = 0;
  for (const db::Row row : call.Read(sql::kSummarizeStandings, db::Params().Set("as_of", reply.as_of()))) {
    auto& rung = *reply.add_rungs();
    row.Fill(rung);
    persons += rung.person_count();
  }
  reply.set_person_count(persons);
}

}  // namespace waymark::progression
