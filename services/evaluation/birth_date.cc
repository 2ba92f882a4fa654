#include "services/evaluation/birth_date.h"

#include "services/common/base/clock.h"

namespace waymark::evaluation {

BirthDate ParseBirthDate(std::string_view text) {
  const bool estimated = text.ends_with('~');
  if (estimated) text.remove_suffix(1);
  BirthDate birth{std::string(text), BirthPrecision::kDay};
  if (text.size() == 4) birth = {birth.day + "-07-01", BirthPrecision::kYear};
  if (text.size() == 7) birth = {birth.day + "-16", BirthPrecision::kMonth};
  if (!IsDay(birth.day)) return {};
  if (estimated) birth.precision = BirthPrecision::kEstimated;
  return birth;
}

}  // namespace waymark::evaluation
