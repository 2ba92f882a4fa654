#include "services/access/sql.h"

#include <gtest/gtest.h>

#include "services/access/migrations.h"
#include "services/common/testing/schema.h"

namespace waymark::access {
namespace {

class SqlTest : public ::testing::Test {
 protected:
  testing::TestDatabase database_{"access", kMigrations};
};

TEST_F(SqlTest, EveryQueryFitsTheSchema) { testing::ExpectQueriesFit(database_, sql::kAllQueries); }

TEST_F(SqlTest, EveryTableIsOfItsOrganizations) { testing::ExpectTablesAreOfOrganizations(database_); }

TEST_F(SqlTest, WhatWasRecordedIsKept) { testing::ExpectChangesAreKept(database_); }

// Of grants, those that say which person an account is among them.
TEST_F(SqlTest, GrantsAreKeptByUnit) { testing::ExpectPersonsAreReachedByUnit(database_); }

}  // namespace
}  // namespace waymark::access
