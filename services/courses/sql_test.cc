#include "services/courses/sql.h"

#include <gtest/gtest.h>

#include "services/common/testing/schema.h"
#include "services/courses/migrations.h"

namespace waymark::courses {
namespace {

class SqlTest : public ::testing::Test {
 protected:
  testing::TestDatabase database_{"courses", kMigrations};
};

TEST_F(SqlTest, EveryQueryFitsTheSchema) { testing::ExpectQueriesFit(database_, sql::kAllQueries); }

TEST_F(SqlTest, EveryTableIsOfItsOrganizations) { testing::ExpectTablesAreOfOrganizations(database_); }

TEST_F(SqlTest, WhatWasRecordedIsKept) { testing::ExpectChangesAreKept(database_); }

TEST_F(SqlTest, PersonsAreReachedByUnit) { testing::ExpectPersonsAreReachedByUnit(database_); }

TEST_F(SqlTest, UnitsAreKeptByUnit) { testing::ExpectUnitsAreKeptByUnit(database_); }

}  // namespace
}  // namespace waymark::courses
