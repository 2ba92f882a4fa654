#include "services/common/rpc/renewal.h"

#include "services/common/base/log.h"
#include "services/common/db/transaction.h"

namespace waymark::rpc {
namespace {

constexpr size_t kPage = 1000;

}  // namespace

Renewal::Renewal(const ServiceDefinition& definition, const std::string& database, const std::string& keys)
    : service_(definition.name),
      keys_(keys),
      columns_(definition.sealed),
      connection_(database),
      thread_("sealing of " + service_ + " by another key",
              [this](events::Background& thread) { Step(thread); }) {}

void Renewal::Step(events::Background& thread) {
  if (!crypto::Sealer(keys_, "").has_earlier()) return thread.Stop();
  for (const SealedColumn& column : columns_) {
    if (!column.organizations) {
      RenewAll(thread, column, "*");
      continue;
    }
    for (const db::Row row : connection_.Read(db::Scope{"*"}, *column.organizations, {}))
      RenewAll(thread, column, row.Text("organization_id"));
  }
  if (thread.stopping()) return;
  Log(LogLevel::kInfo, "all is sealed by the present key", {{"of", service_}, {"renewed", renewed_}});
  thread.Stop();
}

void Renewal::RenewAll(const events::Background& thread, const SealedColumn& column,
                       const std::string& organization_id) {
  const crypto::Sealer sealer(keys_, column.purpose);
  std::optional<std::string> after;
  while (!thread.stopping() && !RenewPage(column, sealer, organization_id, after)) {
  }
}

bool Renewal::RenewPage(const SealedColumn& column, const crypto::Sealer& sealer,
                        const std::string& organization_id, std::optional<std::string>& after) {
  db::Transaction tx(connection_, db::Scope{organization_id});
  const auto of_organization = db::Params().Set("organization_id", organization_id);
  const auto rows =
      tx.Run(*column.list,
             db::Params(of_organization).Set("after", after).Set("limit", static_cast<int64_t>(kPage)));
  std::vector<std::string> ids, before, renewed;
  const auto bytes = [](const std::vector<std::string>& values) {
    std::vector<db::Bytes> out;
    for (const auto& value : values) out.push_back({value});
    return out;
  };
  for (const db::Row row : rows) {
    after = row.Text("id");
    std::string sealed = row.Bytes("sealed");
    auto fresh = sealer.Renewed(sealed);
    if (!fresh) continue;
    ids.push_back(*after);
    before.push_back(std::move(sealed));
    renewed.push_back(*std::move(fresh));
  }
  if (!ids.empty()) {
    tx.Run(*column.renew, db::Params(of_organization)
                              .Set("ids", ids)
                              .Set("before", bytes(before))
                              .Set("renewed", bytes(renewed)));
    renewed_ += static_cast<int64_t>(ids.size());
  }
  tx.Commit();
  return rows.size() < kPage;
}

}  // namespace waymark::rpc
