#include "services/common/db/statement_group.h"

#include <gtest/gtest.h>

#include <atomic>
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

constexpr std::string_view kLockParams[] = {"number"};
constexpr Query kLock{"lock", "SELECT pg_advisory_xact_lock($1::int)", kLockParams};

constexpr Query kSettings{"show_settings",
                          "SELECT current_setting('waymark.organization', true) AS organization,"
                          " current_setting('statement_timeout') AS timeout",
                          {}};
constexpr std::string_view kEchoParams[] = {"text"};
constexpr Query kEcho{"echo", "SELECT $1::text AS text", kEchoParams};
constexpr Query kNumber{"number", "SELECT $1::int AS number", kEchoParams};

constexpr std::string_view kBytesParams[] = {"one", "many"};
constexpr Query kEchoBytes{"echo_bytes", "SELECT $1::bytea AS one, $2::bytea[]::text AS many", kBytesParams};

constexpr Query kEntries{"entries", "SELECT code FROM entry", {}};

constexpr int kThreads = 8;
constexpr int kEach = 40;

class StatementGroupTest : public ::testing::Test {
 protected:
  // Empty without an error.
  static std::string ReasonOf(const std::function<void()>& statement) {
    try {
      statement();
      return "";
    } catch (const Error& error) {
      return error.reason();
    }
  }

  // The reason of the error; empty when it was committed.
  std::string Write(const std::string& organization, const std::string& code, int size = 1,
                    const std::string& owner = "") {
    const Params params = Params()
                              .Set("organization_id", owner.empty() ? organization : owner)
                              .Set("code", code)
                              .Set("size", size);
    return ReasonOf([&] { group_.Run({organization}, kInsert, params); });
  }

  void KillAll() {
    owner_.Execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
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
  StatementGroup group_{database_.app(), Kind::kWrites};
  StatementGroup reads_{database_.app(), Kind::kReads};
};

TEST_F(StatementGroupTest, CommitsThoseThatWaitTogether) {
  InThreads([&](int thread) {
    for (int i = 0; i < kEach; ++i)
      EXPECT_EQ(Write("asp", std::to_string(thread) + "-" + std::to_string(i)), "");
  });
  EXPECT_EQ(Count("*"), kThreads * kEach);
  // At most two of eight are written at a time: the others come together.
  EXPECT_LT(Count("DISTINCT transaction"), kThreads * kEach);
}

TEST_F(StatementGroupTest, AnErrorOfOneIsNobodyElses) {
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

TEST_F(StatementGroupTest, EachIsOfItsOwnOrganization) {
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

TEST_F(StatementGroupTest, GoesOnAfterTheServerClosedItsConnections) {
  EXPECT_EQ(Write("asp", "a"), "");
  KillAll();
  EXPECT_EQ(Write("asp", "b"), "");
}

TEST_F(StatementGroupTest, AStatementThatTheServerEndedWasNotCommitted) {
  std::string reason;
  std::thread writer(
      [&] { reason = ReasonOf([&] { group_.Run({"asp"}, kSleep, Params().Set("seconds", 20)); }); });
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

TEST_F(StatementGroupTest, StopsAtTheDeadline) {
  const auto now = std::chrono::steady_clock::now();
  const auto reason_of = [&](std::chrono::milliseconds left, double seconds) {
    return ReasonOf([&] { group_.Run({"asp", now + left}, kSleep, Params().Set("seconds", seconds)); });
  };
  EXPECT_EQ(reason_of(std::chrono::milliseconds(-1), 0), "DEADLINE_EXCEEDED");
  EXPECT_EQ(reason_of(std::chrono::milliseconds(900), 20), "DEADLINE_EXCEEDED");
  EXPECT_EQ(reason_of(std::chrono::seconds(30), 0), "");
}

TEST_F(StatementGroupTest, ReadersOfSeveralOrganizationsSeeOnlyTheirOwn) {
  for (int i = 0; i < 3; ++i) ASSERT_EQ(Write("org" + std::to_string(i), "of " + std::to_string(i)), "");
  InThreads([&](int thread) {
    for (int i = 0; i < kEach; ++i) {
      const std::string number = std::to_string((thread + i) % 3);
      const bool hurried = (thread + i) % 2 == 0;
      const Scope scope{"org" + number,
                        std::chrono::steady_clock::now() +
                            (hurried ? std::chrono::milliseconds(900) : std::chrono::seconds(9))};
      const Rows entries = reads_.Run(scope, kEntries, {});
      ASSERT_EQ(entries.size(), 1);
      EXPECT_EQ(entries[0].Text("code"), "of " + number);
      const Row settings = reads_.Run(scope, kSettings, {})[0];
      EXPECT_EQ(settings.Text("organization"), "org" + number);
      EXPECT_EQ(settings.Text("timeout"), hurried ? "1s" : "10s");
    }
  });
}

TEST_F(StatementGroupTest, AnErrorOfOneReadIsNobodyElses) {
  InThreads([&](int thread) {
    for (int i = 0; i < kEach; ++i) {
      const int number = thread * kEach + i;
      const std::string organization = "org" + std::to_string(thread % 3);
      if (i % 4 == 0) {
        EXPECT_EQ(ReasonOf([&] { reads_.Run({organization}, kNumber, Params().Set("text", "none")); }),
                  "VALUE_INVALID");
      }
      EXPECT_EQ(reads_.Run({organization}, kNumber, Params().Set("text", number))[0].Int("number"), number);
      EXPECT_EQ(reads_.Run({organization}, kSettings, {})[0].Text("organization"), organization);
    }
  });
}

TEST_F(StatementGroupTest, ReadersDoNotNoticeThatTheServerClosesTheirConnections) {
  std::atomic<bool> stop = false;
  std::thread killer([&] {
    for (int i = 0; i < 5; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      KillAll();
    }
    stop = true;
  });
  InThreads([&](int thread) {
    for (int i = thread; !stop; ++i)
      EXPECT_EQ(reads_.Run({"asp"}, kNumber, Params().Set("text", i))[0].Int("number"), i);
  });
  killer.join();
}

TEST_F(StatementGroupTest, TheTimeoutOfAReadIsItsOwn) {
  const auto hurried = std::chrono::steady_clock::now() + std::chrono::milliseconds(900);
  InThreads([&](int thread) {
    if (thread == 0) {
      EXPECT_EQ(ReasonOf([&] {
                  reads_.Run({"asp", hurried}, kSleep, Params().Set("seconds", 20));
                }),
                "DEADLINE_EXCEEDED");
      return;
    }
    for (int i = 0; i < kEach; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      EXPECT_EQ(reads_.Run({"asp"}, kNumber, Params().Set("text", i))[0].Int("number"), i);
    }
  });
}

TEST_F(StatementGroupTest, AReadCanChangeNothing) {
  const Params entry = Params().Set("organization_id", "asp").Set("code", "a").Set("size", 1);
  EXPECT_EQ(ReasonOf([&] { reads_.Run({"asp"}, kInsert, entry); }), "INTERNAL");
  EXPECT_EQ(Count("*"), 0);
}

TEST_F(StatementGroupTest, AViewThatGetsAColumnMoreIsReadAndWrittenAsItIs) {
  constexpr Query kRecords{"entry_records", "SELECT * FROM entry_record", {}};
  constexpr Query kInsertRecord{
      "insert_entry_record",
      "WITH entered AS (INSERT INTO entry VALUES ($1, $2, $3)) SELECT * FROM entry_record", kInsertParams};
  owner_.Execute(
      "CREATE VIEW entry_record AS SELECT code FROM entry; GRANT SELECT ON entry_record TO waymark_app");
  const auto insert = [&](const std::string& code) {
    return group_.Run({"asp"}, kInsertRecord,
                      Params().Set("organization_id", "asp").Set("code", code).Set("size", 1));
  };
  insert("a");
  EXPECT_EQ(reads_.Run({"asp"}, kRecords, {})[0].Text("code"), "a");
  owner_.Execute("CREATE OR REPLACE VIEW entry_record AS SELECT code, size FROM entry");
  EXPECT_EQ(reads_.Run({"asp"}, kRecords, {})[0].Int("size"), 1);
  EXPECT_EQ(insert("b")[0].Int("size"), 1);
  owner_.Execute("CREATE OR REPLACE VIEW entry_record AS SELECT code, size, organization_id FROM entry");
  InThreads([&](int thread) {
    EXPECT_EQ(reads_.Run({"asp"}, kRecords, {})[0].Text("organization_id"), "asp");
    EXPECT_EQ(insert("c" + std::to_string(thread))[0].Text("organization_id"), "asp");
  });
  EXPECT_EQ(Count("*"), 2 + kThreads);
}

TEST_F(StatementGroupTest, AServerThatTakesNoWritesIsLeftForOneThatDoes) {
  const std::string role = "ALTER ROLE waymark_app IN DATABASE " +
                           owner_.Execute("SELECT quote_ident(current_database()) AS name")[0].Text("name") +
                           " SET default_transaction_read_only = ";
  owner_.Execute(role + "on");
  InThreads([&](int thread) { EXPECT_EQ(Write("asp", std::to_string(thread)), "DEPENDENCY_UNAVAILABLE"); });
  owner_.Execute(role + "off");
  InThreads([&](int thread) { EXPECT_EQ(Write("asp", std::to_string(thread)), ""); });
}

// Many times what sockets hold, in both directions at once.
TEST_F(StatementGroupTest, NeitherSideWaitsForTheOtherToRead) {
  InThreads([&](int thread) {
    const std::string text(2'000'000, static_cast<char>('a' + thread));
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(reads_.Run({"asp"}, kEcho, Params().Set("text", text))[0].Text("text"), text);
  });
}

TEST_F(StatementGroupTest, BytesComeAsTheyAre) {
  const std::string all("\x00\x01\"\\,{}NULL\xff", 12);
  const auto echo = [&](std::optional<Bytes> one, const std::vector<std::optional<Bytes>>& many) {
    return reads_.Run({"asp"}, kEchoBytes, Params().Set("one", one).Set("many", many));
  };
  EXPECT_EQ(echo(Bytes{all}, {})[0].Bytes("one"), all);
  EXPECT_EQ(echo(Bytes{""}, {})[0].Bytes("one"), "");
  EXPECT_FALSE(echo(Bytes{""}, {})[0].IsNull("one"));
  EXPECT_TRUE(echo(std::nullopt, {})[0].IsNull("one"));
  EXPECT_EQ(echo(std::nullopt, {Bytes{all}, std::nullopt, Bytes{""}})[0].Text("many"),
            R"({"\\x0001225c2c7b7d4e554c4cff",NULL,"\\x"})");
  EXPECT_EQ(echo(std::nullopt, {})[0].Text("many"), "{}");
}

// The one that runs waits for a lock, and too few wait for it to end to be a large group.
TEST_F(StatementGroupTest, AReadDoesNotWaitForOneThatTakesLong) {
  owner_.Execute("SELECT pg_advisory_lock(1)");
  std::thread waiting([&] { reads_.Run({"asp"}, kLock, Params().Set("number", 1)); });
  while (owner_.Execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").empty())
    std::this_thread::yield();
  EXPECT_EQ(reads_.Run({"asp"}, kEcho, Params().Set("text", "A"))[0].Text("text"), "A");
  owner_.Execute("SELECT pg_advisory_unlock(1)");
  waiting.join();
}

TEST_F(StatementGroupTest, TwoAreStillRunAtOnceAfterMany) {
  InThreads([&](int) {
    for (int i = 0; i < 10 * kEach; ++i) reads_.Run({"asp"}, kSettings, {});
  });
  std::atomic<int> slept = 0;
  std::vector<std::thread> sleepers;
  for (int i = 0; i < 2; ++i) {
    sleepers.emplace_back([&] {
      reads_.Run({"asp"}, kSleep, Params().Set("seconds", 2));
      ++slept;
    });
  }
  int64_t most = 0;
  while (slept < 2) {
    most = std::max(most, owner_
                              .Execute("SELECT count(*) AS n FROM pg_stat_activity"
                                       " WHERE datname = current_database() AND wait_event = 'PgSleep'")[0]
                              .Int("n"));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  for (auto& sleeper : sleepers) sleeper.join();
  EXPECT_EQ(most, 2);
}

TEST_F(StatementGroupTest, AWriteDoesNotWaitForTwoThatTakeLong) {
  const auto locks = [&](const char* state) {
    return owner_
        .Execute(std::string("SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND ") +
                 state)[0]
        .Int("n");
  };
  owner_.Execute("SELECT pg_advisory_lock(1)");
  std::vector<std::thread> waiting;
  for (int i = 1; i <= 2; ++i) {
    waiting.emplace_back([&] { group_.Run({"asp"}, kLock, Params().Set("number", 1)); });
    // Each in a group of its own.
    while (locks("NOT granted") < i) std::this_thread::yield();
  }
  EXPECT_EQ(Write("asp", "A"), "");
  EXPECT_EQ(locks("NOT granted"), 2);
  owner_.Execute("SELECT pg_advisory_unlock(1)");
  for (auto& thread : waiting) thread.join();
}

TEST_F(StatementGroupTest, SaysWhenThereIsNoServer) {
  for (const Kind kind : {Kind::kReads, Kind::kWrites}) {
    StatementGroup nowhere("host=/nowhere dbname=none", kind);
    EXPECT_EQ(ReasonOf([&] { nowhere.Run({"asp"}, kSettings, {}); }), "DEPENDENCY_UNAVAILABLE");
  }
}

}  // namespace
}  // namespace waymark::db
