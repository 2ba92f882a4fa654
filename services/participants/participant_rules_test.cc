#include "services/participants/participant_rules.h"

#include <gmock/gmock.h>

#include "services/common/testing/matchers.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using waymark::participants::v1::Participant;
using namespace waymark::vocabulary::v1;

constexpr char kToday[] = "2026-01-15";

std::vector<std::string> Wrong(const Participant& participant) {
  std::vector<std::string> fields;
  for (const auto& violation : CheckParticipant(participant, kToday)) fields.push_back(violation.field);
  return fields;
}

std::vector<std::string> WrongBirth(const std::string& birth_date, const std::string& joined_on = "") {
  Participant participant;
  participant.set_birth_date(birth_date);
  participant.set_joined_on(joined_on);
  return Wrong(participant);
}

TEST(ParticipantRulesTest, ABirthDateIsNotInTheFuture) {
  for (const char* date : {"", "2026-01-15", "2026-01", "2026", "2026~", "1990-05-17", "1990~"})
    EXPECT_THAT(WrongBirth(date), IsEmpty()) << date;
  for (const char* date : {"2026-01-16", "2026-01-16~", "2026-02", "2027", "2027~"})
    EXPECT_THAT(WrongBirth(date), ElementsAre("participant.birth_date")) << date;
}

TEST(ParticipantRulesTest, ABirthDateIsAtMost130YearsAgo) {
  for (const char* date : {"1896-01-15", "1896-01", "1896", "1896~"})
    EXPECT_THAT(WrongBirth(date), IsEmpty()) << date;
  for (const char* date : {"1896-01-14", "1895-12", "1895", "1895~"})
    EXPECT_THAT(WrongBirth(date), ElementsAre("participant.birth_date")) << date;
}

TEST(ParticipantRulesTest, NobodyJoinsBeforeTheirBirth) {
  EXPECT_THAT(WrongBirth("1990-05-17", "1990-05-16"), ElementsAre("participant.joined_on"));
  EXPECT_THAT(WrongBirth("1990-05", "1990-04-30"), ElementsAre("participant.joined_on"));
  for (const char* birth : {"1990-05-17", "1990-05", "1990"})
    EXPECT_THAT(WrongBirth(birth, "1990-05-17"), IsEmpty()) << birth;
}

TEST(ParticipantRulesTest, AConsentDoesNotEndBeforeItIsGiven) {
  Participant participant;
  auto& consent = *participant.add_consents();
  consent.set_given_on("2020-01-02");
  consent.set_expires_on("2020-01-01");
  consent.set_withdrawn_on("2020-01-01");
  EXPECT_THAT(Wrong(participant),
              ElementsAre("participant.consents[0].expires_on", "participant.consents[0].withdrawn_on"));
  consent.set_expires_on("2020-01-02");
  consent.set_withdrawn_on("2020-01-02");
  EXPECT_THAT(Wrong(participant), IsEmpty());
}

TEST(ParticipantRulesTest, KeysAreNotRepeated) {
  Participant participant;
  for (const char* value : {"1", "2", "1"}) {
    participant.add_external_ids()->set_system("payroll");
    participant.mutable_external_ids()->rbegin()->set_value(value);
  }
  for (const char* day : {"", "2020-01-01", "2020-01-01"}) {
    participant.add_attributes()->set_key("urban_rural");
    participant.mutable_attributes()->rbegin()->set_effective_on(day);
  }
  EXPECT_THAT(Wrong(participant), ElementsAre("participant.external_ids[2]", "participant.attributes[2]"));
}

TEST(ParticipantRulesTest, ErasedIsReachedByErasureOnly) {
  Participant participant;
  participant.set_state(PARTICIPANT_STATE_ERASED);
  EXPECT_THAT(Wrong(participant), ElementsAre("participant.state"));
}

TEST(ParticipantRulesTest, StatesChangeFreelyUpToErasure) {
  const auto states = {PARTICIPANT_STATE_ACTIVE, PARTICIPANT_STATE_LEFT, PARTICIPANT_STATE_DECEASED};
  for (const auto from : states) {
    for (const auto to : states) EXPECT_TRUE(CanGo(from, to));
    EXPECT_FALSE(CanGo(from, PARTICIPANT_STATE_ERASED));
    EXPECT_FALSE(CanGo(PARTICIPANT_STATE_ERASED, from));
  }
  EXPECT_TRUE(CanGo(PARTICIPANT_STATE_ERASED, PARTICIPANT_STATE_ERASED));
}

TEST(ParticipantRulesTest, AddedAttributesAreThoseThatWereNotThere) {
  Participant before;
  before.add_attributes()->set_key("language");
  before.mutable_attributes(0)->set_value("sq");
  Participant after = before;
  EXPECT_THAT(AddedAttributes(before, after), IsEmpty());
  after.mutable_attributes(0)->set_value("sr");
  after.add_attributes()->set_key("disability");
  const auto added = AddedAttributes(before, after);
  ASSERT_EQ(added.size(), 2u);
  EXPECT_EQ(added[0].value(), "sr");
  EXPECT_EQ(added[1].key(), "disability");
}

TEST(ParticipantRulesTest, WithoutADayOfItsOwnTheUnitHoldsSinceTheyJoined) {
  Participant participant;
  EXPECT_EQ(UnitSince(participant), "");
  participant.set_joined_on("2015-09-01");
  EXPECT_EQ(UnitSince(participant), "2015-09-01");
  participant.set_unit_effective_on("2020-01-01");
  EXPECT_EQ(UnitSince(participant), "2020-01-01");
}

Participant Named(const std::string& name, const std::string& unit = "", const std::string& since = "") {
  Participant participant;
  participant.set_name(name);
  participant.set_state(PARTICIPANT_STATE_ACTIVE);
  participant.set_unit(unit);
  participant.set_unit_effective_on(since);
  return participant;
}

TEST(KeepAttributesTest, WhatIsWantedIsAddedOrCorrectedAndTheRestStays) {
  Participant before, after;
  const auto add = [](Participant& to, const char* key, const char* day, const char* value) {
    auto& attribute = *to.add_attributes();
    attribute.set_key(key);
    attribute.set_effective_on(day);
    attribute.set_value(value);
  };
  for (const char* day : {"", "2020-01-01"}) add(before, "area", day, "rural");
  add(before, "language", "", "sq");
  KeepAttributes(before, after);
  EXPECT_THAT(after, testing::EqualsProto(before));
  after.clear_attributes();
  add(after, "work", "", "full-time");
  add(after, "area", "2020-01-01", "urban");
  KeepAttributes(before, after);
  std::string values;
  for (const auto& attribute : after.attributes()) values += attribute.value() + ' ';
  EXPECT_EQ(values, "rural urban sq full-time ");
}

TEST(UnitChangeTest, ALaterDayOfAnotherUnitIsAMoveAndAllElseACorrection) {
  const auto change = [](const char* unit, const char* since, const char* new_unit, const char* new_since) {
    return UnitChangeOf(Named("a", unit, since), Named("a", new_unit, new_since));
  };
  EXPECT_EQ(change("north", "2020-01-01", "north", "2020-01-01"), UnitChange::kNone);
  EXPECT_EQ(change("", "", "", ""), UnitChange::kNone);
  for (const char* unit : {"south", ""}) {
    EXPECT_EQ(change("north", "2020-01-01", unit, "2021-01-01"), UnitChange::kMove) << unit;
    EXPECT_EQ(change("north", "", unit, "2021-01-01"), UnitChange::kMove) << unit;
    EXPECT_EQ(change("north", "2020-01-01", unit, "2020-01-01"), UnitChange::kCorrection) << unit;
    EXPECT_EQ(change("north", "2020-01-01", unit, "2019-01-01"), UnitChange::kCorrection) << unit;
    EXPECT_EQ(change("north", "2020-01-01", unit, ""), UnitChange::kCorrection) << unit;
  }
  for (const char* day : {"2021-01-01", "2019-01-01", ""})
    EXPECT_EQ(change("north", "2020-01-01", "north", day), UnitChange::kCorrection) << day;
  EXPECT_EQ(change("", "2020-01-01", "north", "2021-01-01"), UnitChange::kCorrection) << "no unit is left";
}

TEST(UnitChangeTest, WhereTheUnitHasNoDayTheOneOfJoiningIsCorrected) {
  Participant before = Named("a", "north"), after = before;
  before.set_joined_on("2020-01-01");
  after.set_joined_on("2019-01-01");
  EXPECT_EQ(UnitChangeOf(before, after), UnitChange::kCorrection);
  before.set_unit_effective_on("2021-01-01");
  after.set_unit_effective_on("2021-01-01");
  EXPECT_EQ(UnitChangeOf(before, after), UnitChange::kNone);
}

TEST(WhyNotSinceTest, ACorrectionGoesBackAsFarAsTheUnitBefore) {
  const auto why_not = [](const Participant& after, const char* former) {
    const auto error = WhyNotSince(after, former);
    return error ? error->violations().at(0).field : "";
  };
  for (const char* former : {"", "2019-01-01", "2020-01-01"})
    EXPECT_EQ(why_not(Named("a", "north", "2020-01-01"), former), "");
  EXPECT_EQ(why_not(Named("a", "north", "2020-01-01"), "2020-01-02"), "participant.unit_effective_on");
  EXPECT_EQ(why_not(Named("a", "north"), "2020-01-02"), "participant.joined_on");
}

std::string ReasonAgainst(const Participant& duplicate, const Participant& person,
                          int merged_into_duplicate = 0, int merged_into_person = 0) {
  const auto error = WhyNotMerged(duplicate, person, merged_into_duplicate, merged_into_person);
  return error ? error->reason() : "";
}

TEST(WhyNotMergedTest, TwoRecordsOfWhateverStateAre) {
  auto left = Named("b");
  left.set_state(PARTICIPANT_STATE_LEFT);
  EXPECT_EQ(ReasonAgainst(Named("a"), left), "");
  EXPECT_EQ(ReasonAgainst(left, Named("a"), 0, kMostMerged - 1), "");
}

TEST(WhyNotMergedTest, ARecordIsNotMergedIntoItself) {
  EXPECT_EQ(ReasonAgainst(Named("a"), Named("a")), "FIELD_INVALID");
}

TEST(WhyNotMergedTest, OneThatIsMergedIsLeftAlone) {
  auto merged = Named("b");
  merged.set_merged_into("c");
  EXPECT_EQ(ReasonAgainst(merged, Named("a")), "PARTICIPANT_MERGED");
  EXPECT_EQ(ReasonAgainst(Named("a"), merged), "PARTICIPANT_MERGED");
}

TEST(WhyNotMergedTest, OneThatHasMergedOnesStaysAPersonsOwn) {
  EXPECT_EQ(ReasonAgainst(Named("a"), Named("b"), 1), "PARTICIPANT_HAS_MERGED");
}

TEST(WhyNotMergedTest, ThereIsAMostOfThem) {
  EXPECT_EQ(ReasonAgainst(Named("a"), Named("b"), 0, kMostMerged), "TOO_MANY_MERGED");
}

TEST(WhyNotMergedTest, AnErasedOneIsNobody) {
  auto erased = Named("b");
  erased.set_state(PARTICIPANT_STATE_ERASED);
  EXPECT_EQ(ReasonAgainst(erased, Named("a")), "STATE_CHANGE_NOT_ALLOWED");
  EXPECT_EQ(ReasonAgainst(Named("a"), erased), "STATE_CHANGE_NOT_ALLOWED");
}

TEST(WhyNotMergedTest, ProtectionIsNotLostByIt) {
  auto flagged = Named("b");
  flagged.set_protection(waymark::participants::v1::PROTECTION_FLAGGED);
  EXPECT_EQ(ReasonAgainst(flagged, Named("a")), "PROTECTION_DIFFERS");
  EXPECT_EQ(ReasonAgainst(Named("a"), flagged), "");
}

TEST(MoveWithTest, TheDuplicateComesToThePersonsUnitOnTheDay) {
  auto duplicate = Named("a", "south", "2010-01-01");
  MoveWith(Named("b", "north", "2001-01-01"), "2020-05-01", duplicate);
  EXPECT_EQ(duplicate.unit(), "north");
  EXPECT_EQ(duplicate.unit_effective_on(), "2020-05-01");
}

TEST(MoveWithTest, ADayBeforeItCameToItsOwnIsNone) {
  auto duplicate = Named("a", "south", "2021-01-01");
  MoveWith(Named("b", "north"), "2020-05-01", duplicate);
  EXPECT_EQ(duplicate.unit_effective_on(), "2021-01-01");
}

TEST(MoveWithTest, WhereItIsThereAlreadyNothingChanges) {
  auto duplicate = Named("a", "north", "2010-01-01");
  MoveWith(Named("b", "north", "2001-01-01"), "2020-05-01", duplicate);
  EXPECT_EQ(duplicate.unit_effective_on(), "2010-01-01");
}

}  // namespace
}  // namespace waymark::participants
