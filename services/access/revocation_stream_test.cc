#include "services/access/revocation_stream.h"

#include <gtest/gtest.h>

#include "services/common/events/event_test_support.h"
#include "services/common/testing/postgres.h"

namespace waymark::access {
namespace {

using events::EntryOf;

class RevocationStreamTest : public ::testing::Test {
 protected:
  void Publish(int64_t sequence, const std::string& type) {
    events::AppendAll(redis_.address(), "access", {EntryOf(sequence, type, "accounts/1", "*")});
  }
  int64_t Seen() { return revocations_.Await(-1, std::chrono::steady_clock::now()); }
  // The number of changes once it is another one.
  int64_t SeenAfter(int64_t seen) {
    return revocations_.Await(seen, std::chrono::steady_clock::now() + std::chrono::seconds(20));
  }

  testing::TestRedis redis_;
  Revocations revocations_{[] { return false; }};
  int64_t sequence_ = 0;
};

TEST_F(RevocationStreamTest, HearsOfWhatAnotherProcessChanged) {
  Publish(++sequence_, "grant.changed");
  const RevocationStream stream(redis_.address(), 1, revocations_);
  EXPECT_EQ(Seen(), 0);
  for (const char* type : {"account.changed", "grant.changed", "token.revoked", "session.ended"}) {
    const int64_t before = Seen();
    Publish(++sequence_, type);
    EXPECT_EQ(SeenAfter(before), before + 1) << type;
  }
}

TEST_F(RevocationStreamTest, PassesOverWhatTakesNothingAway) {
  const RevocationStream stream(redis_.address(), 1, revocations_);
  const int64_t before = Seen();
  for (const char* type : {"session.started", "token.made", "record.read"}) Publish(++sequence_, type);
  Publish(++sequence_, "session.ended");
  EXPECT_EQ(SeenAfter(before), before + 1);
}

TEST_F(RevocationStreamTest, TakesWhatItMissedForAChange) {
  Publish(++sequence_, "session.started");
  const RevocationStream stream(redis_.address(), 1, revocations_);
  const int64_t before = Seen();
  Publish(sequence_ + 2, "session.started");
  EXPECT_EQ(SeenAfter(before), before + 1);
}

}  // namespace
}  // namespace waymark::access
