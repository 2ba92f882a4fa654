#include "services/common/db/connection.h"

#include <gtest/gtest.h>

#include "services/common/db/transaction.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"

namespace waymark::db {
namespace {

constexpr Migration kThing[] = {{"0001_thing", R"(
CREATE TABLE thing (organization_id text NOT NULL, code text NOT NULL, size int CONSTRAINT thing_size_positive CHECK (size > 0),
                    CONSTRAINT thing_code_unique PRIMARY KEY (organization_id, code));
ALTER TABLE thing ENABLE ROW LEVEL SECURITY;
ALTER TABLE thing FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON thing USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
DO $$ BEGIN EXECUTE format('GRANT SELECT, INSERT ON thing TO %I', current_setting('waymark.app_role')); END $$;)"}};

constexpr std::string_view kInsertParams[] = {"organization_id", "code", "size"};
constexpr Query kInsert{"insert_thing", "INSERT INTO thing VALUES ($1, $2, $3)", kInsertParams};
constexpr Query kCount{"count_things", "SELECT count(*) AS n FROM thing", {}};
constexpr Query kSettings{"show_settings",
                          "SELECT current_setting('waymark.organization', true) AS organization,"
                          " current_setting('statement_timeout') AS timeout",
                          {}};
constexpr std::string_view kSleepParams[] = {"seconds"};
constexpr Query kSleep{"sleep", "SELECT pg_sleep($1::float)", kSleepParams};

class ConnectionTest : public ::testing::Test {
 protected:
  Params Thing(const std::string& organization, const std::string& code, int size = 1) {
    return Params().Set("organization_id", organization).Set("code", code).Set("size", size);
  }
  template <typename Statement>
  Error ErrorOf(Statement statement) {
    try {
      statement();
    } catch (const Error& error) {
      return error;
    }
    return Error(Code::kUnknown, "NO_ERROR", "no error");
  }

  testing::TestDatabase database_{"thing", kThing};
  Connection connection_{database_.app()};
  Scope asp_{.organization_id = "asp"}, ksp_{.organization_id = "ksp"};
};

TEST_F(ConnectionTest, ShowsEachOrganizationItsOwnRowsOnOneConnection) {
  connection_.Write(asp_, kInsert, Thing("asp", "a"));
  connection_.Write(asp_, kInsert, Thing("asp", "b"));
  connection_.Write(ksp_, kInsert, Thing("ksp", "a"));
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 2);
  EXPECT_EQ(connection_.Read(ksp_, kCount, {})[0].Int("n"), 1);
  EXPECT_EQ(connection_.Read(Scope{.organization_id = "other"}, kCount, {})[0].Int("n"), 0);
}

TEST_F(ConnectionTest, WhatIsTriedInVainLeavesNothingAndTheTransactionGoesOn) {
  Transaction tx(connection_, asp_);
  EXPECT_TRUE(tx.Try(kInsert, Thing("asp", "a")));
  EXPECT_FALSE(tx.Try(kInsert, Thing("asp", "a")));
  EXPECT_TRUE(tx.Try(kInsert, Thing("asp", "b")));
  EXPECT_FALSE(tx.Try(kInsert, Thing("asp", "b")));
  tx.Commit();
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 2);
}

TEST_F(ConnectionTest, OnlyAUniqueKeyIsAReasonToGoOn) {
  Transaction tx(connection_, asp_);
  EXPECT_EQ(ErrorOf([&] { tx.Try(kInsert, Thing("asp", "a", 0)); }).reason(), "THING_SIZE_POSITIVE");
}

TEST_F(ConnectionTest, NoSettingLeaksFromOneCallerToTheNext) {
  Scope hurried = asp_;
  hurried.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(900);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(connection_.Read(hurried, kSettings, {})[0].Text("organization"), "asp");
    EXPECT_EQ(connection_.Read(hurried, kSettings, {})[0].Text("timeout"), "1s");
    ErrorOf([&] {
      Transaction tx(connection_, asp_);
      tx.Run(kInsert, Thing("ksp", "x"));  // refused, and rolled back
    });
    EXPECT_EQ(connection_.Read(ksp_, kSettings, {})[0].Text("organization"), "ksp");
    EXPECT_EQ(connection_.Read(ksp_, kSettings, {})[0].Text("timeout"), "10s");
  }
}

TEST_F(ConnectionTest, WritingAnotherOrganizationsRowIsRefused) {
  EXPECT_NE(ErrorOf([&] { connection_.Write(asp_, kInsert, Thing("ksp", "a")); }).reason(), "NO_ERROR");
  EXPECT_EQ(connection_.Read(ksp_, kCount, {})[0].Int("n"), 0);
}

TEST_F(ConnectionTest, ConstraintNamesAreReasons) {
  connection_.Write(asp_, kInsert, Thing("asp", "a"));
  const Error twice = ErrorOf([&] { connection_.Write(asp_, kInsert, Thing("asp", "a")); });
  EXPECT_EQ(twice.code(), Code::kAlreadyExists);
  EXPECT_EQ(twice.reason(), "THING_CODE_UNIQUE");
  const Error check = ErrorOf([&] { connection_.Write(asp_, kInsert, Thing("asp", "b", 0)); });
  EXPECT_EQ(check.code(), Code::kInvalidArgument);
  EXPECT_EQ(check.reason(), "THING_SIZE_POSITIVE");
}

TEST_F(ConnectionTest, StopsAStatementAtItsDeadline) {
  Scope hurried = asp_;
  hurried.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  EXPECT_EQ(ErrorOf([&] { connection_.Read(hurried, kSleep, Params().Set("seconds", 30)); }).code(),
            Code::kDeadlineExceeded);
  hurried.deadline = std::chrono::steady_clock::now();
  EXPECT_EQ(ErrorOf([&] { connection_.Read(hurried, kCount, {}); }).code(), Code::kDeadlineExceeded);
}

TEST_F(ConnectionTest, RollsBackATransactionThatWasNotCommitted) {
  {
    Transaction tx(connection_, asp_);
    tx.Run(kInsert, Thing("asp", "a"));
  }
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 0);
  Transaction tx(connection_, asp_);
  tx.Run(kInsert, Thing("asp", "a"));
  tx.Commit();
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 1);
}

TEST_F(ConnectionTest, ComesBackAfterItsBackendWasKilled) {
  const auto kill = [&] {
    Connection(database_.admin())
        .Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'waymark_app'");
  };
  connection_.Write(asp_, kInsert, Thing("asp", "a"));
  kill();
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 1);
  kill();
  Transaction tx(connection_, asp_);
  tx.Run(kInsert, Thing("asp", "b"));
  kill();
  EXPECT_EQ(ErrorOf([&] { tx.Run(kCount, {}); }).code(), Code::kUnavailable);
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 1);
}

// As in a rolling upgrade, whose migration gives a view another column.
class ViewTest : public ConnectionTest {
 protected:
  ViewTest() {
    owner_.Execute(
        "CREATE VIEW thing_record AS SELECT code FROM thing; GRANT SELECT ON thing_record TO waymark_app");
    connection_.Write(asp_, kInsert, Thing("asp", "a"));
  }
  void AddColumn() { owner_.Execute("CREATE OR REPLACE VIEW thing_record AS SELECT code, size FROM thing"); }

  Connection owner_{database_.admin()};
};

constexpr Query kRecords{"thing_records", "SELECT * FROM thing_record", {}};

TEST_F(ViewTest, IsReadWithAColumnMore) {
  EXPECT_EQ(connection_.Read(asp_, kRecords, {})[0].Text("code"), "a");
  AddColumn();
  EXPECT_EQ(connection_.Read(asp_, kRecords, {})[0].Int("size"), 1);
}

TEST_F(ViewTest, IsReadWithAColumnMoreFirstInATransaction) {
  EXPECT_EQ(connection_.Read(asp_, kRecords, {})[0].Text("code"), "a");
  AddColumn();
  Transaction tx(connection_, asp_);
  EXPECT_EQ(tx.Run(kRecords, {})[0].Int("size"), 1);
  tx.Run(kInsert, Thing("asp", "b"));
  tx.Commit();
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 2);
}

TEST_F(ViewTest, EndsATransactionThatHasBegunAsOneToTryAgain) {
  EXPECT_EQ(connection_.Read(asp_, kRecords, {})[0].Text("code"), "a");
  const auto insert_and_read = [&](const std::string& code) {
    Transaction tx(connection_, asp_);
    tx.Run(kInsert, Thing("asp", code));
    AddColumn();
    const int64_t records = static_cast<int64_t>(tx.Run(kRecords, {}).size());
    tx.Commit();
    return records;
  };
  EXPECT_EQ(ErrorOf([&] { insert_and_read("b"); }).code(), Code::kUnavailable);
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 1);
  EXPECT_EQ(insert_and_read("b"), 2);
}

TEST_F(ConnectionTest, AServerThatTakesNoWritesIsLeftForOneThatDoes) {
  Connection owner(database_.admin());
  const auto make = [&](const std::string& read_only) {
    owner.Execute("ALTER ROLE waymark_app IN DATABASE " +
                  owner.Execute("SELECT quote_ident(current_database()) AS name")[0].Text("name") +
                  " SET default_transaction_read_only = " + read_only);
  };
  make("on");
  EXPECT_EQ(ErrorOf([&] { connection_.Write(asp_, kInsert, Thing("asp", "a")); }).code(), Code::kUnavailable);
  EXPECT_EQ(ErrorOf([&] { Transaction(connection_, asp_).Run(kInsert, Thing("asp", "a")); }).code(),
            Code::kUnavailable);
  make("off");
  connection_.Write(asp_, kInsert, Thing("asp", "a"));
  EXPECT_EQ(connection_.Read(asp_, kCount, {})[0].Int("n"), 1);
}

}  // namespace
}  // namespace waymark::db
