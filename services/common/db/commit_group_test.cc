#include "services/common/db/commit_group.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <thread>

#include "services/common/testing/postgres.h"

namespace waymark::db {
namespace {

constexpr Migration kEntry[] = {{"0001_entry", R"(
CREATE TABLE entry (organization_id text NOT NULL, code text NOT NULL,
                    size int CONSTRAINT entry_size_positive CHECK (size > 0),
                    transaction xid8 DEFAULT pg_current_xact_id(),
                    CONSTRAINT entry_code_unique PRIMARY KEY (organization_id, code));
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON entry USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
DO $$ BEGIN EXECUTE format('GRANT SELECT, INSERT ON entry TO %I', current_setting('waymark.app_role')); END $$;)"}};

constexpr std::string_view kInsertParams[] = {"organization_id", "code", "size"};
constexpr Query kInsert{"insert_entry", "INSERT INTO entry VALUES ($1, $2, $3)", kInsertParams};
constexpr std::string_view kSleepParams[] = {"seconds"};
constexpr Query kSleep{"sleep", "SELECT pg_sleep($1::float)", kSleepParams};

constexpr int kThreads = 8;
constexpr int kEach = 40;

class CommitGroupTest : public ::testing::Test {
 protected:
  // The reason of the error; empty when it was committed.
  std::string Write(const std::string& organization, const std::string& code, int size = 1,
                    const std::string& owner = "") {
    const Params params = Params()
                              .Set("organization_id", owner.empty() ? organization : owner)
                              .Set("code", code)
                              .Set("size", size);
    try {
      group_.Write({organization}, kInsert, params);
      return "";
    } catch (const Error& error) {
      return error.reason();
    }
  }

  int64_t Count(const std::string& what) {
    return owner_.Execute("SELECT count(" + what + ") AS n FROM entry")[0].Int("n");
  }

  static void InThreads(const std::function<void(int)>& body) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back(body, i);
    for (auto& thread : threads) thread.join();
  }

  testing::TestDatabase database_{"entry", kEntry};
  Connection owner_{database_.admin()};
  CommitGroup group_{database_.app()};
};

TEST_F(CommitGroupTest, CommitsThoseThatWaitTogether) {
  InThreads([&](int thread) {
    for (int i = 0; i < kEach; ++i)
      EXPECT_EQ(Write("asp", std::to_string(thread) + "-" + std::to_string(i)), "");
  });
  EXPECT_EQ(Count("*"), kThreads * kEach);
  // At most two of eight are written at a time: the others come together.
  EXPECT_LT(Count("DISTINCT transaction"), kThreads * kEach);
}

TEST_F(CommitGroupTest, AnErrorOfOneIsNobodyElses) {
  ASSERT_EQ(Write("asp", "taken"), "");
  InThreads([&](int thread) {
    for (int i = 0; i < kEach; ++i) {
      const std::string code = std::to_string(thread) + "-" + std::to_string(i);
      switch (i % 4) {
        case 0:
          EXPECT_EQ(Write("asp", "taken"), "ENTRY_CODE_UNIQUE");
          break;
        case 1:
          EXPECT_EQ(Write("asp", code, -1), "ENTRY_SIZE_POSITIVE");
          break;
        default:
          EXPECT_EQ(Write("asp", code), "");
      }
    }
  });
  EXPECT_EQ(Count("*"), 1 + kThreads * kEach / 2);
}

TEST_F(CommitGroupTest, EachIsOfItsOwnOrganization) {
  InThreads([&](int thread) {
    const std::string organization = "org" + std::to_string(thread % 3);
    for (int i = 0; i < kEach; ++i) {
      const std::string code = std::to_string(thread) + "-" + std::to_string(i);
      EXPECT_EQ(Write(organization, code), "");
      // Row-level security of its own organization, whoever is in the group.
      if (i % 8 == 0) {
        EXPECT_EQ(Write(organization, code, 1, "org" + std::to_string((thread + 1) % 3)), "INTERNAL");
      }
    }
  });
  EXPECT_EQ(Count("*"), kThreads * kEach);
}

TEST_F(CommitGroupTest, GoesOnAfterTheServerClosedItsConnections) {
  const auto kill = [&] {
    owner_.Execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  };
  EXPECT_EQ(Write("asp", "a"), "");
  kill();
  EXPECT_EQ(Write("asp", "b"), "");
}

TEST_F(CommitGroupTest, AStatementThatTheServerEndedWasNotCommitted) {
  std::string reason;
  std::thread writer([&] {
    try {
      group_.Write({"asp"}, kSleep, Params().Set("seconds", 20));
    } catch (const Error& error) {
      reason = error.reason();
    }
  });
  const auto kill_sleeper = [&] {
    return owner_
               .Execute(
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                   " WHERE datname = current_database() AND wait_event = 'PgSleep'")
               .size() == 1;
  };
  while (!kill_sleeper()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  writer.join();
  EXPECT_EQ(reason, "DEPENDENCY_UNAVAILABLE");
}

TEST_F(CommitGroupTest, StopsAtTheDeadline) {
  const auto now = std::chrono::steady_clock::now();
  const auto reason_of = [&](std::chrono::milliseconds left, double seconds) {
    try {
      group_.Write({"asp", now + left}, kSleep, Params().Set("seconds", seconds));
    } catch (const Error& error) {
      return error.reason();
    }
    return std::string();
  };
  EXPECT_EQ(reason_of(std::chrono::milliseconds(-1), 0), "DEADLINE_EXCEEDED");
  EXPECT_EQ(reason_of(std::chrono::milliseconds(900), 20), "DEADLINE_EXCEEDED");
  EXPECT_EQ(reason_of(std::chrono::seconds(30), 0), "");
}

TEST_F(CommitGroupTest, SaysWhenThereIsNoServer) {
  CommitGroup nowhere("host=/nowhere dbname=none");
  EXPECT_THROW(
      {
        try {
          nowhere.Write({"asp"}, kSleep, Params().Set("seconds", 0));
        } catch (const Error& error) {
          EXPECT_EQ(error.code(), Code::kUnavailable);
          throw;
        }
      },
      Error);
}

}  // namespace
}  // namespace waymark::db
