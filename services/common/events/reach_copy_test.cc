#include "services/common/events/reach_copy.h"

#include <gmock/gmock.h>

#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

using waymark::events::v1::Event;

// `00000000-…-0000000000<n>`
std::string Id(const std::string& n) { return "00000000-0000-7000-8000-0000000000" + n; }

Event Person(const std::string& id, int version, const std::string& unit) {
  Event event;
  event.set_aggregate_version(version);
  event.mutable_participant_changed()->set_participant_id(Id(id));
  if (!unit.empty()) event.mutable_participant_changed()->set_unit_id(Id(unit));
  return event;
}

Event Unit(const std::string& id, int version, const std::string& parent, const std::string& since = "") {
  Event event;
  event.set_aggregate_version(version);
  event.mutable_unit_changed()->set_unit_id(Id(id));
  if (!parent.empty()) event.mutable_unit_changed()->set_parent_id(Id(parent));
  event.mutable_unit_changed()->set_parent_effective_on(since);
  return event;
}

class ReachCopyTest : public ::testing::Test {
 protected:
  void Apply(const std::vector<Event>& events) {
    db::Transaction tx(connection_, {"asp"});
    MakeReachCopy()->Apply(tx, "asp", events);
    tx.Commit();
  }

  std::string Ask(const std::string& sql) {
    return db::Connection(database_.admin())
        .Execute("SELECT set_config('waymark.organization', 'asp', false); " + sql)[0]
        .Text("answer");
  }
  // The last two digits of the units below one.
  std::string Below(const std::string& unit) {
    return Ask(
        "SELECT string_agg(right(id::text, 2), ' ' ORDER BY id) AS answer FROM unnest(units_below(ARRAY['" +
        Id(unit) + "']::uuid[])) AS id");
  }
  std::string UnitOf(const std::string& person) {
    return Ask(
        "SELECT coalesce(right(unit_id::text, 2), 'none') AS answer FROM reach_person WHERE person_id = '" +
        Id(person) + "'");
  }

  testing::TestDatabase database_;
  db::Connection connection_{database_.app()};
};

TEST_F(ReachCopyTest, KeepsTheLastUnitOfEachPerson) {
  Apply({Person("01", 1, "a1"), Person("02", 1, "a1"), Person("01", 2, "a2")});
  EXPECT_EQ(UnitOf("01"), "a2");
  EXPECT_EQ(UnitOf("02"), "a1");
  Apply({Person("01", 1, "a1"), Person("02", 2, "")});
  EXPECT_EQ(UnitOf("01"), "a2") << "an older version came again";
  EXPECT_EQ(UnitOf("02"), "none");
}

TEST_F(ReachCopyTest, AddsManyAtOnceWhereverOneIsThereAlready) {
  const auto many = [](int from, const std::string& unit) {
    std::vector<Event> events;
    for (int i = from; i < from + 60; ++i) events.push_back(Person(std::to_string(i), 1, unit));
    return events;
  };
  Apply(many(10, "a1"));
  Apply(many(30, "a2"));
  EXPECT_EQ(Ask("SELECT string_agg(concat(right(unit_id::text, 2), ' ', n), ', ' ORDER BY unit_id) AS answer "
                "FROM (SELECT unit_id, count(*) AS n FROM reach_person GROUP BY unit_id) AS counted"),
            "a1 60, a2 20");
  EXPECT_EQ(UnitOf("30"), "a1");
}

TEST_F(ReachCopyTest, KeepsWhoseRecordsAreOnePersons) {
  const auto merged = [](const std::string& id, int version, const std::string& into) {
    Event event = Person(id, version, "a1");
    if (!into.empty()) event.mutable_participant_changed()->set_merged_into_id(Id(into));
    return event;
  };
  const auto records = [&](const std::string& person) {
    return Ask(
        "SELECT string_agg(right(id::text, 2), ' ' ORDER BY id) AS answer FROM unnest(records_of_person('" +
        Id(person) + "')) AS id");
  };
  const auto person_of = [&](const std::string& record) {
    return Ask("SELECT right(person_of('" + Id(record) + "')::text, 2) AS answer");
  };
  Apply({merged("02", 2, "01"), merged("03", 2, "01")});
  for (const std::string record : {"01", "02", "03"}) {
    EXPECT_EQ(records(record), "01 02 03");
    EXPECT_EQ(person_of(record), "01");
  }
  EXPECT_EQ(records("04"), "04");
  Apply({merged("03", 3, "")});
  EXPECT_EQ(records("01"), "01 02");
  EXPECT_EQ(records("03"), "03");
}

TEST_F(ReachCopyTest, KeepsTheTreeAsItIsToday) {
  Apply({Unit("a1", 1, ""), Unit("a2", 1, "a1"), Unit("a3", 1, "a2"), Unit("b1", 1, "")});
  EXPECT_EQ(Below("a1"), "a1 a2 a3");
  EXPECT_EQ(Below("b1"), "b1");
  Apply({Unit("a3", 2, "b1", "2020-01-01"), Unit("a2", 2, "b1", "2200-01-01")});
  EXPECT_EQ(Below("a1"), "a1 a2");
  EXPECT_EQ(Below("b1"), "a3 b1");
}

TEST_F(ReachCopyTest, AMoveThatIsCorrectedHoldsFromItsNewDayOnAlone) {
  const auto corrected = [](Event event, const std::string& day) {
    event.mutable_unit_changed()->add_withdrawn_days(day);
    return event;
  };
  const Event wrong = Unit("a3", 2, "b1", "2020-01-01"),
              right = corrected(Unit("a3", 3, "b1", "2200-01-01"), "2020-01-01");
  Apply({Unit("a1", 1, ""), Unit("b1", 1, ""), Unit("a3", 1, "a1"), wrong});
  EXPECT_EQ(Below("b1"), "a3 b1");
  Apply({right});
  EXPECT_EQ(Below("a1"), "a1 a3");
  EXPECT_EQ(Below("b1"), "b1");
  Apply({wrong});
  EXPECT_EQ(Below("b1"), "b1") << "an older version came again";
  Apply({corrected(Unit("a3", 4, "b1", "2020-01-01"), "2200-01-01"),
         corrected(Unit("a3", 5, "b1", ""), "2020-01-01")});
  EXPECT_EQ(Ask("SELECT string_agg(effective_on::text, ' ') AS answer FROM reach_unit WHERE unit_id = '" +
                Id("a3") + "'"),
            "-infinity");
  EXPECT_EQ(Below("b1"), "a3 b1");
}

TEST_F(ReachCopyTest, AMoveThatWasNoneLeavesTheUnitWhereItIs) {
  Event none = Unit("a3", 3, "a1");
  none.mutable_unit_changed()->add_withdrawn_days("2020-01-01");
  Apply({Unit("a1", 1, ""), Unit("b1", 1, ""), Unit("a3", 1, "a1"), Unit("a3", 2, "b1", "2020-01-01"), none});
  EXPECT_EQ(Below("a1"), "a1 a3");
  EXPECT_EQ(Below("b1"), "b1");
}

TEST_F(ReachCopyTest, KeepsTheTreeAloneWhereNoPersonIsOf) {
  db::Transaction tx(connection_, {"asp"});
  MakeUnitCopy()->Apply(tx, "asp",
                        std::vector{Unit("a1", 1, ""), Unit("a2", 1, "a1"), Person("01", 1, "a1")});
  tx.Commit();
  EXPECT_EQ(Below("a1"), "a1 a2");
  EXPECT_EQ(Ask("SELECT count(*) AS answer FROM reach_person"), "0");
}

TEST_F(ReachCopyTest, KeepsWhoAccompaniesWhomNow) {
  using namespace waymark::vocabulary::v1;  // NOLINT: the states
  const auto mentorship = [](const std::string& person, int version, MentorshipState state) {
    Event event;
    event.set_aggregate_version(version);
    auto& changed = *event.mutable_mentorship_changed();
    changed.set_mentorship_id(Id(person));
    changed.set_participant_id(Id(person));
    changed.set_account_id(Id("e1"));
    changed.set_to(state);
    return event;
  };
  const auto mentored = [&](const std::string& units) {
    return Ask(
        "SELECT coalesce(string_agg(right(id::text, 2), ' ' ORDER BY id), '') AS answer "
        "FROM unnest(persons_mentored('" +
        Id("e1") + "', " + units + ")) AS id");
  };
  Apply({Person("01", 1, "a1"), Unit("a1", 1, "a0"), mentorship("01", 1, MENTORSHIP_STATE_ACTIVE),
         mentorship("02", 1, MENTORSHIP_STATE_PAUSED), mentorship("03", 1, MENTORSHIP_STATE_PROPOSED)});
  EXPECT_EQ(mentored("NULL"), "01 02");
  EXPECT_EQ(mentored("ARRAY['" + Id("a0") + "']::uuid[]"), "01");
  Apply({mentorship("02", 3, MENTORSHIP_STATE_RE_PAIRED), mentorship("02", 2, MENTORSHIP_STATE_ACTIVE)});
  EXPECT_EQ(mentored("NULL"), "01");
}

TEST_F(ReachCopyTest, PassesOverOtherEvents) {
  Event other;
  other.mutable_course_changed()->set_course_id("not looked at");
  Apply({other, Person("01", 1, "a1")});
  EXPECT_EQ(UnitOf("01"), "a1");
}

}  // namespace
}  // namespace waymark::events
