#include "services/common/events/consumer.h"
#include "services/common/events/event_test_support.h"
#include "services/evaluation/fixture.h"
#include "services/evaluation/random_world.h"

namespace waymark::evaluation {
namespace {

using ::testing::ElementsAre;

class FactsConsumerTest : public EvaluationFixture {
 protected:
  std::string Kept() { return KeptIn(service_.database()); }

  std::unique_ptr<events::Consumer> Consume(const std::string& producer) {
    return std::make_unique<events::Consumer>(
        events::ConsumerOptions{"evaluation", producer, service_.database().app(), redis_.address()},
        MakeFactsHandler());
  }

  // Appends events to a producer's stream, as its relay does.
  void Publish(const std::string& producer, Events events) {
    std::vector<events::StreamEntry> entries;
    for (auto& event : events) {
      event.set_organization_id("asp");
      event.set_sequence(++published_[producer]);
      entries.push_back({event.sequence(), event.SerializeAsString()});
    }
    events::AppendAll(redis_.address(), producer, entries);
  }

  std::map<std::string, int64_t> published_;
};

TEST_F(FactsConsumerTest, ApplyingTwiceChangesNothing) {
  const Events events = RandomWorld(7).Interleaved();
  Apply(events);
  const std::string once = Kept();
  Apply(events);
  EXPECT_EQ(Kept(), once);
  for (const auto& event : events) Apply({event});
  EXPECT_EQ(Kept(), once);
}

TEST_F(FactsConsumerTest, OneByOneOrAllAtOnceKeepsTheSame) {
  const Events events = RandomWorld(8).Interleaved();
  Apply(events);
  const std::string at_once = Kept();
  db::Connection(service_.database().admin())
      .Execute(
          "TRUNCATE organization, unit, unit_parent, person, person_unit, person_attribute, programme, "
          "course, cohort, "
          "enrolment_fact, enrolment_attribute, graduation, career_fact, person_career");
  for (const auto& event : events) Apply({event});
  EXPECT_EQ(Kept(), at_once);
}

TEST_F(FactsConsumerTest, ManyNewRecordsAreCountedOnceWhetherSomeAreThereOrNot) {
  Events events;
  for (int i = 1; i <= 60; ++i) {
    events.push_back(Person(i, 1, vocabulary::SEX_FEMALE));
    events.push_back(Enrolment(i, 1, i, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE));
  }
  Apply(events);
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("F 60/0/0/0/0/0", "_U 0/0/0/0/0/0", "_T 60/0/0/0/0/0"));
  events.push_back(Person(61, 1, vocabulary::SEX_FEMALE));
  events.push_back(Enrolment(61, 1, 61, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE));
  Apply(events);
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("F 61/0/0/0/0/0", "_U 0/0/0/0/0/0", "_T 61/0/0/0/0/0"));
}

TEST_F(FactsConsumerTest, OfSeveralFirstValuesEachHoldsUntilTheNext) {
  pb::Event person = Person(1, 1, vocabulary::SEX_FEMALE);
  AddAttribute(*person.mutable_participant_changed(), "disability", "no");
  AddAttribute(*person.mutable_participant_changed(), "disability", "yes", "2020-06-01");
  Apply({person, Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE, "2020-07-01")});
  EXPECT_THAT(RowsOf(By("attribute:disability")),
              ElementsAre("yes 1/0/0/0/0/0", "_U 0/0/0/0/0/0", "_T 1/0/0/0/0/0"));
}

TEST_F(FactsConsumerTest, AnOlderVersionNeverOverwritesANewer) {
  Apply({Person(1, 2, vocabulary::SEX_FEMALE), Cohort(1, 2, 1, "2020-02-01"),
         Enrolment(1, 2, 1, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE)});
  Apply({Person(1, 1, vocabulary::SEX_MALE), Cohort(1, 1, 1, "2020-01-01"),
         Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_VOIDED)});
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("F 1/0/0/0/0/0", "_U 0/0/0/0/0/0", "_T 1/0/0/0/0/0"));
}

TEST_F(FactsConsumerTest, ACorrectionCountsWhicheverCameFirst) {
  const Events enrolled = {
      Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_GRADUATED, "2020-01-01", "2020-06-01")};
  const pb::Event wrong = Career(1, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01");
  const pb::Event right =
      Career(2, 1, vocabulary::CAREER_EVENT_TYPE_TRANSFER, "2021-01-01", false, CareerId(1));
  Apply(enrolled);
  Apply({wrong});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 1/1/1/1/0/0"));
  Apply({right});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 1/1/1/0/0/0"));
  Apply(enrolled, "other");
  Apply({right}, "other");
  Apply({wrong}, "other");
  EXPECT_THAT(RowsOf(MustCompute({}, "other")), ElementsAre("_T 1/1/1/0/0/0"));
}

TEST_F(FactsConsumerTest, ACorrectionOfThePersonMovesThePromotion) {
  Apply({Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_GRADUATED, "2020-01-01", "2020-06-01"),
         Enrolment(2, 1, 2, 2, 1, vocabulary::ENROLMENT_STATE_GRADUATED, "2020-01-01", "2020-06-01"),
         Career(1, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01")});
  Apply({Career(2, 2, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01", false, CareerId(1))});
  EXPECT_THAT(RowsOf(By("cohort")), ElementsAre(CohortId(1) + " 1/1/1/0/0/0", CohortId(2) + " 1/1/1/1/0/0",
                                                "_U 0/0/0/0/0/0", "_T 2/2/2/1/0/0"));
}

// Of persons who are enrolled on 2024-06-01, one with each number; the units are roots.
class CorrectedDaysTest : public FactsConsumerTest {
 protected:
  CorrectedDaysTest() {
    for (int i = 1; i <= 3; ++i) Apply({Unit(i, 1, "")});
    Apply({Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE, "2024-06-01")});
  }
  static pb::Event In(int version, int unit, const std::string& since) {
    return Person(1, version, vocabulary::SEX_FEMALE, "", unit == 0 ? "" : UnitId(unit), since);
  }
  // The unit of the only enrolment, `_U` when it is unknown.
  std::string UnitThen() { return RowsOf(By("unit")).front().substr(0, UnitId(1).size()); }
  std::string Days() {
    db::Connection admin(service_.database().admin());
    return admin
        .Execute(
            "SELECT coalesce(string_agg(concat_ws(' ', effective_on, until, right(unit_id::text, 1)), ', ' "
            "ORDER BY effective_on), '') AS days FROM person_unit")[0]
        .Text("days");
  }
};

TEST_F(CorrectedDaysTest, ALaterDayOfThePresentUnitLeavesTheFormerOneUntilThen) {
  Apply({In(1, 1, "2020-01-01"), In(2, 2, "2024-03-01")});
  EXPECT_EQ(UnitThen(), UnitId(2));
  Apply({In(3, 2, "2024-09-01")});
  EXPECT_EQ(UnitThen(), UnitId(1));
  EXPECT_EQ(Days(), "2020-01-01 2024-09-01 1, 2024-09-01 infinity 2");
  Apply({In(2, 2, "2024-03-01")});
  EXPECT_EQ(UnitThen(), UnitId(1)) << "what comes again was corrected since";
}

TEST_F(CorrectedDaysTest, AnEarlierDayOfThePresentUnitTakesFromTheFormerOne) {
  Apply({In(1, 1, "2020-01-01"), In(2, 2, "2024-09-01"), In(3, 2, "2024-03-01")});
  EXPECT_EQ(UnitThen(), UnitId(2));
  Apply({In(4, 2, "2020-01-01")});
  EXPECT_EQ(Days(), "2020-01-01 infinity 2") << "they never were in the former one";
}

TEST_F(CorrectedDaysTest, UnitAndDayAreCorrectedAtOnce) {
  Apply({In(1, 1, "2020-01-01"), In(2, 2, "2024-09-01"), In(3, 3, "2024-03-01")});
  EXPECT_EQ(Days(), "2020-01-01 2024-03-01 1, 2024-03-01 infinity 3");
}

TEST_F(CorrectedDaysTest, WhoComesBackKeepsBothTimes) {
  Apply({In(1, 1, "2020-01-01"), In(2, 2, "2022-01-01"), In(3, 1, "2024-01-01")});
  EXPECT_EQ(Days(), "2020-01-01 2022-01-01 1, 2022-01-01 2024-01-01 2, 2024-01-01 infinity 1");
  Apply({In(4, 2, "2024-01-01"), In(5, 2, "2024-09-01")});
  EXPECT_EQ(Days(), "2020-01-01 2022-01-01 1, 2022-01-01 2024-09-01 2, 2024-09-01 infinity 2")
      << "that they came back was a mistake";
}

TEST_F(CorrectedDaysTest, OtherChangesOfThePersonInBetweenLeaveItSo) {
  Apply({In(1, 1, ""), In(2, 2, "2024-03-01"), In(3, 2, "2024-03-01")});
  Apply({In(4, 2, "2024-03-01"), In(5, 2, "2024-09-01"), In(6, 2, "2024-09-01")});
  EXPECT_EQ(Days(), "-infinity 2024-09-01 1, 2024-09-01 infinity 2");
}

TEST_F(CorrectedDaysTest, ThereAndBackAgainInOneBatchIsAsOneByOne) {
  const Events events = {In(1, 1, "2020-01-01"), In(2, 2, "2024-03-01"), In(3, 2, "2024-09-01"),
                         In(4, 2, "2024-03-01"), In(5, 0, "2024-04-01"), In(6, 0, "2024-05-01")};
  Apply(events);
  EXPECT_EQ(Days(), "2020-01-01 2024-03-01 1, 2024-03-01 2024-05-01 2, 2024-05-01 infinity");
  const std::string at_once = Days();
  db::Connection(service_.database().admin()).Execute("TRUNCATE person_unit");
  for (const auto& event : events) Apply({event});
  EXPECT_EQ(Days(), at_once);
}

TEST_F(CorrectedDaysTest, TheChecksumTellsOneHistoryFromAnother) {
  Apply({In(1, 1, "2020-01-01"), In(2, 2, "2024-03-01")});
  const int64_t before = Figures().person_units_checksum();
  EXPECT_NE(before, 0);
  Apply({In(3, 2, "2024-09-01")});
  EXPECT_NE(Figures().person_units_checksum(), before);
  Apply({In(4, 2, "2024-03-01")});
  EXPECT_EQ(Figures().person_units_checksum(), before);
}

TEST_F(CorrectedDaysTest, AMoveOfAUnitIsCorrected) {
  pb::Event right = Unit(1, 3, UnitId(3), "2024-09-01");
  right.mutable_unit_changed()->add_withdrawn_days("2024-03-01");
  const pb::Event wrong = Unit(1, 2, UnitId(3), "2024-03-01");
  Apply({In(1, 1, ""), wrong});
  EXPECT_EQ(UnitThen(), UnitId(3));
  Apply({right});
  EXPECT_EQ(UnitThen(), UnitId(1));
  Apply({wrong});
  EXPECT_EQ(UnitThen(), UnitId(1)) << "what comes again was corrected since";
  pb::Event back = Unit(1, 4, UnitId(3), "2024-03-01");
  back.mutable_unit_changed()->add_withdrawn_days("2024-09-01");
  Apply({right, back});
  EXPECT_EQ(UnitThen(), UnitId(3));
}

TEST_F(FactsConsumerTest, WhatNobodyCountsIsPassedOver) {
  pb::Event attendance = EventOf("attendance.recorded", "sessions/1", 0);
  attendance.mutable_attendance_recorded()->set_session_id("not looked at");
  Apply({attendance, EventOf("something.new", "things/1", 1)});
  EXPECT_EQ(Figures().persons(), 0);
}

TEST_F(FactsConsumerTest, TheStreamsAreFollowedUntilNothingIsLeft) {
  EXPECT_TRUE(Status().caught_up()) << "nothing was published";
  Publish("courses", {Course(1), Cohort(1, 1, 1),
                      Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_ACTIVE, "2020-01-01")});
  Publish("participants", {Person(1, 1, vocabulary::SEX_FEMALE)});
  const v1::EvaluationStatus before = Status();
  ASSERT_EQ(before.positions_size(), 3);
  EXPECT_EQ(before.positions(1).producer(), "courses");
  EXPECT_EQ(before.positions(1).lag(), 3);
  EXPECT_FALSE(before.caught_up());

  // The enrolment is counted before its person is known, and fills in.
  const auto courses = Consume("courses");
  ASSERT_TRUE(events::Eventually([&] { return Status().positions(1).lag() == 0; }));
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("_U 1/0/0/0/0/0", "_T 1/0/0/0/0/0"));
  EXPECT_EQ(Figures().dangling_references(), 1);
  const auto participants = Consume("participants");
  ASSERT_TRUE(events::Eventually([&] { return Status().caught_up(); }));
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("F 1/0/0/0/0/0", "_U 0/0/0/0/0/0", "_T 1/0/0/0/0/0"));
  EXPECT_EQ(Figures().dangling_references(), 0);
  EXPECT_EQ(Status().positions(1).position(), 3);
}

TEST_F(FactsConsumerTest, AnEventThatCannotBeReadIsParkedAndShown) {
  pb::Event broken = Course(1);
  broken.mutable_course_changed()->set_course_id("no uuid");
  Publish("courses", {broken, Course(2)});
  const auto courses = Consume("courses");
  ASSERT_TRUE(events::Eventually([&] { return Status().positions(1).lag() == 0; }));
  EXPECT_EQ(Status().positions(1).parked_count(), 1);
  EXPECT_FALSE(Status().caught_up());
  EXPECT_EQ(Figures().courses(), 1);
}

}  // namespace
}  // namespace waymark::evaluation
