#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "services/access/checkpoint_file.h"
#include "services/common/base/clock.h"
#include "services/common/crypto/ed25519.h"
#include "services/common/db/connection.h"
#include "services/common/events/background.h"

namespace waymark::access {

struct CheckpointSettings {
  std::string key;   // an Ed25519 private key, PEM
  std::string file;  // where the checkpoints are kept
};

// Whether a chain is due for a checkpoint: entries that no checkpoint covers, and how
// long the first of them has waited.
bool IsCheckpointDue(int64_t entries, std::chrono::steady_clock::duration waited);

// Signs how far each organization's audit chain has come, every 1,000 entries or five
// minutes, into a file outside PostgreSQL. Of several processes with one file the
// first does it.
class AuditCheckpoints {
 public:
  AuditCheckpoints(const std::string& database, const CheckpointSettings& settings, const Clock& clock);

 private:
  // What the last checkpoint of a chain covers, and when it last covered all.
  struct Covered {
    int64_t entries = 0;
    std::chrono::steady_clock::time_point all_at;
  };

  void Step(events::Background& thread);
  void Take(const std::string& organization_id, Covered& covered);

  const crypto::Signer signer_;
  const std::string path_;
  const Clock& clock_;
  db::Connection connection_;
  std::unique_ptr<CheckpointFile> file_;
  std::map<std::string, Covered> covered_;
  events::Background thread_;  // last: it uses the others
};

}  // namespace waymark::access
