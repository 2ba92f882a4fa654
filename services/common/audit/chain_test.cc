#include "services/common/audit/chain.h"

#include <gtest/gtest.h>

#include "services/common/base/ids.h"

namespace waymark::audit {
namespace {

constexpr int kEntries = 12;

void Append(std::vector<Link>& chain, const std::string& record) {
  const std::string previous = chain.empty() ? ChainStart("asp") : chain.back().hash;
  chain.push_back({static_cast<int64_t>(chain.size()) + 1, previous, LinkHash(previous, record), record});
}

std::vector<Link> Chain(const std::string& what = "record ", int entries = kEntries) {
  std::vector<Link> chain;
  for (int i = 1; i <= entries; ++i) Append(chain, what + std::to_string(i));
  return chain;
}

Checkpoint CheckpointOf(const std::vector<Link>& chain, size_t entries) {
  return {.organization_id = "asp",
          .entries = static_cast<int64_t>(entries),
          .hash = chain[entries - 1].hash,
          .time = "2026-01-31T00:00:00Z",
          .key_id = "",
          .signature = ""};
}

// The entry at which the chain is broken; 0 = it holds.
int64_t BrokenAt(const std::vector<Link>& chain, std::vector<Checkpoint> checkpoints = {},
                 const std::string& organization = "asp") {
  ChainVerifier verifier(organization, std::move(checkpoints));
  for (const Link& link : chain) verifier.Take(link);
  verifier.Finish();
  return verifier.broken() ? verifier.broken()->entry_no : 0;
}

TEST(ChainTest, AHashIsOfTheDomainTheHashBeforeTheLengthAndTheRecord) {
  const std::string previous(32, 'p');
  EXPECT_EQ(LinkHash(previous, "abc"),
            Sha256("waymark.audit.v1" + previous + std::string("\0\0\0\0\0\0\0\3", 8) + "abc"));
}

TEST(ChainTest, AWholeChainHoldsAndAgreesWithItsCheckpoints) {
  const auto chain = Chain();
  ChainVerifier verifier("asp", {CheckpointOf(chain, 12), CheckpointOf(chain, 3), CheckpointOf(chain, 3)});
  for (const Link& link : chain) verifier.Take(link);
  verifier.Finish();
  EXPECT_FALSE(verifier.broken());
  EXPECT_EQ(verifier.entries(), kEntries);
  EXPECT_EQ(verifier.agreed(), 3);
  EXPECT_EQ(BrokenAt({}), 0);
}

TEST(ChainTest, AnyFlippedBitIsFoundAtItsEntry) {
  const auto good = Chain();
  for (size_t i = 0; i < good.size(); ++i) {
    for (std::string Link::*part : {&Link::record, &Link::hash, &Link::previous_hash}) {
      for (size_t bit = 0; bit < (good[i].*part).size() * 8; ++bit) {
        auto chain = good;
        char& byte = (chain[i].*part)[bit / 8];
        byte = static_cast<char>(byte ^ (1 << bit % 8));
        ASSERT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 1) << bit;
      }
    }
  }
}

TEST(ChainTest, ADeletedEntryIsFoundAlsoWhenTheOthersMoveUp) {
  for (size_t i = 0; i + 1 < kEntries; ++i) {
    auto chain = Chain();
    chain.erase(chain.begin() + static_cast<long>(i));
    EXPECT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 1);
    for (size_t k = i; k < chain.size(); ++k) chain[k].entry_no = static_cast<int64_t>(k) + 1;
    EXPECT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 1);
  }
}

TEST(ChainTest, EntriesInAnotherOrderAreFoundAlsoWhenTheyAreNumberedAnew) {
  for (size_t i = 0; i < kEntries; ++i) {
    for (size_t k = i + 1; k < kEntries; ++k) {
      auto chain = Chain();
      std::swap(chain[i], chain[k]);
      EXPECT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 1);
      std::swap(chain[i].entry_no, chain[k].entry_no);
      EXPECT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 1);
    }
  }
}

TEST(ChainTest, AnInsertedEntryIsFoundWhereItWasPutOrBehindIt) {
  for (size_t i = 0; i < kEntries; ++i) {
    auto chain = Chain();
    Link put{static_cast<int64_t>(i) + 1, chain[i].previous_hash, "", "invented"};
    put.hash = LinkHash(put.previous_hash, put.record);
    chain.insert(chain.begin() + static_cast<long>(i), put);
    for (size_t k = i; k < chain.size(); ++k) chain[k].entry_no = static_cast<int64_t>(k) + 1;
    EXPECT_EQ(BrokenAt(chain), static_cast<int64_t>(i) + 2);
  }
}

TEST(ChainTest, ACutTailIsFoundByACheckpoint) {
  const auto whole = Chain();
  for (size_t left = 0; left < kEntries; ++left) {
    const std::vector<Link> chain(whole.begin(), whole.begin() + static_cast<long>(left));
    EXPECT_EQ(BrokenAt(chain), 0) << "nothing else tells of it";
    EXPECT_EQ(BrokenAt(chain, {CheckpointOf(whole, 3), CheckpointOf(whole, kEntries)}), left + 1);
  }
}

TEST(ChainTest, AChainRewrittenWithRightHashesIsFoundByACheckpointAlone) {
  const auto rewritten = Chain("another ");
  EXPECT_EQ(BrokenAt(rewritten), 0) << "nothing else tells of it";
  EXPECT_EQ(BrokenAt(rewritten, {CheckpointOf(Chain(), 5)}), 5);
  // From the seventh entry on.
  auto forked = Chain();
  forked.resize(6);
  for (int i = 7; i <= kEntries; ++i) Append(forked, "another");
  EXPECT_EQ(BrokenAt(forked, {CheckpointOf(Chain(), 6)}), 0);
  EXPECT_EQ(BrokenAt(forked, {CheckpointOf(Chain(), 6), CheckpointOf(Chain(), 10)}), 10);
}

TEST(ChainTest, TheChainOfOneOrganizationIsNotThatOfAnother) { EXPECT_EQ(BrokenAt(Chain(), {}, "csp"), 1); }

}  // namespace
}  // namespace waymark::audit
