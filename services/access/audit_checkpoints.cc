#include "services/access/audit_checkpoints.h"

#include "services/access/sql.h"
#include "services/common/base/log.h"
#include "services/common/db/transaction.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int64_t kEntries = 1'000;
constexpr std::chrono::minutes kPatience{5};
constexpr std::chrono::milliseconds kLook{1'000};

Error ChainShorter(const std::string& organization_id, int64_t entries, int64_t covered) {
  return Error(Code::kInternal, "AUDIT_CHAIN_SHORTER",
               "the audit log of " + organization_id + " has " + std::to_string(entries) +
                   " entries, fewer than the " + std::to_string(covered) + " of its last checkpoint");
}

}  // namespace

bool IsCheckpointDue(int64_t entries, Steady::duration waited) {
  return entries >= kEntries || (entries > 0 && waited >= kPatience);
}

AuditCheckpoints::AuditCheckpoints(const std::string& database, const CheckpointSettings& settings,
                                   const Clock& clock)
    : signer_(settings.key),
      path_(settings.file),
      clock_(clock),
      connection_(database),
      thread_("checkpoints of the audit log", [this](events::Background& thread) { Step(thread); }) {}

void AuditCheckpoints::Step(events::Background& thread) {
  if (!file_) {
    file_ = CheckpointFile::Open(path_);
    if (!file_) return thread.Pause(kLook);
    for (const auto& [organization_id, entries] : file_->covered()) {
      covered_[organization_id] = {entries, Steady::now()};
    }
  }
  for (const db::Row row : connection_.Read(db::Scope{"*"}, sql::kListAuditHeads, {})) {
    const std::string organization_id = row.Text("organization_id");
    const int64_t entries = row.Int("entries");
    Covered& covered = covered_.try_emplace(organization_id, Covered{0, Steady::now()}).first->second;
    if (entries < covered.entries) throw ChainShorter(organization_id, entries, covered.entries);
    if (entries == covered.entries) covered.all_at = Steady::now();
    if (IsCheckpointDue(entries - covered.entries, Steady::now() - covered.all_at))
      Take(organization_id, covered);
  }
  thread.Pause(kLook);
}

// The consumers commit without waiting for the disk: only what cannot be lost any
// more is signed.
void AuditCheckpoints::Take(const std::string& organization_id, Covered& covered) {
  db::Transaction tx(connection_, db::Scope{organization_id});
  const db::Row head =
      tx.One(sql::kMarkAuditCheckpoint, db::Params().Set("organization_id", organization_id), "audit_head");
  audit::Checkpoint checkpoint{.organization_id = organization_id,
                               .entries = head.Int("entries"),
                               .hash = head.Bytes("hash"),
                               .time = FormatTime(clock_.Now()),
                               .key_id = {},
                               .signature = {}};
  tx.Commit();
  audit::Sign(signer_, checkpoint);
  file_->Append(checkpoint);
  covered = {checkpoint.entries, Steady::now()};
}

}  // namespace waymark::access
