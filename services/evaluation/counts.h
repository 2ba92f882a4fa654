#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <span>
#include <vector>

namespace waymark::evaluation {

// The steps of the funnel, in the order of the counts of a FunnelRow.
enum Step : size_t {
  kEnrolled,
  kCompleted,
  kGraduated,
  kPromoted,
  kInCommand,
  kInActingCommand,
  kDayUnknown,
};
constexpr size_t kSteps = 7;

// The persons of a row at each step.
using Counts = std::array<int, kSteps>;
// Some of the counts of a row, for example those that are withheld.
using Steps = std::bitset<kSteps>;

// Those who are at a step and at none of some later ones: how many is never negative.
struct Remainder {
  Step whole = kEnrolled;
  Steps parts = {};

  int Of(const Counts& counts) const;
  // The counts that it is made of.
  Steps Counted() const;
  // By how much more it is when each of these counts is one more.
  int ChangeBy(Steps counts) const;
};

// Something that counts tell: how many of a group are what the step says, or are not.
struct Telling {
  Remainder what;
  Remainder group;
  Step by;  // the count that has to be withheld for it not to be told
};

// Whether so many of so large a group are about few persons, fewer than `least`: few are, or of few it is
// told that none is.
bool IsOfFew(int persons, int group, int least);

// Everything that the counts of a row tell.
std::span<const Telling> AllTellings();
// What cannot be negative in any row.
std::span<const Remainder> AllRemainders();

// The counts of a row that tell of few persons.
Steps OfFew(const Counts& counts, int least);

}  // namespace waymark::evaluation
