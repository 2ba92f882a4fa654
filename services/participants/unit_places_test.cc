#include "services/participants/unit_places.h"

#include <gmock/gmock.h>

#include <map>

#include "services/common/status/error.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Places = std::vector<Place>;

// How the test sees it: the places after the change, as `since parent`.
std::vector<std::string> After(const Places& known, size_t come, const Place& wanted,
                               bool parent_named = true) {
  const PlacesChange change = ChangePlaces(known, come, {wanted, parent_named});
  std::map<std::string, std::string> days;
  for (const Place& place : known) days[place.since] = place.parent_id;
  for (const auto& day : change.withdrawn) EXPECT_EQ(days.erase(day), 1u) << day;
  if (change.is_new) days[change.place.since] = change.place.parent_id;
  std::vector<std::string> after;
  for (const auto& [since, parent] : days) after.push_back(since + " " + parent);
  return after;
}

std::string WhyNot(const Places& known, size_t come, const Place& wanted, bool parent_named = true) {
  try {
    ChangePlaces(known, come, {wanted, parent_named});
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), "FIELD_INVALID");
    return error.what();
  }
  return "";
}

// Below a since ever, then below b, and so on; `2027` and later are still to come.
const Places kMoved = {{"", "a"}, {"2020", "b"}};
const Places kPlanned = {{"", "a"}, {"2027", "b"}};
const Places kTwice = {{"", "a"}, {"2020", "b"}, {"2024", "c"}};
const Places kPlannedTwice = {{"", "a"}, {"2027", "b"}, {"2029", "c"}};

TEST(ChangePlacesTest, AMoveHoldsFromItsDayOnAndWhatWasBeforeStays) {
  EXPECT_THAT(After({}, 0, {"2020", "a"}), ElementsAre("2020 a"));
  EXPECT_THAT(After(kMoved, 2, {"2024", "c"}), ElementsAre(" a", "2020 b", "2024 c"));
  EXPECT_THAT(After(kMoved, 2, {"2024", ""}), ElementsAre(" a", "2020 b", "2024 "));
  EXPECT_THAT(After(kMoved, 2, {"2030", "a"}), ElementsAre(" a", "2020 b", "2030 a"));
}

TEST(ChangePlacesTest, AMoveOfThePastComesBetween) {
  EXPECT_THAT(After(kMoved, 2, {"2010", "c"}), ElementsAre(" a", "2010 c", "2020 b"));
}

TEST(ChangePlacesTest, ThePresentMoveIsDatedAnew) {
  for (const bool parent_named : {true, false}) {
    for (const std::string day : {"2011", "2019", "2021", "2026", "2099"})
      EXPECT_THAT(After(kMoved, 2, {day, "b"}, parent_named), ElementsAre(" a", day + " b")) << day;
  }
}

TEST(ChangePlacesTest, TheFirstPlaceIsDatedAnew) {
  EXPECT_THAT(After({{"", "a"}}, 1, {"2020", "a"}), ElementsAre("2020 a"));
  EXPECT_THAT(After({{"2020", "a"}}, 1, {"", "a"}), ElementsAre(" a"));
  EXPECT_THAT(After({{"2020", "a"}}, 1, {"2030", "a"}), ElementsAre("2030 a"));
}

TEST(ChangePlacesTest, ThePresentMoveGoesBackAsFarAsTheOneBefore) {
  EXPECT_THAT(After(kTwice, 3, {"2020", "c"}), ElementsAre(" a", "2020 c"));
  EXPECT_THAT(WhyNot(kTwice, 3, {"2019", "c"}), HasSubstr("2020"));
  EXPECT_THAT(WhyNot(kTwice, 3, {"", "c"}), HasSubstr("2020"));
  EXPECT_THAT(After(kMoved, 2, {"", "b"}), ElementsAre(" b"));
}

TEST(ChangePlacesTest, ThePresentMoveDoesNotPassAPlannedOneUnlessThatIsMeant) {
  EXPECT_THAT(After(kPlanned, 1, {"2026", "a"}, false), ElementsAre("2026 a", "2027 b"));
  for (const std::string day : {"2027", "2028"})
    EXPECT_THAT(WhyNot(kPlanned, 1, {day, "a"}, false), HasSubstr("2027")) << day;
  EXPECT_THAT(After(kPlanned, 1, {"2028", "a"}), ElementsAre(" a", "2027 b", "2028 a")) << "it comes back";
}

TEST(ChangePlacesTest, AMoveThatWasNoneIsTakenBack) {
  const PlacesChange change = ChangePlaces(kPlanned, 1, {{"2027", "a"}, true});
  EXPECT_FALSE(change.is_new);
  EXPECT_EQ(change.place, (Place{"", "a"}));
  EXPECT_THAT(change.withdrawn, ElementsAre("2027"));
  EXPECT_THAT(After(kMoved, 2, {"2020", "a"}), ElementsAre(" a"));
  EXPECT_THAT(After(kTwice, 3, {"2020", "a"}), ElementsAre(" a", "2024 c"));
}

TEST(ChangePlacesTest, WhoWasARootIsOneAgain) {
  const PlacesChange change = ChangePlaces({{"2020", "a"}}, 1, {{"2020", ""}, true});
  EXPECT_FALSE(change.is_new);
  EXPECT_EQ(change.place, (Place{"", ""}));
  EXPECT_THAT(change.withdrawn, ElementsAre("2020"));
}

TEST(ChangePlacesTest, ARootHasNoDay) {
  EXPECT_THAT(WhyNot({}, 0, {"2020", ""}), HasSubstr("parent"));
  EXPECT_THAT(WhyNot({{"2027", "a"}}, 0, {"2026", ""}), HasSubstr("parent"));
  EXPECT_THAT(After({{"", "a"}, {"2020", ""}}, 2, {"2021", ""}), ElementsAre(" a", "2021 "))
      << "but since when it is one";
}

TEST(ChangePlacesTest, TheParentOfADayIsCorrected) {
  EXPECT_THAT(After(kMoved, 2, {"2020", "c"}), ElementsAre(" a", "2020 c"));
  EXPECT_THAT(After(kPlanned, 1, {"2027", "c"}), ElementsAre(" a", "2027 c"));
  EXPECT_THAT(After(kTwice, 3, {"2020", "c"}), ElementsAre(" a", "2020 c")) << "it came there earlier";
}

TEST(ChangePlacesTest, APlannedMoveIsDatedAnew) {
  for (const std::string day : {"2026", "2028"})
    EXPECT_THAT(After(kPlanned, 1, {day, "b"}), ElementsAre(" a", day + " b"));
  EXPECT_THAT(After(kPlannedTwice, 1, {"2028", "b"}), ElementsAre(" a", "2028 b", "2029 c"));
  EXPECT_THAT(After(kPlannedTwice, 1, {"2028", "c"}), ElementsAre(" a", "2027 b", "2028 c"));
}

TEST(ChangePlacesTest, OneThatIsBetweenTheSameIsTakenOutWithItsReturn) {
  const Places returns = {{"", "a"}, {"2027", "b"}, {"2029", "a"}};
  EXPECT_THAT(ChangePlaces(returns, 1, {{"2027", "a"}, true}).withdrawn, ElementsAre("2027", "2029"));
}

TEST(ChangePlacesTest, NothingIsWithdrawnThatIsNotThere) {
  // Every change of three places by every place of four days.
  const std::vector<std::string> days = {"", "2010", "2020", "2030"}, parents = {"", "a", "b"};
  for (const auto& first : parents) {
    for (const auto& second : parents) {
      const Places known = {{"", first}, {"2010", second}, {"2030", "b"}};
      for (const auto& day : days) {
        for (const auto& parent : parents) {
          if (!WhyNot(known, 2, {day, parent}).empty()) continue;
          const auto change = ChangePlaces(known, 2, {{day, parent}, true});
          SCOPED_TRACE(first + second + " " + day + " " + parent);
          After(known, 2, {day, parent});  // every day that is withdrawn is there
          EXPECT_EQ(change.place.parent_id, parent) << "it stands where it was said";
        }
      }
    }
  }
}

}  // namespace
}  // namespace waymark::participants
