#include "services/common/db/rows.h"

#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include "services/common/db/connection.h"
#include "services/common/status/error.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/postgres.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::db {
namespace {

using waymark::events::v1::Event;
using waymark::events::v1::ParticipantChanged;
using waymark::events::v1::ProgrammeChanged;

class RowsTest : public ::testing::Test {
 protected:
  testing::TestDatabase database_;
  Connection connection_{database_.app()};
};

TEST_F(RowsTest, FillsAMessageByColumnName) {
  const Rows rows = connection_.Execute(
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

TEST_F(RowsTest, ReadsTimesInUtcToTheMicrosecond) {
  Event event;
  connection_.Execute("SELECT TIMESTAMPTZ '2026-01-31 10:00:00.000001+01' AS time")[0].Fill(event);
  EXPECT_EQ(event.time().seconds(), 1769850000);
  EXPECT_EQ(event.time().nanos(), 1000);
}

TEST_F(RowsTest, ReadsTextArrays) {
  ProgrammeChanged message;
  connection_.Execute("SELECT ARRAY['a,b', 'say \"hi\"'] AS course_ids")[0].Fill(message);
  ASSERT_EQ(message.course_ids_size(), 2);
  EXPECT_EQ(message.course_ids(0), "a,b");
  EXPECT_EQ(message.course_ids(1), "say \"hi\"");
}

TEST_F(RowsTest, ReadsTextArraysByThemselves) {
  const Rows rows = connection_.Execute("SELECT ARRAY['a', '', NULL, 'b'] AS parts, NULL::text[] AS none");
  EXPECT_EQ(rows[0].Texts("parts"), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_TRUE(rows[0].Texts("none").empty());
}

TEST_F(RowsTest, AColumnWithoutAFieldIsOurError) {
  ProgrammeChanged message;
  EXPECT_THROW(connection_.Execute("SELECT 1 AS nobody")[0].Fill(message), Error);
}

TEST_F(RowsTest, BindsTheFieldsOfAMessage) {
  static constexpr std::string_view kNames[] = {"participant_id", "sex", "birth_date"};
  constexpr Query kEcho{"echo", "SELECT $1 AS participant_id, $2::smallint AS sex, $3 AS birth_date", kNames};
  ParticipantChanged message;
  message.set_participant_id("x");
  message.set_sex(waymark::vocabulary::v1::SEX_MALE);
  ParticipantChanged back;
  connection_.Read(Scope{.organization_id = "asp"}, kEcho, Params().SetFields(message))[0].Fill(back);
  EXPECT_THAT(back, testing::EqualsProto(message));
}

}  // namespace
}  // namespace waymark::db
