#include "services/progression/career_rules.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>

namespace waymark::progression {
namespace {

namespace v1 = waymark::vocabulary::v1;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RungFacts kOfficer{"officer", "police", 1};
const RungFacts kDetective{"detective", "police", 2};
const RungFacts kSergeant{"sergeant", "police", 2};
const RungFacts kCaptain{"captain", "police", 4};
const RungFacts kGradeOne{"grade 1", "school", 1};
const RungFacts kNone;

CareerEventType Derive(const Holding& before, const RungFacts& rung, std::string post = "",
                       std::string unit = "") {
  CareerFacts event;
  event.rung = rung;
  event.post_id = std::move(post);
  event.unit_id = std::move(unit);
  return DeriveType(before, event);
}

TEST(DeriveTypeTest, TheFirstRungIsAHire) {
  EXPECT_EQ(Derive({}, kCaptain), v1::CAREER_EVENT_TYPE_HIRE);
  EXPECT_EQ(Derive({kNone, "desk"}, kCaptain, "chief"), v1::CAREER_EVENT_TYPE_HIRE);
}

TEST(DeriveTypeTest, PositionsOfOneLadderSayPromotionOrDemotion) {
  EXPECT_EQ(Derive({kOfficer, ""}, kSergeant), v1::CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_EQ(Derive({kOfficer, ""}, kCaptain, "chief", "north"), v1::CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_EQ(Derive({kCaptain, ""}, kOfficer), v1::CAREER_EVENT_TYPE_DEMOTION);
}

TEST(DeriveTypeTest, AnotherTitleOfTheSamePositionIsATransfer) {
  EXPECT_EQ(Derive({kDetective, ""}, kSergeant), v1::CAREER_EVENT_TYPE_TRANSFER);
}

TEST(DeriveTypeTest, TheSameRungAgainIsATransferUnlessItGivesANewPost) {
  EXPECT_EQ(Derive({kSergeant, ""}, kSergeant), v1::CAREER_EVENT_TYPE_TRANSFER);
  EXPECT_EQ(Derive({kSergeant, ""}, kSergeant, "", "south"), v1::CAREER_EVENT_TYPE_TRANSFER);
  EXPECT_EQ(Derive({kSergeant, "desk"}, kSergeant, "desk"), v1::CAREER_EVENT_TYPE_TRANSFER);
  EXPECT_EQ(Derive({kSergeant, "desk"}, kSergeant, "chief"), v1::CAREER_EVENT_TYPE_APPOINTMENT);
}

TEST(DeriveTypeTest, APostHeldAsActingAndThenGivenForGoodIsAnAppointment) {
  const Holding acting{kSergeant, "chief", true, "north"};
  EXPECT_EQ(Derive(acting, kSergeant, "chief"), v1::CAREER_EVENT_TYPE_APPOINTMENT);
  EXPECT_EQ(Derive(acting, kDetective, "chief"), v1::CAREER_EVENT_TYPE_APPOINTMENT);
  EXPECT_EQ(Derive(acting, kSergeant), v1::CAREER_EVENT_TYPE_TRANSFER);
}

TEST(DeriveTypeTest, PositionsOfDifferentLaddersDoNotCompare) {
  EXPECT_EQ(Derive({kGradeOne, ""}, kCaptain), v1::CAREER_EVENT_TYPE_TRANSFER);
  EXPECT_EQ(Derive({kCaptain, ""}, kGradeOne), v1::CAREER_EVENT_TYPE_TRANSFER);
}

TEST(DeriveTypeTest, WithoutRungAPostIsAnAppointmentAndAUnitATransfer) {
  EXPECT_EQ(Derive({kSergeant, ""}, kNone, "chief"), v1::CAREER_EVENT_TYPE_APPOINTMENT);
  EXPECT_EQ(Derive({}, kNone, "chief", "north"), v1::CAREER_EVENT_TYPE_APPOINTMENT);
  EXPECT_EQ(Derive({kSergeant, ""}, kNone, "", "north"), v1::CAREER_EVENT_TYPE_TRANSFER);
}

CareerFacts Event(std::string day, int place, const RungFacts& rung,
                  CareerEventType stated = v1::CAREER_EVENT_TYPE_UNSPECIFIED) {
  CareerFacts event;
  event.type = stated;
  event.derived = stated == v1::CAREER_EVENT_TYPE_UNSPECIFIED;
  event.day = std::move(day);
  event.place = place;
  event.rung = rung;
  return event;
}

CareerFacts InPost(CareerFacts event, std::string post, std::string unit = "") {
  event.post_id = std::move(post);
  event.unit_id = std::move(unit);
  return event;
}

// What is held after an appointment to the desk in the north and one more event.
Holding After(CareerEventType type, const RungFacts& rung, const std::string& post, const std::string& unit,
              bool acting = false) {
  Holding holding{kSergeant, "desk", acting, "north"};
  Apply(InPost(Event("2002-01-01", 2, rung, type), post, unit), holding);
  return holding;
}

TEST(ApplyTest, WhoMovesToAnotherUnitLeavesThePost) {
  for (const auto type : {v1::CAREER_EVENT_TYPE_TRANSFER, v1::CAREER_EVENT_TYPE_DEMOTION}) {
    for (const bool acting : {false, true}) {
      const Holding left = After(type, kOfficer, "", "south", acting);
      EXPECT_EQ(left.post_id, "");
      EXPECT_EQ(left.post_unit_id, "");
      EXPECT_FALSE(left.acting);
      EXPECT_EQ(left.rung.id, "officer");
      EXPECT_EQ(After(type, kOfficer, "", "north", acting).post_id, "desk");
      EXPECT_EQ(After(type, kOfficer, "", "", acting).post_id, "desk");
      EXPECT_EQ(After(type, kOfficer, "chief", "south", acting).post_id, "chief");
    }
  }
}

TEST(ApplyTest, OtherEventsInAnotherUnitKeepThePost) {
  for (int number = v1::CareerEventType_MIN + 1; number <= v1::CareerEventType_MAX; ++number) {
    const auto type = static_cast<CareerEventType>(number);
    if (type == v1::CAREER_EVENT_TYPE_TRANSFER || type == v1::CAREER_EVENT_TYPE_DEMOTION) continue;
    const bool ends = type == v1::CAREER_EVENT_TYPE_SEPARATION;
    EXPECT_EQ(After(type, kNone, "", "south").post_id, ends ? "" : "desk") << v1::CareerEventType_Name(type);
  }
}

TEST(ApplyTest, APostOfWhichNoUnitIsKnownIsKept) {
  Holding holding{kSergeant, "desk"};
  Apply(InPost(Event("2002-01-01", 2, kNone, v1::CAREER_EVENT_TYPE_TRANSFER), "", "south"), holding);
  EXPECT_EQ(holding.post_id, "desk");
}

TEST(ApplyTest, WhoIsLentAndComesBackKeepsThePost) {
  Holding holding{kSergeant, "desk", false, "north"};
  Apply(InPost(Event("2002-01-01", 2, kNone, v1::CAREER_EVENT_TYPE_SECONDMENT), "", "south"), holding);
  Apply(InPost(Event("2003-01-01", 3, kNone, v1::CAREER_EVENT_TYPE_TRANSFER), "", "north"), holding);
  EXPECT_EQ(holding.post_id, "desk");
}

TEST(ApplyTest, APostIsHeldAsTheLastEventGivesIt) {
  Holding holding = After(v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT, kCaptain, "chief", "south");
  EXPECT_TRUE(holding.acting);
  EXPECT_EQ(holding.post_unit_id, "south");
  EXPECT_EQ(holding.rung.id, "sergeant");
  Apply(InPost(Event("2003-01-01", 3, kNone, v1::CAREER_EVENT_TYPE_APPOINTMENT), "chief", "south"), holding);
  EXPECT_FALSE(holding.acting);
}

std::vector<CareerEventType> TypesAfter(std::vector<CareerFacts> events) {
  for (const auto& [i, type] : Retype(events)) events[i].type = type;
  std::vector<CareerEventType> types;
  for (const auto& event : events) types.push_back(event.type);
  return types;
}

TEST(RetypeTest, FollowsTheOrderOfDaysNotOfTheList) {
  EXPECT_THAT(TypesAfter({Event("2015-01-01", 1, kCaptain), Event("2001-01-01", 2, kOfficer),
                          Event("2009-01-01", 3, kSergeant)}),
              ElementsAre(v1::CAREER_EVENT_TYPE_PROMOTION, v1::CAREER_EVENT_TYPE_HIRE,
                          v1::CAREER_EVENT_TYPE_PROMOTION));
}

TEST(RetypeTest, OfOneDayThePlaceDecides) {
  EXPECT_THAT(TypesAfter({Event("2009-05-08", 2, kOfficer), Event("2009-05-08", 1, kSergeant)}),
              ElementsAre(v1::CAREER_EVENT_TYPE_DEMOTION, v1::CAREER_EVENT_TYPE_HIRE));
}

TEST(RetypeTest, OfOnePlaceTheIdDecides) {
  auto first = Event("2009-05-08", 1, kOfficer), second = Event("2009-05-08", 1, kSergeant);
  first.order_id = "b";
  second.order_id = "a";
  EXPECT_THAT(TypesAfter({first, second}),
              ElementsAre(v1::CAREER_EVENT_TYPE_DEMOTION, v1::CAREER_EVENT_TYPE_HIRE));
}

TEST(RetypeTest, AnActingPostIsGivenForGoodOnce) {
  EXPECT_THAT(
      TypesAfter({Event("2001-01-01", 1, kCaptain),
                  InPost(Event("2002-01-01", 2, kNone, v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT), "chief"),
                  InPost(Event("2003-01-01", 3, kCaptain), "chief"),
                  InPost(Event("2004-01-01", 4, kCaptain), "chief")}),
      ElementsAre(v1::CAREER_EVENT_TYPE_HIRE, v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT,
                  v1::CAREER_EVENT_TYPE_APPOINTMENT, v1::CAREER_EVENT_TYPE_TRANSFER));
}

TEST(RetypeTest, APostThatWasLeftIsGivenAgain) {
  EXPECT_THAT(TypesAfter({InPost(Event("2001-01-01", 1, kCaptain), "chief", "north"),
                          InPost(Event("2002-01-01", 2, kNone), "", "south"),
                          InPost(Event("2003-01-01", 3, kCaptain), "chief", "north")}),
              ElementsAre(v1::CAREER_EVENT_TYPE_HIRE, v1::CAREER_EVENT_TYPE_TRANSFER,
                          v1::CAREER_EVENT_TYPE_APPOINTMENT));
}

TEST(RetypeTest, AStatedTypeStays) {
  EXPECT_THAT(TypesAfter({Event("2001-01-01", 1, kOfficer),
                          Event("2002-01-01", 2, kCaptain, v1::CAREER_EVENT_TYPE_TRANSFER)}),
              ElementsAre(v1::CAREER_EVENT_TYPE_HIRE, v1::CAREER_EVENT_TYPE_TRANSFER));
}

TEST(RetypeTest, AnActingAppointmentDoesNotChangeTheRank) {
  EXPECT_THAT(TypesAfter({Event("2001-01-01", 1, kOfficer),
                          Event("2002-01-01", 2, kCaptain, v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT),
                          Event("2003-01-01", 3, kCaptain)}),
              ElementsAre(v1::CAREER_EVENT_TYPE_HIRE, v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT,
                          v1::CAREER_EVENT_TYPE_PROMOTION));
}

TEST(RetypeTest, ASuspensionKeepsTheRankAndASeparationEndsIt) {
  EXPECT_THAT(TypesAfter({Event("2001-01-01", 1, kSergeant),
                          Event("2002-01-01", 2, kNone, v1::CAREER_EVENT_TYPE_SUSPENSION),
                          Event("2003-01-01", 3, kCaptain),
                          Event("2004-01-01", 4, kCaptain, v1::CAREER_EVENT_TYPE_SEPARATION),
                          Event("2005-01-01", 5, kCaptain)}),
              ElementsAre(v1::CAREER_EVENT_TYPE_HIRE, v1::CAREER_EVENT_TYPE_SUSPENSION,
                          v1::CAREER_EVENT_TYPE_PROMOTION, v1::CAREER_EVENT_TYPE_SEPARATION,
                          v1::CAREER_EVENT_TYPE_HIRE));
}

TEST(RetypeTest, NamesOnlyThoseWhoseTypeIsAnother) {
  auto first = Event("2009-01-01", 1, kSergeant);
  first.type = v1::CAREER_EVENT_TYPE_HIRE;
  auto second = Event("2015-01-01", 2, kCaptain);
  second.type = v1::CAREER_EVENT_TYPE_PROMOTION;
  const auto late = Event("2001-01-01", 3, kOfficer);
  EXPECT_THAT(Retype(std::vector{first, second}), IsEmpty());
  EXPECT_THAT(
      Retype(std::vector{first, second, late}),
      ElementsAre(Retyped{2, v1::CAREER_EVENT_TYPE_HIRE}, Retyped{0, v1::CAREER_EVENT_TYPE_PROMOTION}));
}

TEST(RetypeTest, EveryOrderOfArrivalEndsInTheSameCareer) {
  std::mt19937 random(1325);
  const std::vector<RungFacts> rungs = {kNone, kOfficer, kDetective, kSergeant, kCaptain, kGradeOne};
  for (int round = 0; round < 200; ++round) {
    std::vector<CareerFacts> career;
    for (int i = 0; i < 6; ++i) {
      const bool stated = random() % 4 == 0;
      auto event =
          Event("20" + std::to_string(10 + i) + "-01-01", 0, rungs[random() % rungs.size()],
                stated ? static_cast<CareerEventType>(1 + random() % 9) : v1::CAREER_EVENT_TYPE_UNSPECIFIED);
      if (event.rung.id.empty()) event.unit_id = "north";
      if (random() % 3 == 0) event.post_id = "post" + std::to_string(random() % 2);
      career.push_back(event);
    }
    const auto expected = TypesAfter(career);
    std::vector<size_t> order = {0, 1, 2, 3, 4, 5};
    for (int arrival = 0; arrival < 20; ++arrival) {
      std::shuffle(order.begin(), order.end(), random);
      std::vector<CareerFacts> recorded;
      for (size_t from = 0; from < order.size();) {
        const size_t to = std::min(order.size(), from + 1 + random() % 3);  // a batch of up to three
        for (; from < to; ++from) {
          recorded.push_back(career[order[from]]);
          recorded.back().place = static_cast<int>(recorded.size());
        }
        for (const auto& [i, type] : Retype(recorded)) recorded[i].type = type;
      }
      std::map<std::string, CareerEventType> by_day;
      for (const auto& event : recorded) by_day[event.day] = event.type;
      std::vector<CareerEventType> types;
      for (const auto& [day, type] : by_day) types.push_back(type);
      ASSERT_EQ(types, expected);
    }
  }
}

struct Needs {
  CareerEventType type;
  bool rung, post, unit;  // whether one of these alone is enough
  bool nothing = false;
};

class CheckFieldsTest : public ::testing::TestWithParam<Needs> {};

TEST_P(CheckFieldsTest, AcceptsWhatTheTypeNeedsOnly) {
  const auto [type, rung, post, unit, nothing] = GetParam();
  for (const bool supersedes : {false, true}) {
    EXPECT_EQ(CheckFields(type, {true, false, false, supersedes}).empty(), rung);
    EXPECT_EQ(CheckFields(type, {false, true, false, supersedes}).empty(), post);
    EXPECT_EQ(CheckFields(type, {false, false, true, supersedes}).empty(), unit);
    EXPECT_EQ(CheckFields(type, {false, false, false, supersedes}).empty(), nothing);
    EXPECT_THAT(CheckFields(type, {true, true, true, supersedes}), IsEmpty());
  }
}

INSTANTIATE_TEST_SUITE_P(Types, CheckFieldsTest,
                         ::testing::Values(Needs{v1::CAREER_EVENT_TYPE_UNSPECIFIED, true, true, true},
                                           Needs{v1::CAREER_EVENT_TYPE_HIRE, true, true, true},
                                           Needs{v1::CAREER_EVENT_TYPE_PROMOTION, true, false, false},
                                           Needs{v1::CAREER_EVENT_TYPE_APPOINTMENT, false, true, false},
                                           Needs{v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT, false, true,
                                                 false},
                                           Needs{v1::CAREER_EVENT_TYPE_TRANSFER, true, true, true},
                                           Needs{v1::CAREER_EVENT_TYPE_SECONDMENT, false, true, true},
                                           Needs{v1::CAREER_EVENT_TYPE_DEMOTION, true, false, false},
                                           Needs{v1::CAREER_EVENT_TYPE_SUSPENSION, true, true, true, true},
                                           Needs{v1::CAREER_EVENT_TYPE_SEPARATION, true, true, true, true}),
                         [](const auto& info) { return v1::CareerEventType_Name(info.param.type); });

std::vector<std::string> FieldsOf(const std::vector<FieldViolation>& violations) {
  std::vector<std::string> fields;
  for (const auto& violation : violations) fields.push_back(violation.field);
  return fields;
}

TEST(VoidedTest, SaysWhatNeverHappenedAndNothingElse) {
  const auto wrong = [](const SaidFields& said) {
    return FieldsOf(CheckFields(v1::CAREER_EVENT_TYPE_VOIDED, said));
  };
  EXPECT_THAT(wrong({.supersedes = true}), IsEmpty());
  EXPECT_THAT(wrong({}), ElementsAre("supersedes"));
  EXPECT_THAT(wrong({true, true, true, true}), ElementsAre("rung", "post", "unit"));
}

TEST(VoidedTest, SupersedesAnEventThatWasSaidToHappenOnItsDay) {
  const auto wrong = [](const CareerFacts& correction, const CareerFacts& superseded) {
    return FieldsOf(CheckCorrection(correction, superseded));
  };
  const auto hire = Event("2001-01-01", 1, kOfficer, v1::CAREER_EVENT_TYPE_HIRE);
  const auto voided = Event("2001-01-01", 1, kNone, v1::CAREER_EVENT_TYPE_VOIDED);
  const auto later = Event("2001-01-02", 1, kNone, v1::CAREER_EVENT_TYPE_VOIDED);
  EXPECT_THAT(wrong(voided, hire), IsEmpty());
  EXPECT_THAT(wrong(later, hire), ElementsAre("effective_on"));
  EXPECT_THAT(wrong(later, voided), ElementsAre("supersedes"));
  EXPECT_THAT(wrong(hire, later), IsEmpty());
  EXPECT_THAT(wrong(hire, hire), IsEmpty());
}

TEST(OutcomeOfTest, EveryTypeHasItsOutcome) {
  for (int type = 1; type <= v1::CareerEventType_MAX; ++type)
    EXPECT_THAT(OutcomeOf(static_cast<CareerEventType>(type)), ::testing::StartsWith("career."));
  EXPECT_EQ(OutcomeOf(v1::CAREER_EVENT_TYPE_PROMOTION), "career.promoted");
  EXPECT_EQ(OutcomeOf(v1::CAREER_EVENT_TYPE_VOIDED), "career.voided");
  EXPECT_THROW(OutcomeOf(v1::CAREER_EVENT_TYPE_UNSPECIFIED), Error);
}

}  // namespace
}  // namespace waymark::progression
