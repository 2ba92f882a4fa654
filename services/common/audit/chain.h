#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/audit/checkpoint.h"

// The chain of an organization's audit entries: the hash of each holds that of the
// one before, so none can be changed, left out, moved or put in between unseen.
namespace waymark::audit {

// What stands before the first entry.
std::string ChainStart(std::string_view organization_id);

// SHA-256("waymark.audit.v1" ‖ previous ‖ length of the record, 8 bytes, big-endian ‖ record)
std::string LinkHash(std::string_view previous_hash, std::string_view record);

// What the chain is made of: the rest of an entry is read from its record.
struct Link {
  int64_t entry_no = 0;  // from 1
  std::string previous_hash;
  std::string hash;
  std::string record;
};

// Where a chain is broken.
struct Break {
  int64_t entry_no = 0;
  std::string reason;
};

// Follows a chain from its first entry, and compares it with checkpoints. What was
// cut off the end, and a chain that was rewritten as a whole, is found by these
// alone.
class ChainVerifier {
 public:
  // `checkpoints`: those of this organization, in any order.
  ChainVerifier(std::string_view organization_id, std::vector<Checkpoint> checkpoints);

  // Takes the next entry. After the first break it looks at no more.
  void Take(const Link& link);
  // There are no more.
  void Finish();

  // The first break; nullopt = there is none.
  const std::optional<Break>& broken() const { return broken_; }
  // How many entries were followed, and how many checkpoints agreed with them.
  int64_t entries() const { return entries_; }
  int64_t agreed() const { return static_cast<int64_t>(next_); }

 private:
  void Fail(int64_t entry_no, std::string reason);

  std::vector<Checkpoint> checkpoints_;
  size_t next_ = 0;  // the first checkpoint that was not compared yet
  int64_t entries_ = 0;
  std::string hash_;
  std::optional<Break> broken_;
};

}  // namespace waymark::audit
