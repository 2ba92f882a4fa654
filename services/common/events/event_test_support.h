#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "services/common/base/ids.h"
#include "services/common/db/transaction.h"
#include "services/common/events/change.h"
#include "services/common/events/feed.h"
#include "services/common/events/published.h"
#include "services/common/events/redis.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"
#include "services/common/testing/eventually.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {

using testing::Eventually;

// Runs `write` once somebody waits for an entry of a stream.
inline std::thread OnceAwaited(const testing::TestRedis& redis, std::function<void()> write) {
  return std::thread([&redis, write = std::move(write)] {
    EXPECT_TRUE(Eventually([&] { return redis.Told("blocked_clients:") > 0; }));
    write();
  });
}

// True once the command (`xadd`) has been run so often more: of who tries again and again,
// that it has not changed its mind.
inline bool EventuallyRunAgain(const testing::TestRedis& redis, const std::string& command, int times) {
  const std::string calls = "cmdstat_" + command + ":calls=";
  const int64_t before = redis.Told(calls);
  return Eventually([&] { return redis.Told(calls) >= before + times; });
}

// Writes `count` changes of one record in one transaction, as a handler does.
inline void Record(db::Transaction& tx, const std::string& organization_id, const std::string& aggregate,
                   int first_version, int count) {
  const Origin origin{.organization_id = organization_id,
                      .actor = "tests",
                      .purpose = "",
                      .method = "tests.Write",
                      .request_id = "",
                      .request_digest = DigestUuid(""),
                      .traceparent = "",
                      .time = SystemClock().Now()};
  Changes changes(origin, "courses", SystemClock());
  for (int i = 0; i < count; ++i) {
    changes.Add("course.changed", aggregate, first_version + i).mutable_course_changed()->set_course_id("c");
  }
  db::Params params;
  changes.Bind(params, waymark::events::v1::Event());
  tx.Run(sql::kRecord, params);
}

inline void Record(const std::string& database, const std::string& aggregate, int first_version, int count,
                   const std::string& organization_id = "asp") {
  db::Connection connection(database);
  db::Transaction tx(connection, db::Scope{organization_id});
  Record(tx, organization_id, aggregate, first_version, count);
  tx.Commit();
}

// An entry as the relay makes it.
inline StreamEntry EntryOf(int64_t sequence, const std::string& type, const std::string& aggregate,
                           const std::string& organization_id = "asp", const std::string& id = NewUuid()) {
  waymark::events::v1::Event event;
  event.set_id(id);
  event.set_type(type);
  event.set_sequence(sequence);
  event.set_organization_id(organization_id);
  event.set_aggregate(aggregate);
  event.mutable_recorded_time()->set_seconds(1'700'000'000 + sequence);
  return {sequence, event.SerializeAsString()};
}

inline void AppendAll(const std::string& redis, const std::string& service,
                      const std::vector<StreamEntry>& entries) {
  RedisStreams(redis).Append(StreamName(service), entries);
}

// The events of a partition as its service has them, whatever is in the stream.
class OwnEvents final : public Published {
 public:
  explicit OwnEvents(std::vector<StreamEntry> all = {}, size_t most = 2)
      : entries(std::move(all)), page(most) {}

  PublishedPage After(int, int64_t sequence) override {
    ++calls;
    if (down) throw Unavailable("the courses service");
    PublishedPage read{.events = {}, .last = static_cast<int64_t>(entries.size())};
    for (const StreamEntry& entry : entries) {
      if (entry.sequence > sequence && read.events.size() < page)
        read.events.emplace_back().ParseFromString(entry.event);
    }
    return read;
  }

  StreamEnd End(int, std::string_view) override {
    if (down) throw Unavailable("the courses service");
    return {.last = static_cast<int64_t>(entries.size()), .has_unnumbered = has_unnumbered};
  }

  std::vector<StreamEntry> entries;
  std::atomic<bool> has_unnumbered = false;
  const size_t page;  // events
  std::atomic<bool> down = false;
  std::atomic<int> calls = 0;
};

// What the events of a page are about.
inline std::vector<std::string> Aggregates(const FeedPage& page) {
  std::vector<std::string> names;
  for (const auto& event : page.events) names.push_back(event.aggregate());
  return names;
}

}  // namespace waymark::events
