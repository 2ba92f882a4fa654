// What the migrations make of persons who were recorded before them.
#include <gtest/gtest.h>

#include <string>

#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"
#include "services/participants/migrations.h"

namespace waymark::participants {
namespace {

// `…0a` for `a`.
std::string Id(char last) { return std::string("00000000-0000-7000-8000-00000000000") + last; }

class RecordedBeforeSqlTest : public ::testing::Test {
 protected:
  explicit RecordedBeforeSqlTest(const std::string& migration)
      : database_("participants", testing::MigrationsBefore(kMigrations, migration)) {}

  void Migrate() {
    db::Connection owner(database_.owner());
    db::Migrate(owner, "participants", kMigrations);
  }
  // A person, and what else is to be said of them.
  void Record(char id, const std::string& column, const std::string& value) {
    admin_.Execute(
        "INSERT INTO participant (organization_id, participant_id, display_name, sex, state, content_digest,"
        " version, create_time, update_time, " +
        column + ") VALUES ('asp', '" + Id(id) + "', 'One', 0, 1, gen_random_uuid(), 1, now(), now(), " +
        value + ")");
  }
  // Of each person the last letter of the id and the column.
  std::string Read(const std::string& column) {
    return admin_
        .Execute("SELECT string_agg(concat_ws(' ', right(participant_id::text, 1), " + column +
                 "), ', ' ORDER BY participant_id) AS found FROM participant")[0]
        .Text("found");
  }

  testing::TestDatabase database_;
  db::Connection admin_{database_.admin()};
};

class AttributedAgainSqlTest : public RecordedBeforeSqlTest {
 protected:
  AttributedAgainSqlTest() : RecordedBeforeSqlTest("0016_attributed_again") {}
};

TEST_F(AttributedAgainSqlTest, AttributesThatAreThereAreShown) {
  Record('a', "attributed", "false");
  Record('b', "attributed", "false");
  Record('c', "attributed", "true");
  for (const char id : {'a', 'c'})
    admin_.Execute("INSERT INTO participant_attribute VALUES ('asp', '" + Id(id) +
                   "', 'area', '2020-01-01', 'rural')");
  Migrate();
  EXPECT_EQ(Read("attributed"), "a t, b f, c t");
}

class MergedAreProtectedSqlTest : public RecordedBeforeSqlTest {
 protected:
  MergedAreProtectedSqlTest() : RecordedBeforeSqlTest("0017_merged_are_protected") {}
};

TEST_F(MergedAreProtectedSqlTest, MergedRecordsAreProtectedAsThePersonIs) {
  const auto merge = [&](char id, const std::string& protected_before, char into) {
    Record(id, "protected_before, merged_into_id", protected_before + ", '" + Id(into) + "'");
  };
  Record('1', "protected_before", "'infinity'");
  merge('a', "NULL", '1');
  merge('b', "'2030-01-01'", '1');
  Record('2', "protected_before", "'2030-01-01'");
  merge('c', "'2031-01-01'", '2');
  Record('3', "protected_before", "NULL");
  merge('d', "NULL", '3');
  Migrate();
  EXPECT_EQ(Read("protected_before"), "1 infinity, 2 2030-01-01, 3, a infinity, b infinity, c 2031-01-01, d");
}

}  // namespace
}  // namespace waymark::participants
