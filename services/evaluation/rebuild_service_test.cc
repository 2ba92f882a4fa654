#include <atomic>
#include <sstream>
#include <thread>

#include "services/common/events/event_test_support.h"
#include "services/common/events/relay.h"
#include "services/common/rpc/rebuild.h"
#include "services/common/rpc/replay_events.h"
#include "services/common/testing/schema.h"
#include "services/evaluation/fixture.h"
#include "services/evaluation/random_world.h"

namespace waymark::evaluation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kChangeParams[] = {"organization_id", "event_id", "aggregate",
                                              "version",         "type",     "payload"};
constexpr db::Query kChange{
    "record_change",
    "INSERT INTO change (organization_id, change_no, event_id, aggregate, aggregate_version, type, payload, "
    "actor,"
    " purpose, method, traceparent, occurred_at, recorded_at)"
    " VALUES ($1, next_change_no($1), $2, $3, $4::int, $5, $6, '', '', '', '', now(), now())",
    kChangeParams};

rpc::ServiceDefinition ProducerNamed(const std::string& name) {
  rpc::ServiceDefinition definition;
  definition.name = name;
  definition.make_services = [](rpc::Runner&) { return std::vector{rpc::MakeReplayService()}; };
  return definition;
}

// A service that records what a test tells it, and publishes it.
class Producer {
 public:
  Producer(const std::string& name, const std::string& redis)
      : service_(ProducerNamed(name)), relay_({name, service_.database().app(), redis}) {}

  void Record(const Events& events) {
    for (pb::Event event : events) {
      event.set_organization_id("asp");
      const std::string payload = event.SerializeAsString();
      connection_.Write(db::Scope{"asp"}, kChange,
                        db::Params()
                            .Set("organization_id", "asp")
                            .Set("event_id", event.id())
                            .Set("aggregate", event.aggregate())
                            .Set("version", event.aggregate_version())
                            .Set("type", event.type())
                            .Set("payload", db::Bytes{payload}));
      ++recorded_;
    }
  }
  const std::string& address() const { return service_.address(); }
  int64_t recorded() const { return recorded_; }

 private:
  testing::TestService service_;
  db::Connection connection_{service_.database().app()};
  int64_t recorded_ = 0;
  const events::Relay relay_;
};

class RebuildTest : public EvaluationFixture {
 protected:
  RebuildTest() {
    for (const char* name : {"participants", "courses", "progression"}) {
      producers_[name] = std::make_unique<Producer>(name, redis_.address());
      settings_.upstreams[name] = producers_[name]->address();
      consumers_.push_back(std::make_unique<events::Consumer>(
          events::ConsumerOptions{"evaluation", name, service_.database().app(), redis_.address()},
          MakeFactsHandler()));
    }
    settings_.database = service_.database().app();
    settings_.owner_database = service_.database().owner();
  }

  void Record(const RandomWorld& world) {
    for (const auto& [producer, events] : world.Streams()) producers_[producer]->Record(events);
  }
  // Whether the live model has all that was recorded.
  bool HasAll() {
    return events::Eventually([&] {
      const v1::EvaluationStatus status = Status();
      return std::all_of(status.positions().begin(), status.positions().end(), [&](const auto& position) {
        return position.position() == producers_[position.producer()]->recorded();
      });
    });
  }
  std::string Kept() { return KeptIn(service_.database()); }
  // Another way to have it: all events, applied by hand.
  static std::string Folded(const Events& events) {
    testing::TestDatabase database("evaluation", Definition().migrations);
    db::Connection connection(database.app());
    db::Transaction tx(connection, db::Scope{"asp"});
    MakeFactsHandler()->Apply(tx, "asp", events);
    tx.Commit();
    return KeptIn(database);
  }

  // The first line in which they differ: to print all of it takes more memory than there is.
  static std::string FirstDifference(const std::string& kept, const std::string& folded) {
    std::istringstream left(kept), right(folded);
    for (std::string a, b; left || right; a.clear(), b.clear()) {
      std::getline(left, a);
      std::getline(right, b);
      if (a != b) return a + " instead of " + b;
    }
    return "";
  }

  static bool NotStopped(std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
    return false;
  }
  // What it said, when it was done.
  std::string Rebuild() {
    ::testing::internal::CaptureStdout();
    EXPECT_TRUE(rpc::Rebuild(Definition(), settings_, NotStopped));
    return ::testing::internal::GetCapturedStdout();
  }
  // One that lacks the events of progression, and is ended once it has the others.
  void RebuildAndEnd() {
    auto settings = settings_;
    settings.upstreams["progression"] = "unix:/nowhere";
    const auto has_others = [&](auto time) {
      std::this_thread::sleep_for(time);
      return CountBeside("enrolment_fact") == kEnrolments;
    };
    EXPECT_FALSE(rpc::Rebuild(Definition(), settings, has_others));
  }
  int64_t CountBeside(const std::string& table) {
    if (!HasBeside()) return -1;
    return admin_.Execute("SELECT count(*) AS n FROM rebuild." + table)[0].Int("n");
  }
  bool HasBeside() {
    return admin_.Execute("SELECT to_regclass('rebuild.person_career') IS NOT NULL AS there")[0].Bool(
        "there");
  }

  // All that makes the tables what they are.
  std::string Schema() {
    return admin_
        .Execute(
            "SELECT string_agg(line, E'\\n' ORDER BY line) AS lines FROM ("
            " SELECT concat_ws(' ', c.relname, c.relkind, c.relowner::regrole, c.relrowsecurity,"
            "                  c.relforcerowsecurity, c.reloptions,"
            "                  (SELECT string_agg(acl::text, ',' ORDER BY acl::text) FROM "
            "aclexplode(c.relacl) acl))"
            " AS line FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
            " UNION ALL"
            " SELECT concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, attnotnull, "
            "attstattarget,"
            "                  attstorage, pg_get_expr(d.adbin, d.adrelid), col_description(attrelid, "
            "attnum))"
            " FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid"
            " LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum"
            " WHERE c.relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped"
            " UNION ALL"
            " SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid"
            " WHERE c.relnamespace = 'public'::regnamespace"
            " UNION ALL"
            " SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM "
            "pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT p::text FROM pg_policies p WHERE schemaname = 'public') AS all_lines")[0]
        .Text("lines");
  }
  void Damage() {
    admin_.Execute(
        "DELETE FROM person_unit; UPDATE enrolment_fact SET state = 1, version = 99; "
        "DELETE FROM career_fact WHERE type = 2; UPDATE person SET sex = 9, version = 99; "
        "DELETE FROM person_career; DELETE FROM inbox; UPDATE person_attribute SET until = '2000-01-01'");
  }

  db::Connection admin_{service_.database().admin()};
  std::map<std::string, std::unique_ptr<Producer>> producers_;
  std::vector<std::unique_ptr<events::Consumer>> consumers_;
  rpc::RebuildSettings settings_;
};

TEST_F(RebuildTest, ADamagedModelIsWhatItWasAndIsReadOn) {
  Record(RandomWorld(3));
  ASSERT_TRUE(HasAll());
  const std::string before = Kept(), schema = Schema();
  const auto funnel = RowsOf(By("unit"));
  Damage();
  ASSERT_NE(RowsOf(By("unit")), funnel);
  EXPECT_THAT(Rebuild(), HasSubstr("it is in use now"));
  EXPECT_EQ(Kept(), before);
  EXPECT_EQ(Schema(), schema);
  EXPECT_FALSE(HasBeside());
  testing::ExpectTablesAreOfOrganizations(service_.database());
  EXPECT_EQ(RowsOf(By("unit")), funnel);
  EXPECT_TRUE(Status().caught_up());
  // The consumers go on in it.
  producers_["participants"]->Record({Person(70, 1, vocabulary::SEX_FEMALE)});
  ASSERT_TRUE(HasAll());
  EXPECT_EQ(Figures().persons(), kPersons);
  // And it can be done again.
  EXPECT_THAT(Rebuild(), Not(HasSubstr("from where that stopped")));
  EXPECT_EQ(Figures().persons(), kPersons);
}

TEST_F(RebuildTest, WhatComesMeanwhileIsInIt) {
  const RandomWorld world(4);
  Record(world);
  std::atomic<bool> done = false;
  Events later;
  std::thread writer([&] {
    for (int i = 100; !done || i < 150; ++i) {
      const pb::Event event = Person(i, 1, vocabulary::SEX_MALE, "1990-01-01", UnitId(1));
      later.push_back(event);
      producers_["participants"]->Record({event});
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // so that it can be caught up with
    }
  });
  for (int i = 0; i < 3; ++i) Rebuild();
  done = true;
  writer.join();
  ASSERT_TRUE(HasAll());
  Events all;
  for (const auto& [producer, events] : world.Streams()) all.insert(all.end(), events.begin(), events.end());
  all.insert(all.end(), later.begin(), later.end());
  EXPECT_EQ(FirstDifference(Kept(), Folded(all)), "");
}

TEST_F(RebuildTest, OneThatWasEndedLeavesTheLiveOneAloneAndGoesOn) {
  Record(RandomWorld(5));
  ASSERT_TRUE(HasAll());
  const std::string before = Kept();
  const int64_t inbox = admin_.Execute("SELECT count(*) AS n FROM inbox")[0].Int("n");
  RebuildAndEnd();
  EXPECT_EQ(Kept(), before);
  EXPECT_EQ(admin_.Execute("SELECT count(*) AS n FROM inbox")[0].Int("n"), inbox);
  EXPECT_EQ(CountBeside("career_fact"), 0);
  // What is made is as much of its organization as what is in use.
  testing::ExpectTablesAreOfOrganizations(service_.database(), "rebuild");
  Damage();
  EXPECT_THAT(Rebuild(), HasSubstr("from where that stopped"));
  EXPECT_EQ(Kept(), before);
}

TEST_F(RebuildTest, OneOfAnotherSchemaBeginsAgain) {
  Record(RandomWorld(6));
  ASSERT_TRUE(HasAll());
  RebuildAndEnd();
  db::Connection(service_.database().owner())
      .Execute(
          "ALTER TABLE person ADD COLUMN shoe_size int;"
          "INSERT INTO schema_migration VALUES ('evaluation', '9999_shoes', 'x')");
  const std::string before = Kept(), schema = Schema();
  EXPECT_THAT(Rebuild(), Not(HasSubstr("from where that stopped")));
  EXPECT_EQ(Kept(), before);
  EXPECT_EQ(Schema(), schema);
}

TEST_F(RebuildTest, WhatWasBegunCanBeDropped) {
  Record(RandomWorld(7));
  ASSERT_TRUE(HasAll());
  RebuildAndEnd();
  ASSERT_TRUE(HasBeside());
  ::testing::internal::CaptureStdout();
  rpc::DiscardRebuild(settings_);
  EXPECT_THAT(::testing::internal::GetCapturedStdout(), HasSubstr("dropped"));
  EXPECT_FALSE(HasBeside());
}

TEST_F(RebuildTest, WhatCannotBeAppliedIsParked) {
  Record(RandomWorld(8));
  pb::Event broken = Course(1);
  broken.set_aggregate("courses/broken");
  broken.mutable_course_changed()->set_course_id("no uuid");
  producers_["courses"]->Record({broken});
  ASSERT_TRUE(HasAll());
  const std::string before = Kept();
  const std::string parked =
      "SELECT string_agg(consumer || producer || sequence || tries, ' ') AS all FROM parked_event";
  const std::string was = admin_.Execute(parked)[0].Text("all");
  ASSERT_NE(was, "");
  admin_.Execute("DELETE FROM parked_event");
  EXPECT_THAT(Rebuild(), HasSubstr("1 parked"));
  EXPECT_EQ(admin_.Execute(parked)[0].Text("all"), was);
  EXPECT_EQ(Kept(), before);
}

TEST_F(RebuildTest, WaitsForWhoReadsTheModelAndForNoOther) {
  Record(RandomWorld(9));
  ASSERT_TRUE(HasAll());
  db::Connection reader(service_.database().admin());
  reader.Execute("BEGIN; SELECT FROM person");
  std::atomic<bool> done = false;
  std::thread rebuild([&] {
    Rebuild();
    done = true;
  });
  ASSERT_TRUE(events::Eventually([&] {
    return admin_
               .Execute(
                   "SELECT count(*) AS n FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")[0]
               .Int("n") > 0;
  }));
  EXPECT_FALSE(done);
  EXPECT_EQ(Figures().persons(), kPersons - 1);
  reader.Execute("COMMIT");
  rebuild.join();
  EXPECT_EQ(Figures().persons(), kPersons - 1);
}

TEST_F(RebuildTest, OneAtATime) {
  db::Connection other(service_.database().owner());
  other.Read(db::Scope{"*"}, events::sql::kLeadRebuild, {});
  try {
    rpc::Rebuild(Definition(), settings_, NotStopped);
    FAIL() << "two at once";
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), "REBUILD_RUNNING");
  }
}

}  // namespace
}  // namespace waymark::evaluation
