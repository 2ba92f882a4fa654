#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::evaluation {

// What a funnel is grouped by.
struct Dimension {
  std::string kind;           // `sex`, `age_band`, `attribute`, `unit`, `cohort`, `course`; empty = nothing
  std::string attribute_key;  // of an `attribute`
};

// More groups nobody reads, and to find what is withheld of them takes time with their square: of so
// many up to a second.
constexpr int kMostGroups = 1'000;

// From `sex`, `attribute:disability`, …; throws InvalidField("by", …).
Dimension ParseDimension(std::string_view by);

// Whether the records of protected persons do not show it to whoever may read the others.
bool IsHiddenOfProtected(const Dimension& dimension);

// The first ages of the bands: those given, and 0, so that every age is in one; or 0, 18, 25, 35, 45, 55.
// Throws InvalidField("age_band_starts", …) unless they ascend.
std::vector<int> AgeBandStarts(std::vector<int> given);

// The word for a code of a row, where it has one: `female` for `F`.
std::string_view LabelOf(const Dimension& dimension, std::string_view key);

// The collection that the keys of a row name, or empty: `units` for `unit`.
std::string_view CollectionOf(const Dimension& dimension);

}  // namespace waymark::evaluation
