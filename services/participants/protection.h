#pragma once

#include <string>
#include <string_view>

#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// Later than every day, as PostgreSQL writes it and as texts are compared.
constexpr std::string_view kAlways = "infinity";

// The first day on which somebody born on `birth_date` (a day with its precision:
// `2010-05-17`, `2010-05`, `2010`, with `~` when estimated) has certainly come of
// age: of a month or year its last day is taken, and an estimate may be wrong by a
// year. Empty when it is.
std::string OfAgeOn(std::string_view birth_date);

// Until which day, that one not included, the person is protected: always when they
// are flagged, else until they are of age. Empty when that day is not after `today`,
// or their birth date is unknown.
std::string ProtectedBefore(const waymark::participants::v1::Participant& participant,
                            std::string_view today);

// Whether somebody protected before that day is so on `today`.
inline bool IsProtectedOn(std::string_view today, std::string_view protected_before) {
  return protected_before > today;
}

}  // namespace waymark::participants
