#include "services/evaluation/disclosure.h"

#include <algorithm>

#include "services/common/status/error.h"
#include "services/evaluation/withholding.h"

namespace waymark::evaluation {
namespace {

constexpr int kDefaultLeast = 5, kLowestLeast = 3, kNarrowestBand = 5;

Counts CountsOf(const v1::FunnelRow& row) {
  return {row.enrolled(),
          row.completed(),
          row.graduated(),
          row.promoted(),
          row.in_command(),
          row.in_acting_command(),
          row.graduated_day_unknown()};
}

void Clear(Steps steps, v1::FunnelRow& row) {
  constexpr void (v1::FunnelRow::*kClear[kSteps])() = {&v1::FunnelRow::clear_enrolled,
                                                       &v1::FunnelRow::clear_completed,
                                                       &v1::FunnelRow::clear_graduated,
                                                       &v1::FunnelRow::clear_promoted,
                                                       &v1::FunnelRow::clear_in_command,
                                                       &v1::FunnelRow::clear_in_acting_command,
                                                       &v1::FunnelRow::clear_graduated_day_unknown};
  for (size_t step = 0; step < kSteps; ++step) {
    if (steps[step]) (row.*kClear[step])();
  }
}

// Of so few persons not even the values are told that they have.
void LeaveNoGroups(v1::Funnel& funnel) {
  auto& rows = *funnel.mutable_rows();
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [](const auto& row) { return row.key() != "_U" && row.key() != "_T"; }),
             rows.end());
  for (auto& row : rows) Clear(Steps().set(), row);
}

}  // namespace

int LeastTold(int min_cell) { return min_cell == 0 ? kDefaultLeast : std::max(min_cell, kLowestLeast); }

void CheckBandsAreWide(std::span<const int> starts) {
  const auto narrow = [](int start, int next) { return next - start < kNarrowestBand; };
  if (std::adjacent_find(starts.begin(), starts.end(), narrow) != starts.end()) {
    throw InvalidField("age_band_starts", "must be five years apart: narrower bands tell of few persons");
  }
}

void WithholdFew(v1::Funnel& funnel, int least) {
  funnel.set_withheld_below(least);
  auto& rows = *funnel.mutable_rows();
  const int groups = rows.size() - 1;
  CountTable table;
  for (int i = 0; i < groups; ++i) table.groups.push_back(CountsOf(rows[i]));
  table.total = CountsOf(rows[groups]);
  const int all = table.total[kEnrolled];
  if (all > 0 && all < least) return LeaveNoGroups(funnel);
  const Withheld withheld = Withhold(table, least);
  for (int i = 0; i < groups; ++i) Clear(withheld.groups[static_cast<size_t>(i)], rows[i]);
  Clear(withheld.total, rows[groups]);
}

}  // namespace waymark::evaluation
