#include "services/evaluation/counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark::evaluation {
namespace {

Steps Of(std::initializer_list<Step> steps) {
  Steps set;
  for (const Step step : steps) set.set(step);
  return set;
}

TEST(CountsTest, OfManyNothingIsWithheld) {
  EXPECT_EQ(OfFew({100, 80, 60, 20, 10, 5, 5}, 5), Steps());
  EXPECT_EQ(OfFew({100, 100, 100, 0, 0, 0, 0}, 5), Steps());
  EXPECT_EQ(OfFew({0, 0, 0, 0, 0, 0, 0}, 5), Steps());
}

TEST(CountsTest, FewThemselvesAreWithheld) {
  EXPECT_EQ(OfFew({100, 80, 60, 4, 1, 5, 0}, 5), Of({kPromoted, kInCommand}));
}

TEST(CountsTest, OfAFewNotEvenNoneIsTold) {
  EXPECT_EQ(OfFew({4, 0, 0, 0, 0, 0, 0}, 5), Steps().set());
  EXPECT_EQ(OfFew({100, 50, 4, 0, 0, 0, 0}, 5),
            Steps().set(kGraduated) | Of({kPromoted, kInCommand, kInActingCommand, kDayUnknown}));
  EXPECT_EQ(OfFew({100, 4, 0, 0, 0, 0, 0}, 5), ~Of({kEnrolled}));
}

TEST(CountsTest, AllButAFewAreWithheldWhicheverStepTheyAreMissingFrom) {
  EXPECT_EQ(OfFew({20, 19, 12, 6, 0, 0, 0}, 5), Of({kCompleted}));
  EXPECT_EQ(OfFew({20, 20, 19, 6, 0, 0, 0}, 5), Of({kGraduated}));
  // What 19 would tell of the one who is missing, the same 19 of the next step would too.
  EXPECT_EQ(OfFew({20, 19, 19, 19, 0, 0, 0}, 5), Of({kCompleted, kGraduated, kPromoted}));
  EXPECT_EQ(OfFew({20, 20, 20, 20, 20, 0, 0}, 5), Steps());
}

TEST(CountsTest, WhoseDayIsUnknownAreNotAmongThoseOfWhomMoreIsTold) {
  // Nine of the ten whose day is known were promoted.
  EXPECT_EQ(OfFew({40, 40, 40, 9, 0, 0, 30}, 5), Of({kPromoted}));
  // Of two alone the day is known: of them nothing is told.
  EXPECT_EQ(OfFew({40, 40, 40, 0, 0, 0, 38}, 5), Of({kPromoted, kInCommand, kInActingCommand, kDayUnknown}));
}

TEST(CountsTest, WhatIsShownIsNeverOfFew) {
  for (int enrolled = 0; enrolled <= 9; ++enrolled) {
    for (int completed = 0; completed <= enrolled; ++completed) {
      for (int graduated = 0; graduated <= completed; ++graduated) {
        for (int promoted = 0; promoted <= graduated; ++promoted) {
          for (int unknown = 0; unknown + promoted <= graduated; ++unknown) {
            const Counts counts = {enrolled, completed, graduated, promoted, 0, 0, unknown};
            for (int least = 3; least <= 6; ++least) {
              const Steps withheld = OfFew(counts, least);
              EXPECT_EQ(withheld & OfFew(counts, least + 1), withheld) << "more is withheld of more";
              for (const Telling& telling : AllTellings()) {
                EXPECT_TRUE(withheld[telling.by] ||
                            !IsOfFew(telling.what.Of(counts), telling.group.Of(counts), least));
              }
            }
          }
        }
      }
    }
  }
}

TEST(CountsTest, RemaindersAreNeverNegativeAndChangeAsTheirCounts) {
  const Counts counts = {9, 7, 6, 3, 2, 1, 2};
  for (const Remainder& remainder : AllRemainders()) {
    EXPECT_GE(remainder.Of(counts), 0);
    for (unsigned more = 0; more < 128; ++more) {
      Counts moved = counts;
      for (size_t step = 0; step < kSteps; ++step) moved[step] += static_cast<int>(more >> step & 1);
      EXPECT_EQ(remainder.Of(moved) - remainder.Of(counts), remainder.ChangeBy(Steps(more)));
    }
  }
}

}  // namespace
}  // namespace waymark::evaluation
