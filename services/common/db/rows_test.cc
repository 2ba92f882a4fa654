#include "services/common/db/rows.h"

#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include <limits>

#include "services/common/db/connection.h"
#include "services/common/db/statement_group.h"
#include "services/common/status/error.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/postgres.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::db {
namespace {

using waymark::events::v1::Event;
using waymark::events::v1::ParticipantChanged;
using waymark::events::v1::ProgrammeChanged;

// From either driver: both give the same.
enum class Driver { kLibpqxx, kLibpq };

class RowsTest : public ::testing::TestWithParam<Driver> {
 protected:
  Rows Run(const Query& query, const Params& params = {}) {
    const Scope scope{.organization_id = "asp"};
    return GetParam() == Driver::kLibpq ? group_.Run(scope, query, params)
                                        : connection_.Read(scope, query, params);
  }
  // The statement must outlive the test: its text is its name.
  Rows Select(std::string_view sql) { return Run({sql, sql, {}}); }

  testing::TestDatabase database_;
  Connection connection_{database_.app()};
  StatementGroup group_{database_.app(), Kind::kReads};
};

INSTANTIATE_TEST_SUITE_P(OfEachDriver, RowsTest, ::testing::Values(Driver::kLibpqxx, Driver::kLibpq));

TEST_P(RowsTest, FillsAMessageByColumnName) {
  const Rows rows = Select(
      "SELECT 'x' AS participant_id, 2::smallint AS sex, DATE '1990-05-17' AS birth_date, NULL AS unit_id, 7 "
      "AS _version");
  ParticipantChanged message;
  rows[0].Fill(message);
  ParticipantChanged expected;
  expected.set_participant_id("x");
  expected.set_sex(waymark::vocabulary::v1::SEX_FEMALE);
  expected.set_birth_date("1990-05-17");
  EXPECT_THAT(message, testing::EqualsProto(expected));
  EXPECT_EQ(rows[0].Int("_version"), 7);
}

TEST_P(RowsTest, ReadsTimesInUtcToTheMicrosecond) {
  Event event;
  Select("SELECT TIMESTAMPTZ '2026-01-31 10:00:00.000001+01' AS time")[0].Fill(event);
  EXPECT_EQ(event.time().seconds(), 1769850000);
  EXPECT_EQ(event.time().nanos(), 1000);
}

TEST_P(RowsTest, ReadsTextArrays) {
  ProgrammeChanged message;
  Select("SELECT ARRAY['a,b', 'say \"hi\"'] AS course_ids")[0].Fill(message);
  ASSERT_EQ(message.course_ids_size(), 2);
  EXPECT_EQ(message.course_ids(0), "a,b");
  EXPECT_EQ(message.course_ids(1), "say \"hi\"");
}

TEST_P(RowsTest, ReadsTextArraysByThemselves) {
  const Rows rows = Select("SELECT ARRAY['a', '', NULL, 'b'] AS parts, NULL::text[] AS none");
  EXPECT_EQ(rows[0].Texts("parts"), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_TRUE(rows[0].Texts("none").empty());
}

TEST_P(RowsTest, ReadsEachKindOfValue) {
  const Rows rows = Select(
      "SELECT 'Çelësi' AS text, '' AS nothing, -9223372036854775808 AS least, 0.1::float8 AS tenth,"
      " '-Infinity'::float8 AS below, true AS yes, false AS no, '\\x00ff'::bytea AS bytes");
  const Row row = rows[0];
  EXPECT_EQ(row.Text("text"), "Çelësi");
  EXPECT_EQ(row.Text("nothing"), "");
  EXPECT_FALSE(row.IsNull("nothing"));
  EXPECT_EQ(row.Int("least"), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(row.Double("tenth"), 0.1);
  EXPECT_EQ(row.Double("below"), -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(row.Bool("yes"));
  EXPECT_FALSE(row.Bool("no"));
  EXPECT_EQ(row.Bytes("bytes"), std::string("\0\xff", 2));
}

TEST_P(RowsTest, NullIsTheEmptyValue) {
  const Row row = Select("SELECT NULL AS it")[0];
  EXPECT_TRUE(row.IsNull("it"));
  EXPECT_EQ(row.Text("it"), "");
  EXPECT_EQ(row.Int("it"), 0);
  EXPECT_EQ(row.Double("it"), 0);
  EXPECT_FALSE(row.Bool("it"));
  EXPECT_EQ(row.Bytes("it"), "");
  EXPECT_TRUE(row.Texts("it").empty());
}

TEST_P(RowsTest, WhatIsNotOfTheTypeIsOurError) {
  const Row row = Select("SELECT '12 or so' AS it, 12 AS number")[0];
  EXPECT_THROW(row.Int("it"), Error);
  EXPECT_THROW(row.Double("it"), Error);
  EXPECT_THROW(row.Bool("number"), Error);
  EXPECT_THROW(row.Bytes("it"), Error);
  EXPECT_THROW(row.Text("nowhere"), Error);
}

TEST_P(RowsTest, GivesEachRow) {
  const Rows rows = Select("SELECT n FROM generate_series(1, 300) AS n");
  EXPECT_EQ(rows.size(), 300);
  EXPECT_EQ(rows.affected(), 300);
  int64_t expected = 0;
  for (const Row row : rows) EXPECT_EQ(row.Int("n"), ++expected);
  EXPECT_EQ(expected, 300);
  EXPECT_TRUE(Select("SELECT 1 AS n WHERE false").empty());
  EXPECT_TRUE(Rows().empty());
}

TEST_P(RowsTest, ARowOutlivesItsRows) {
  const Row row = Select("SELECT 'still here' AS text")[0];
  EXPECT_EQ(row.Text("text"), "still here");
}

TEST_P(RowsTest, FillsMessagesOfOneTypeFromSeveralStatements) {
  const Rows some = Select("SELECT 'a' AS participant_id, 'b' AS unit_id");
  const Rows others = Select("SELECT 'c' AS unit_id, 'd' AS participant_id");
  for (int i = 0; i < 2; ++i) {
    ParticipantChanged first, second;
    some[0].Fill(first);
    others[0].Fill(second);
    EXPECT_EQ(first.participant_id() + first.unit_id(), "ab");
    EXPECT_EQ(second.participant_id() + second.unit_id(), "dc");
  }
}

TEST_P(RowsTest, AColumnWithoutAFieldIsOurError) {
  ProgrammeChanged message;
  EXPECT_THROW(Select("SELECT 1 AS nobody")[0].Fill(message), Error);
}

TEST_P(RowsTest, BindsTheFieldsOfAMessage) {
  static constexpr std::string_view kNames[] = {"participant_id", "sex", "birth_date"};
  constexpr Query kEcho{"echo", "SELECT $1 AS participant_id, $2::smallint AS sex, $3 AS birth_date", kNames};
  ParticipantChanged message;
  message.set_participant_id("x");
  message.set_sex(waymark::vocabulary::v1::SEX_MALE);
  ParticipantChanged back;
  Run(kEcho, Params().SetFields(message))[0].Fill(back);
  EXPECT_THAT(back, testing::EqualsProto(message));
}

}  // namespace
}  // namespace waymark::db
