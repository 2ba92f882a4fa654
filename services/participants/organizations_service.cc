#include "services/common/authorization/roles.h"
#include "services/common/rpc/constraints.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/validate.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "waymark/participants/v1/organizations.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;

constexpr int kDefaultMinCell = 5;

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"ORGANIZATION_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("organization_id", "is taken by another organization"); }},
};

void FillOrganization(const Call& call, const db::Row& row, v1::Organization& organization) {
  row.Fill(organization);
  organization.mutable_disclosure()->set_min_cell(static_cast<int32_t>(row.Int("_min_cell")));
  organization.set_etag(call.tokens().Etag(organization.name(), row.Int("_version")));
}

// What is not stated gets its default, so that readers see what holds.
void SetDefaults(v1::Organization& organization) {
  if (organization.time_zone().empty()) organization.set_time_zone("UTC");
  if (organization.disclosure().min_cell() == 0)
    organization.mutable_disclosure()->set_min_cell(kDefaultMinCell);
}

// Whoever sets the limit is often among those from whom it withholds: lowered for a moment, it
// would tell them all of it. FAILED_PRECONDITION / DISCLOSURE_LOWERED.
void RefuseLoweredDisclosure(const v1::Organization& before, const v1::Organization& after) {
  const int least = before.disclosure().min_cell();
  if (after.disclosure().min_cell() >= least) return;
  const std::string what = "must be at least " + std::to_string(least) + ", as it is: it can only be raised";
  throw FailedPrecondition("DISCLOSURE_LOWERED", "disclosure.min_cell " + what)
      .WithViolation("organization.disclosure.min_cell", what);
}

db::Params ParamsOf(const v1::Organization& organization) {
  return db::Params()
      .Set("display_name", organization.display_name())
      .SetOrNull("kind", organization.kind())
      .SetOrNull("country", organization.country())
      .Set("time_zone", organization.time_zone())
      .Set("languages", std::vector(organization.languages().begin(), organization.languages().end()))
      .Set("min_cell", organization.disclosure().min_cell());
}

// `before` is null for a new one.
events::Changes ChangedEvent(const Call& call, const v1::Organization* before,
                             const v1::Organization& organization, int version) {
  auto changes = call.NewChanges();
  auto& event = changes.Add("organization.changed", call.parent(), version, call.parent());
  event.mutable_record_changed()->set_record_id(call.organization());
  event.mutable_record_changed()->set_min_cell(organization.disclosure().min_cell());
  changes.Describe(before, organization);
  return changes;
}

void Create(Call& call, const v1::CreateOrganizationRequest& request, v1::Organization& reply) {
  if (call.organization() != request.organization_id())
    throw InvalidField("organization.name", "must be empty or organizations/ and organization_id");
  reply = request.organization();
  SetDefaults(reply);
  rpc::SetCreated(call, call.parent(), reply);
  rpc::Explained(call, kMeanings, [&] {
    call.Write(sql::kCreateOrganization, ParamsOf(reply), ChangedEvent(call, nullptr, reply, 1), reply);
  });
}

void Get(Call& call, const v1::GetOrganizationRequest& request, v1::Organization& reply) {
  FillOrganization(call, call.ReadOne(sql::kGetOrganization, {}, request.name()), reply);
}

void List(Call& call, const v1::ListOrganizationsRequest& request, v1::ListOrganizationsResponse& reply) {
  const rpc::Page page(call, request);
  const auto rows =
      call.Read(sql::kListOrganizations,
                db::Params()
                    .Set("after", page.key(0))
                    .Set("limit", page.limit())
                    .Set("organizations", authorization::OrganizationsOf(*call.caller().context)));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_organizations(), {"_organization_id"},
                [&](const db::Row& row, v1::Organization& item) { FillOrganization(call, row, item); }));
}

void Update(Call& call, const v1::UpdateOrganizationRequest& request, v1::Organization& reply) {
  const std::string& name = request.organization().name();
  const auto paths = rpc::MaskPaths(request.update_mask(), request.organization());
  auto tx = call.Begin();
  call.One(tx, sql::kLockOrganization, {}, name);
  const auto row = call.One(tx, sql::kGetOrganization, {}, name);
  const int version = static_cast<int>(row.Int("_version"));
  FillOrganization(call, row, reply);
  rpc::CheckEtag(call, name, request.organization().etag(), version);
  const v1::Organization before = reply;
  rpc::ApplyPaths(paths, request.organization(), reply);
  SetDefaults(reply);
  RefuseLoweredDisclosure(before, reply);
  if (rpc::EndsUnchanged(call, tx, before, reply, reply)) return;
  rpc::SetUpdated(call, version + 1, reply);
  call.Run(tx, sql::kUpdateOrganization, ParamsOf(reply).Set("update_time", call.now()));
  call.Record(tx, ChangedEvent(call, &before, reply, version + 1), reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeOrganizationsService() {
  return {v1::OrganizationsService::service_full_name(),
          {{"CreateOrganization", Create},
           {"GetOrganization", Get},
           {"ListOrganizations", List},
           {"UpdateOrganization", Update}}};
}

}  // namespace waymark::participants
