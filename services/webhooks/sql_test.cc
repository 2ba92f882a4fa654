#include "services/webhooks/sql.h"

#include <gtest/gtest.h>

#include "services/common/testing/schema.h"
#include "services/webhooks/migrations.h"

namespace waymark::webhooks {
namespace {

class SqlTest : public ::testing::Test {
 protected:
  testing::TestDatabase database_{"webhooks", kMigrations};
};

TEST_F(SqlTest, EveryQueryFitsTheSchema) { testing::ExpectQueriesFit(database_, sql::kAllQueries); }

TEST_F(SqlTest, EveryTableIsOfItsOrganizations) { testing::ExpectTablesAreOfOrganizations(database_); }

TEST_F(SqlTest, WhatWasRecordedIsKept) { testing::ExpectChangesAreKept(database_); }

}  // namespace
}  // namespace waymark::webhooks
