#include <optional>
#include <vector>

#include "services/access/services.h"
#include "services/access/sql.h"
#include "services/common/base/ids.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::access {
namespace {

namespace v1 = waymark::directory::v1;

void Answer(rpc::Call& call, const v1::ResolveRequest& request, v1::ResolveResponse& reply) {
  if (request.collection() != "accounts") throw InvalidField("collection", "must be accounts");
  std::vector<std::optional<std::string_view>> ids, user_names;
  for (const std::string& text : request.references()) {
    const auto reference = rpc::ParseReference(text);
    const bool by_id = IsUuid(reference.id), by_name = !reference.external_id.empty();
    ids.push_back(by_id ? std::optional(reference.id) : std::nullopt);
    user_names.push_back(by_name ? std::optional(reference.external_id) : std::nullopt);
  }
  const auto rows = call.Read(sql::kResolveAccounts, db::Params()
                                                         .Set("ids", ids)
                                                         .Set("user_names", user_names)
                                                         .Set("role", static_cast<int>(request.role()))
                                                         .Set("now", call.now()));
  for (const db::Row row : rows) {
    auto& resolution = *reply.add_resolutions();
    resolution.set_id(row.Text("id"));
    resolution.set_open(row.Bool("open"));
    for (auto& id : row.Texts("participant_ids")) resolution.add_participant_ids(std::move(id));
  }
}

}  // namespace

rpc::Service MakeDirectoryService() {
  return {v1::DirectoryService::service_full_name(), {{"Resolve", Answer}}};
}

}  // namespace waymark::access
