#include "services/participants/protection.h"

#include <charconv>
#include <chrono>

#include "services/common/base/clock.h"

namespace waymark::participants {
namespace {

using waymark::participants::v1::Participant;

// In all the countries whose programmes are known, and in the Convention on the
// Rights of the Child, article 1.
constexpr int kOfAge = 18;
constexpr int kEstimateMayBeWrongBy = 1;  // years

unsigned Number(std::string_view text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string OfAgeOn(std::string_view birth_date) {
  using namespace std::chrono;
  if (birth_date.empty()) return "";
  const bool estimated = birth_date.ends_with('~');
  if (estimated) birth_date.remove_suffix(1);
  const year born(static_cast<int>(Number(birth_date.substr(0, 4))));
  const month in = birth_date.size() >= 7 ? month(Number(birth_date.substr(5, 2))) : December;
  const day on = birth_date.size() >= 10 ? day(Number(birth_date.substr(8, 2))) : (born / in / last).day();
  const year of_age = born + years(kOfAge + (estimated ? kEstimateMayBeWrongBy : 0));
  // Who was born on 29 February comes of age on 1 March.
  return FormatDay(sys_days(of_age / in / 1) + (on - day(1)));
}

std::string ProtectedBefore(const Participant& participant, std::string_view today) {
  if (participant.protection() == waymark::participants::v1::PROTECTION_FLAGGED) return std::string(kAlways);
  std::string of_age = OfAgeOn(participant.birth_date());
  return IsProtectedOn(today, of_age) ? of_age : "";
}

}  // namespace waymark::participants
