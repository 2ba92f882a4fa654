#include "services/evaluation/counts.h"

#include <algorithm>

namespace waymark::evaluation {
namespace {

constexpr Step kAfterGraduation[] = {kPromoted, kInCommand, kInActingCommand};

// The steps on the way to one, the nearest first.
std::vector<Step> Before(Step step) {
  switch (step) {
    case kEnrolled:
      return {};
    case kCompleted:
      return {kEnrolled};
    case kGraduated:
      return {kCompleted, kEnrolled};
    default:
      return {kGraduated, kCompleted, kEnrolled};
  }
}

Remainder All(Step step) { return {step, {}}; }
Remainder Without(Step whole, std::initializer_list<Step> parts) {
  Remainder remainder{whole, {}};
  for (const Step part : parts) remainder.parts.set(part);
  return remainder;
}

std::vector<Telling> MakeTellings() {
  std::vector<Telling> all = {{All(kEnrolled), All(kEnrolled), kEnrolled}};
  for (size_t i = 1; i < kSteps; ++i) {
    const auto step = static_cast<Step>(i);
    for (const Step before : Before(step)) {
      all.push_back({All(step), All(before), step});
      all.push_back({Without(before, {step}), All(before), step});
    }
  }
  // Of those whose day of graduation is not known, nothing later is told.
  const Remainder known = Without(kGraduated, {kDayUnknown});
  for (const Step step : kAfterGraduation) {
    all.push_back({All(step), known, step});
    all.push_back({Without(kGraduated, {kDayUnknown, step}), known, step});
  }
  return all;
}

std::vector<Remainder> MakeRemainders() {
  std::vector<Remainder> all = {All(kEnrolled)};
  for (size_t i = 1; i < kSteps; ++i) {
    const auto step = static_cast<Step>(i);
    all.push_back(All(step));
    all.push_back(Without(Before(step).front(), {step}));
  }
  for (const Step step : kAfterGraduation) all.push_back(Without(kGraduated, {kDayUnknown, step}));
  return all;
}

bool IsFew(int persons, int least) { return persons > 0 && persons < least; }

}  // namespace

int Remainder::Of(const Counts& counts) const {
  int persons = counts[whole];
  for (size_t step = 0; step < kSteps; ++step) persons -= parts[step] ? counts[step] : 0;
  return persons;
}

Steps Remainder::Counted() const { return Steps(parts).set(whole); }

int Remainder::ChangeBy(Steps counts) const {
  return static_cast<int>(counts[whole]) - static_cast<int>((parts & counts).count());
}

bool IsOfFew(int persons, int group, int least) {
  return IsFew(persons, least) || (persons == 0 && IsFew(group, least));
}

std::span<const Telling> AllTellings() {
  static const std::vector<Telling> all = MakeTellings();
  return all;
}

std::span<const Remainder> AllRemainders() {
  static const std::vector<Remainder> all = MakeRemainders();
  return all;
}

Steps OfFew(const Counts& counts, int least) {
  Steps found;
  for (const Telling& telling : AllTellings()) {
    if (IsOfFew(telling.what.Of(counts), telling.group.Of(counts), least)) found.set(telling.by);
  }
  return found;
}

}  // namespace waymark::evaluation
