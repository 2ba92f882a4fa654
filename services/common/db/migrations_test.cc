#include "services/common/db/migrations.h"

#include <gtest/gtest.h>

#include <span>
#include <thread>
#include <vector>

#include "services/common/db/connection.h"
#include "services/common/events/migrations.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"

namespace waymark::db {
namespace {

class MigrationsTest : public ::testing::Test {
 protected:
  testing::TestDatabase database_;
  Connection owner_{database_.admin()};
  Connection app_{database_.app()};
};

TEST_F(MigrationsTest, AppliesEachOnceInOrder) {
  std::vector<Migration> migrations = {{"0001_a", "CREATE TABLE a (x int)"}};
  EXPECT_EQ(SchemaGap(app_, "test", migrations), "migration test/0001_a is missing");
  EXPECT_EQ(Migrate(owner_, "test", migrations), 1);
  migrations.push_back({"0002_b", "ALTER TABLE a ADD y int; INSERT INTO a VALUES (1, 2)"});
  EXPECT_EQ(Migrate(owner_, "test", migrations), 1);
  EXPECT_EQ(Migrate(owner_, "test", migrations), 0);
  EXPECT_EQ(SchemaGap(app_, "test", migrations), "");
}

TEST_F(MigrationsTest, RefusesOneThatWasChangedAfterwards) {
  const Migration before[] = {{"0001_a", "CREATE TABLE a (x int)"}};
  const Migration after[] = {{"0001_a", "CREATE TABLE a (x bigint)"}};
  Migrate(owner_, "test", before);
  EXPECT_THROW(Migrate(owner_, "test", after), Error);
  EXPECT_EQ(SchemaGap(app_, "test", after), "migration test/0001_a was applied with another text");
}

TEST_F(MigrationsTest, LeavesNothingOfOneThatFails) {
  const Migration migrations[] = {{"0001_a", "CREATE TABLE a (x int); SELECT 1/0"}};
  EXPECT_THROW(Migrate(owner_, "test", migrations), Error);
  Connection fresh(database_.admin());
  EXPECT_TRUE(fresh.Execute("SELECT to_regclass('a') AS t")[0].IsNull("t"));
}

constexpr Migration kIndexed[] = {{"0001_a", "CREATE TABLE a (x int); GRANT ALL ON a TO waymark_app"},
                                  {"0002_index",
                                   "-- Beside writers\n"
                                   "DROP INDEX CONCURRENTLY IF EXISTS a_x;\n"
                                   "CREATE INDEX CONCURRENTLY a_x ON a (x);\n"}};

TEST_F(MigrationsTest, MakesAnIndexBesideWriters) {
  Migrate(owner_, "test", std::span(kIndexed).first(1));
  // The index waits for this one; others must not wait for the index.
  app_.Execute("BEGIN");
  app_.Execute("INSERT INTO a VALUES (1)");
  std::thread migrator([&] { Migrate(owner_, "test", kIndexed); });
  std::thread second([&] {
    Connection owner(database_.admin());
    Migrate(owner, "test", kIndexed);
  });
  Connection admin(database_.admin()), writer(database_.app());
  const auto waits = [&] {
    return !admin
                .Execute(
                    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = "
                    "'Lock' AND query LIKE '%CREATE INDEX%'")
                .empty();
  };
  while (!waits()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_NO_THROW(writer.Execute("INSERT INTO a VALUES (2)"));
  app_.Execute("COMMIT");
  migrator.join();
  second.join();
  EXPECT_EQ(
      admin.Execute("SELECT count(*) AS n FROM pg_index WHERE indexrelid = 'a_x'::regclass AND indisvalid")[0]
          .Int("n"),
      1);
  EXPECT_EQ(SchemaGap(app_, "test", kIndexed), "");
}

TEST_F(MigrationsTest, MakesAnIndexAgainThatWasInterrupted) {
  Migrate(owner_, "test", std::span(kIndexed).first(1));
  owner_.Execute("CREATE INDEX a_x ON a (x)");
  EXPECT_EQ(Migrate(owner_, "test", kIndexed), 1);
  EXPECT_EQ(SchemaGap(app_, "test", kIndexed), "");
}

TEST_F(MigrationsTest, EveryTableOfAnOrganizationHasForcedRowSecurity) {
  const Rows bare = owner_.Execute(
      "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = "
      "'organization_id'"
      " WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS"
      " (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polwithcheck IS NOT NULL))");
  EXPECT_TRUE(bare.empty()) << bare[0].Text("relname");
}

}  // namespace
}  // namespace waymark::db
