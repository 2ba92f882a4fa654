#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/progression/create_records.h"
#include "services/progression/services.h"
#include "services/progression/sql.h"
#include "waymark/progression/v1/ladders.grpc.pb.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using rpc::Call;

constexpr rpc::ConstraintMeaning kLadderMeanings[] = {
    {"LADDER_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("ladder_id", "is taken by another ladder"); }},
    {"LADDER_EXTERNAL_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("ladder.external_id", "is taken by another ladder"); }},
};

void CreateLadder(Call& call, const v1::CreateLadderRequest& request, v1::Ladder& reply) {
  const std::string id = request.ladder_id().empty() ? call.NewId() : request.ladder_id();
  reply = request.ladder();
  reply.set_name(rpc::Name(call.organization(), "ladders", id));
  *reply.mutable_create_time() = rpc::Now(call);
  auto changes = call.NewChanges();
  AddRecordChanged<v1::Ladder>(changes, "ladder.changed", nullptr, reply, 1);
  auto params = db::Params()
                    .Set("ladder_id", id)
                    .SetOrNull("external_id", reply.external_id())
                    .Set("title", reply.title())
                    .Set("create_time", call.now());
  rpc::Explained(call, kLadderMeanings, [&] { call.Write(sql::kCreateLadder, params, changes, reply); });
}

void GetLadder(Call& call, const v1::GetLadderRequest& request, v1::Ladder& reply) {
  call.ReadOne(sql::kGetLadder, rpc::ReferenceParams(request.name()), request.name()).Fill(reply);
}

void ListLadders(Call& call, const v1::ListLaddersRequest& request, v1::ListLaddersResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id"});
  const auto rows =
      call.Read(sql::kListLadders, db::Params()
                                       .Set("limit", page.limit())
                                       .Set("after", page.key(0))
                                       .Set("external_id", rpc::TextFilter(filter, "external_id")));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_ladders(), {"_ladder_id"}));
}

struct RungKind {
  using Record = v1::Rung;
  using Batch = v1::BatchCreateRungsRequest;
  using Reply = v1::BatchCreateRungsResponse;
  static constexpr char kCollection[] = "rungs";
  static constexpr char kChanged[] = "rung.changed";
  static constexpr char kId[] = "rung_id";
  static constexpr char kExternalId[] = "rung.external_id";
  static constexpr rpc::ConstraintMeaning kMeanings[] = {
      {"RUNG_ID_UNIQUE", [](const Call&) { return AlreadyExists(kId, "is taken by another rung"); }},
      {"RUNG_EXTERNAL_ID_UNIQUE",
       [](const Call&) { return AlreadyExists(kExternalId, "is taken by another rung"); }},
  };

  static const Record& RecordOf(const v1::CreateRungRequest& item) { return item.rung(); }
  static const std::string& IdOf(const v1::CreateRungRequest& item) { return item.rung_id(); }
  static auto& Records(Reply& reply) { return *reply.mutable_rungs(); }
  static const db::Query& Taken() { return sql::kFindTakenRungs; }
  static const db::Query& Insert() { return sql::kCreateRungs; }
  static const db::Query& Get() { return sql::kGetRungs; }
  static void Fill(const Call&, const db::Row& row, Record& rung) { row.Fill(rung); }

  static void Resolve(Call& call, std::vector<Record>& rungs, rpc::BatchFailures& failures) {
    std::vector<std::string_view> names;
    for (size_t i = 0; i < rungs.size(); ++i)
      names.push_back(failures.Has(i) ? std::string_view() : rungs[i].ladder());
    const rpc::References ladders(call, sql::kResolveLadders, names);
    for (size_t i = 0; i < rungs.size(); ++i) {
      if (failures.Has(i)) continue;
      if (ladders[i] == nullptr) {
        failures.Add(i, ReferenceNotFound("rung.ladder", "ladder"));
      } else {
        rungs[i].set_ladder(NameOf(call, "ladders", *ladders[i]));
      }
    }
  }

  static void Complete(const Call& call, std::string name, Record& rung) {
    rung.set_name(std::move(name));
    *rung.mutable_create_time() = rpc::Now(call);
  }

  static db::Params Arrays(const std::vector<const Record*>& rungs) {
    std::vector<std::string> ids, titles;
    std::vector<std::optional<std::string>> external_ids, ladder_ids;
    std::vector<int> positions;
    std::vector<bool> commands;
    for (const Record* rung : rungs) {
      ids.emplace_back(rpc::LastPart(rung->name()));
      external_ids.push_back(db::OrNull(rung->external_id()));
      ladder_ids.push_back(IdOrNull(rung->ladder()));
      titles.push_back(rung->title());
      positions.push_back(rung->position());
      commands.push_back(rung->command());
    }
    return db::Params()
        .Set("rung_ids", ids)
        .Set("external_ids", external_ids)
        .Set("ladder_ids", ladder_ids)
        .Set("titles", titles)
        .Set("positions", positions)
        .Set("commands", commands);
  }
};

void CreateRung(Call& call, const v1::CreateRungRequest& request, v1::Rung& reply) {
  v1::BatchCreateRungsRequest batch;
  *batch.add_requests() = request;
  CreateRecords<RungKind>(call, batch).RunOne(reply);
}

void BatchCreateRungs(Call& call, const v1::BatchCreateRungsRequest& request,
                      v1::BatchCreateRungsResponse& reply) {
  CreateBatchOf<RungKind>(call, request, reply);
}

void GetRung(Call& call, const v1::GetRungRequest& request, v1::Rung& reply) {
  call.ReadOne(sql::kGetRungs, rpc::ReferenceParams(std::vector<std::string_view>{request.name()}),
               request.name())
      .Fill(reply);
}

void BatchGetRungs(Call& call, const v1::BatchGetRungsRequest& request, v1::BatchGetRungsResponse& reply) {
  const std::vector<std::string_view> names(request.names().begin(), request.names().end());
  FillAll(call.Read(sql::kGetRungs, rpc::ReferenceParams(names)), request.names(),
          [&](const db::Row& row) { row.Fill(*reply.add_rungs()); });
}

void ListRungs(Call& call, const v1::ListRungsRequest& request, v1::ListRungsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "ladder", "command"});
  db::Params params;
  rpc::SetFilterReference(call, filter, "ladder", "ladders", params);
  params.Set("limit", page.limit())
      .Set("after_ladder", page.key(0))
      .Set("after_position", page.key(1))
      .Set("after_rung", page.key(2))
      .Set("external_id", rpc::TextFilter(filter, "external_id"))
      .Set("command", rpc::BoolFilter(filter, "command"));
  const auto rows = call.Read(sql::kListRungs, std::move(params));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_rungs(), {"_ladder_id", "position", "_rung_id"}));
}

}  // namespace

rpc::Service MakeLaddersService() {
  return {v1::LaddersService::service_full_name(),
          {{"CreateLadder", progression::CreateLadder},
           {"GetLadder", progression::GetLadder},
           {"ListLadders", progression::ListLadders},
           {"CreateRung", progression::CreateRung},
           {"BatchCreateRungs", progression::BatchCreateRungs},
           {"GetRung", progression::GetRung},
           {"BatchGetRungs", progression::BatchGetRungs},
           {"ListRungs", progression::ListRungs}}};
}

}  // namespace waymark::progression
