#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <string>
#include <vector>

#include "services/common/events/event_test_support.h"
#include "services/common/events/relay.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {

using waymark::events::v1::Event;

inline const std::string kStream = StreamName("courses");
inline const std::string kAuditStream = AuditStreamName("courses");

inline std::vector<Event> EventsOf(const std::vector<StreamEntry>& entries) {
  std::vector<Event> events;
  for (const auto& entry : entries) {
    EXPECT_TRUE(events.emplace_back().ParseFromString(entry.event));
    EXPECT_EQ(events.back().sequence(), entry.sequence);
  }
  return events;
}

class RelayTest : public ::testing::Test {
 protected:
  RelayOptions Options() const { return {"courses", database_.app(), redis_.address()}; }
  RelayOptions Keeping(int64_t events) {
    RelayOptions options = Options();
    options.keeps = events;
    options.on_refill = [this] { ++refills_; };
    return options;
  }

  int64_t Count(const std::string& what, const std::string& from) {
    return owner_.Execute("SELECT " + what + " AS n FROM " + from)[0].Int("n");
  }
  bool AllPublished(int64_t count) {
    return Count("count(*)", "change") == count && Count("published_seq", "publication") == count;
  }

  std::vector<StreamEntry> Stream(const std::string& name = kStream) {
    return streams_.Range(name, 0, 1'000'000'000);
  }

  // I5: pub_seq is gapless and both streams equal the outbox.
  void ExpectStreamsEqualOutbox() {
    ExpectStreamEqualsOutbox(kStream);
    ExpectStreamEqualsOutbox(kAuditStream);
  }
  void ExpectStreamEqualsOutbox(const std::string& name) {
    const auto events = EventsOf(Stream(name));
    const db::Rows rows = owner_.Execute(
        "SELECT first_seq - 1 + row_number() OVER (PARTITION BY first_seq ORDER BY change_no) AS pub_seq, "
        "event_id::text AS id FROM numbering JOIN change ON change_no <@ change_nos ORDER BY pub_seq");
    ASSERT_EQ(events.size(), rows.size());
    ASSERT_EQ(static_cast<int64_t>(rows.size()), Count("count(*)", "change"));
    for (size_t i = 0; i < events.size(); ++i) {
      ASSERT_EQ(rows[i].Int("pub_seq"), static_cast<int64_t>(i) + 1);
      ASSERT_EQ(events[i].sequence(), static_cast<int64_t>(i) + 1);
      ASSERT_EQ(events[i].id(), rows[i].Text("id"));
    }
  }

  // At least so many, without a gap up to the end.
  void ExpectStreamHasTheLast(int64_t kept, int64_t last) {
    const auto events = EventsOf(Stream());
    ASSERT_GE(static_cast<int64_t>(events.size()), kept);
    for (size_t i = 0; i < events.size(); ++i) {
      ASSERT_EQ(events[events.size() - 1 - i].sequence(), last - static_cast<int64_t>(i));
    }
  }

  testing::TestDatabase database_;
  testing::TestRedis redis_;
  std::atomic<int> refills_ = 0;
  db::Connection owner_{database_.admin()};
  RedisStreams streams_{redis_.address()};
};

}  // namespace waymark::events
