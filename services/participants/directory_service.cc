#include "services/participants/references.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::directory::v1;

const db::Query& QueryOf(std::string_view collection) {
  if (collection == "participants") return sql::kResolveParticipants;
  if (collection == "units") return sql::kResolveUnits;
  throw InvalidField("collection", "must be participants or units");
}

void Answer(rpc::Call& call, const v1::ResolveRequest& request, v1::ResolveResponse& reply) {
  const std::vector references(request.references().begin(), request.references().end());
  for (auto& resolved : Resolve(call, QueryOf(request.collection()), references)) {
    auto& resolution = *reply.add_resolutions();
    resolution.set_id(std::move(resolved.id));
    resolution.set_open(resolved.open);
  }
}

}  // namespace

rpc::Service MakeDirectoryService() {
  return {v1::DirectoryService::service_full_name(), {{"Resolve", Answer}}};
}

}  // namespace waymark::participants
