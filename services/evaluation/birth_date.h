#pragma once

#include <string>
#include <string_view>

namespace waymark::evaluation {

// How well a birth date is known; the numbers are stored.
enum class BirthPrecision { kUnknown = 0, kDay = 1, kMonth = 2, kYear = 3, kEstimated = 4 };

// A birth date to compute ages with.
struct BirthDate {
  std::string day;  // `YYYY-MM-DD`, or empty when unknown
  BirthPrecision precision = BirthPrecision::kUnknown;
};

// From `1990-05-17`, `1990-05` or `1990`, with a trailing `~` when estimated. A
// month or year stands for its middle: the 16th, the 1st of July. What is none of
// these is unknown.
BirthDate ParseBirthDate(std::string_view text);

}  // namespace waymark::evaluation
