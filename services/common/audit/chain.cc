#include "services/common/audit/chain.h"

#include <algorithm>

#include "services/common/base/ids.h"

namespace waymark::audit {
namespace {

constexpr std::string_view kDomain = "waymark.audit.v1";

std::string BigEndian(uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

}  // namespace

std::string ChainStart(std::string_view organization_id) {
  return Sha256(std::string(kDomain) + std::string(organization_id));
}

std::string LinkHash(std::string_view previous_hash, std::string_view record) {
  std::string bytes;
  bytes.reserve(kDomain.size() + previous_hash.size() + sizeof(uint64_t) + record.size());
  bytes += kDomain;
  bytes += previous_hash;
  bytes += BigEndian(record.size());
  bytes += record;
  return Sha256(bytes);
}

ChainVerifier::ChainVerifier(std::string_view organization_id, std::vector<Checkpoint> checkpoints)
    : checkpoints_(std::move(checkpoints)), hash_(ChainStart(organization_id)) {
  std::sort(checkpoints_.begin(), checkpoints_.end(),
            [](const Checkpoint& a, const Checkpoint& b) { return a.entries < b.entries; });
}

void ChainVerifier::Take(const Link& link) {
  if (broken_) return;
  const int64_t expected = entries_ + 1;
  if (link.entry_no != expected) {
    return Fail(expected, "entry " + std::to_string(link.entry_no) + " stands in its place");
  }
  if (link.previous_hash != hash_) return Fail(expected, "it does not follow on the entry before");
  if (link.hash != LinkHash(hash_, link.record)) return Fail(expected, "its hash is not that of its record");
  entries_ = expected;
  hash_ = link.hash;
  for (; next_ < checkpoints_.size() && checkpoints_[next_].entries == entries_; ++next_) {
    if (checkpoints_[next_].hash != hash_) {
      return Fail(expected, "the checkpoint of " + checkpoints_[next_].time +
                                " has another hash: the chain was rewritten");
    }
  }
}

void ChainVerifier::Finish() {
  if (broken_ || next_ == checkpoints_.size()) return;
  const Checkpoint& last = checkpoints_.back();
  Fail(entries_ + 1, "it is missing: the checkpoint of " + last.time + " has seen " +
                         std::to_string(last.entries) + " entries");
}

void ChainVerifier::Fail(int64_t entry_no, std::string reason) {
  broken_ = Break{entry_no, std::move(reason)};
}

}  // namespace waymark::audit
