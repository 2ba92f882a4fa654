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
  EXPECT_EQ(CheckFields(type, true, false, false).empty(), rung);
  EXPECT_EQ(CheckFields(type, false, true, false).empty(), post);
  EXPECT_EQ(CheckFields(type, false, false, true).empty(), unit);
  EXPECT_EQ(CheckFields(type, false, false, false).empty(), nothing);
  EXPECT_THAT(CheckFields(type, true, true, true), IsEmpty());
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

TEST(OutcomeOfTest, EveryTypeHasItsOutcome) {
  for (int type = 1; type <= v1::CareerEventType_MAX; ++type)
    EXPECT_THAT(OutcomeOf(static_cast<CareerEventType>(type)), ::testing::StartsWith("career."));
  EXPECT_EQ(OutcomeOf(v1::CAREER_EVENT_TYPE_PROMOTION), "career.promoted");
  EXPECT_THROW(OutcomeOf(v1::CAREER_EVENT_TYPE_UNSPECIFIED), Error);
}

}  // namespace
}  // namespace waymark::progression
