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
  throw InvalidField("collection", "must be participants, units or organizations");
}

// An organization is named by its slug alone.
db::Rows Find(rpc::Call& call, const v1::ResolveRequest& request) {
  const std::vector references(request.references().begin(), request.references().end());
  if (request.collection() == "organizations")
    return call.Read(sql::kResolveOrganizations, db::Params().Set("slugs", references));
  return call.Read(QueryOf(request.collection()), ReferenceParams(references));
}

void Answer(rpc::Call& call, const v1::ResolveRequest& request, v1::ResolveResponse& reply) {
  for (const db::Row row : Find(call, request)) {
    auto& resolution = *reply.add_resolutions();
    resolution.set_id(row.Text("id"));
    resolution.set_open(row.Bool("open"));
  }
}

}  // namespace

rpc::Service MakeDirectoryService() {
  return {v1::DirectoryService::service_full_name(), {{"Resolve", Answer}}};
}

}  // namespace waymark::participants
