#pragma once

#include <span>

#include "services/common/db/query.h"
#include "services/common/testing/postgres.h"

namespace waymark::testing {

// The migrations before the named one, for a test of what it makes of records of before.
std::span<const db::Migration> MigrationsBefore(std::span<const db::Migration> all, std::string_view name);

// Fails the test for each query that PostgreSQL cannot prepare.
void ExpectQueriesFit(const TestDatabase& database, std::span<const db::Query* const> queries);

// Fails the test for each table with organization_id that shows its rows to every
// organization, or whose plans depend on the statistics of one.
void ExpectTablesAreOfOrganizations(const TestDatabase& database, const std::string& schema = "public");

// Fails the test unless the role of the programs can add to what was recorded, and neither
// change nor delete of it; and can but read which migrations there were.
void ExpectChangesAreKept(const TestDatabase& database);

// Fails the test for each table with participant_id of which callers with a right
// to a part of the organization (ServiceDefinition::knows_reach) may read, change
// or delete what lies outside it.
void ExpectPersonsAreReachedByUnit(const TestDatabase& database);

// Fails the test for each table with unit_id, of records that are no person's, of which
// such callers may change what lies outside it. Copies are changed by no caller.
void ExpectUnitsAreKeptByUnit(const TestDatabase& database);

}  // namespace waymark::testing
