#include "services/common/authorization/roles.h"
#include "services/participants/protection.h"
#include "services/participants/references.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "services/participants/viewer.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace dv1 = waymark::directory::v1;

void TellProtection(const rpc::Call& call, Viewer& viewer, const db::Row& row, dv1::Resolution& resolution) {
  if (row.IsNull("protected_before")) return;
  if (!IsProtectedOn(FormatDay(call.now()), row.Text("protected_before"))) return;
  resolution.set_protected_(true);
  resolution.set_redacted(viewer.SightOf(row.Text("unit_id"), resolution.id()) != Sight::kWhole);
}

const db::Query& QueryOf(std::string_view collection) {
  if (collection == "participants") return sql::kResolveParticipants;
  if (collection == "units") return sql::kResolveUnits;
  throw InvalidField("collection", "must be participants, units or organizations");
}

// An organization is named by its slug alone.
db::Rows Find(rpc::Call& call, const dv1::ResolveRequest& request) {
  const std::vector references(request.references().begin(), request.references().end());
  if (request.collection() == "organizations")
    return call.Read(sql::kResolveOrganizations, db::Params().Set("slugs", references));
  return call.Read(QueryOf(request.collection()), ReferenceParams(references));
}

// Whether a caller with a right to some units keeps something there: then no others are found.
bool KeepsUnits(const rpc::Call& call, const dv1::ResolveRequest& request) {
  return request.collection() == "units" && !call.scope().reach.whole &&
         authorization::IsAboutUnits(call.caller().permission);
}

void Answer(rpc::Call& call, const dv1::ResolveRequest& request, dv1::ResolveResponse& reply) {
  const bool persons = request.collection() == "participants";
  const bool tell = request.with_protection() && persons;
  if (request.references().empty()) return;
  Viewer viewer(call);
  const bool in_reach = KeepsUnits(call, request);
  const auto reached = in_reach ? UnitsInReach(call) : std::unordered_set<std::string>();
  for (const db::Row row : Find(call, request)) {
    auto& resolution = *reply.add_resolutions();
    if (in_reach && !reached.contains(row.Text("id"))) continue;
    resolution.set_id(row.Text("id"));
    resolution.set_open(row.Bool("open"));
    if (persons) resolution.set_deceased(row.Bool("deceased"));
    if (tell) TellProtection(call, viewer, row, resolution);
  }
}

}  // namespace

rpc::Service MakeDirectoryService() {
  return {dv1::DirectoryService::service_full_name(), {{"Resolve", Answer}}};
}

}  // namespace waymark::participants
