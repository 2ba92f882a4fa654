#include "services/common/db/migrations.h"

#include <gtest/gtest.h>

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
