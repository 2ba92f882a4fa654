#include "services/evaluation/withholding.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace waymark::evaluation {
namespace {

using Rows = std::vector<Counts>;

Counts Sum(const Rows& rows) {
  Counts sum = {};
  for (const Counts& row : rows) {
    for (size_t step = 0; step < kSteps; ++step) sum[step] += row[step];
  }
  return sum;
}

CountTable TableOf(const Rows& groups) { return {groups, Sum(groups)}; }

// `12 c 6 …`: a row as it is shown.
std::string Shown(const Counts& counts, Steps withheld) {
  std::string text;
  for (size_t step = 0; step < kSteps; ++step) {
    text += (step > 0 ? " " : "") + (withheld[step] ? "c" : std::to_string(counts[step]));
  }
  return text;
}

std::vector<std::string> Shown(const CountTable& table, int least) {
  const Withheld withheld = Withhold(table, least);
  std::vector<std::string> rows;
  for (size_t i = 0; i < table.groups.size(); ++i) rows.push_back(Shown(table.groups[i], withheld.groups[i]));
  rows.push_back(Shown(table.total, withheld.total));
  return rows;
}

using Text = std::vector<std::string>;

TEST(WithholdingTest, WhatIsOfManyIsShown) {
  EXPECT_EQ(Shown(TableOf({{40, 30, 20, 10, 5, 0, 0}, {60, 50, 40, 20, 10, 5, 0}}), 5),
            (Text{"40 30 20 10 5 0 0", "60 50 40 20 10 5 0", "100 80 60 30 15 5 0"}));
}

TEST(WithholdingTest, ASmallGroupDoesNotFollowFromTheTotal) {
  EXPECT_EQ(Shown(TableOf({{1, 1, 1, 0, 0, 0, 0}, {24, 18, 12, 0, 0, 0, 0}, {30, 20, 10, 0, 0, 0, 0}}), 5),
            (Text{"c c c c c c c", "c c c 0 0 0 0", "30 20 10 0 0 0 0", "55 39 23 0 0 0 0"}));
}

TEST(WithholdingTest, TheSmallestOtherGroupIsWithheldToo) {
  EXPECT_EQ(
      Shown(TableOf({{40, 30, 20, 10, 2, 0, 0}, {60, 50, 40, 20, 9, 0, 0}, {50, 40, 30, 20, 8, 0, 0}}), 5),
      (Text{"40 30 20 10 c 0 0", "60 50 40 20 9 0 0", "50 40 30 20 c 0 0", "150 120 90 50 19 0 0"}));
}

TEST(WithholdingTest, TwoSmallOnesThatAddUpToAFewAreHiddenInAThird) {
  EXPECT_EQ(
      Shown(TableOf({{40, 30, 20, 10, 1, 0, 0}, {50, 40, 30, 10, 1, 0, 0}, {60, 50, 40, 20, 9, 0, 0}}), 5),
      (Text{"40 30 20 10 c 0 0", "50 40 30 10 c 0 0", "60 50 40 20 c 0 0", "150 120 90 40 11 0 0"}));
}

TEST(WithholdingTest, WhoIsMissingDoesNotFollowFromTheTotal) {
  // One of the first group did not complete; all of the second did: it would not hide them.
  EXPECT_EQ(
      Shown(TableOf({{20, 19, 10, 5, 0, 0, 0}, {20, 20, 10, 5, 0, 0, 0}, {40, 30, 20, 10, 0, 0, 0}}), 5),
      (Text{"20 c 10 5 0 0 0", "20 20 10 5 0 0 0", "40 c 20 10 0 0 0", "80 69 40 20 0 0 0"}));
}

TEST(WithholdingTest, OnePersonOfAnotherKindCostsTheOthersOnlyWhatTheyHaveInCommon) {
  EXPECT_EQ(Shown(TableOf({{46, 29, 29, 13, 7, 1, 0}, {36, 18, 18, 6, 0, 0, 0}, {1, 1, 1, 1, 0, 0, 0}}), 5),
            (Text{"46 29 29 13 c c 0", "c c c c 0 0 0", "c c c c c c c", "83 48 48 20 7 c 0"}));
}

TEST(WithholdingTest, AFewOfAllAreWithheldInTheTotalToo) {
  EXPECT_EQ(Shown({{}, {60, 50, 40, 20, 2, 0, 0}}, 5), (Text{"60 50 40 20 c 0 0"}));
  EXPECT_EQ(Shown(TableOf({{60, 50, 40, 20, 2, 0, 0}, {60, 50, 40, 20, 0, 0, 0}}), 5),
            (Text{"60 50 40 20 c 0 0", "60 50 40 20 0 0 0", "120 100 80 40 c 0 0"}));
}

// Random tables of persons who come so far by chance.
class World {
 public:
  explicit World(unsigned seed) : random_(seed) {}

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

  // All of them often, none often, else any number.
  int Part(int whole) {
    const int kind = Below(10);
    return kind < 2 ? whole : kind < 4 ? 0 : Below(whole + 1);
  }

  Counts Row(int most) {
    const int enrolled = Below(most + 1), completed = Part(enrolled), graduated = Part(completed);
    const int unknown = Below(4) == 0 ? Part(graduated) : 0, known = graduated - unknown;
    return {enrolled, completed, graduated, Part(known), Part(known), Below(3) == 0 ? Part(known) : 0,
            unknown};
  }

  Rows Groups(int groups, int most) {
    Rows rows;
    for (int i = 0; i < groups; ++i) rows.push_back(Row(most));
    return rows;
  }

 private:
  std::mt19937 random_;
};

// One who reads an answer, and knows what every row obeys and that groups add up.
class Attacker {
 public:
  Attacker(const CountTable& table, const Withheld& withheld) : table_(table), withheld_(withheld) {}

  // The numbers that something of a group (or of the total, behind them) could be, as found by
  // trying every table up to a size.
  std::map<std::pair<size_t, size_t>, std::set<int>> Possible(int most) const {
    std::vector<Rows> rows;
    for (size_t i = 0; i < table_.groups.size(); ++i) {
      rows.push_back(RowsLike(table_.groups[i], withheld_.groups[i], most));
    }
    std::map<std::pair<size_t, size_t>, std::set<int>> found;
    const auto note = [&](size_t row, const Counts& counts) {
      for (size_t i = 0; i < AllTellings().size(); ++i) {
        found[{row, i}].insert(AllTellings()[i].what.Of(counts));
      }
    };
    std::set<Counts> totals;
    for (size_t row = 0; row < rows.size(); ++row) {
      const Sums others = SumsWithout(rows, row);
      for (const Counts& counts : rows[row]) {
        const auto fitting = others.find(ShownOfTotal(table_.total, counts));
        if (fitting == others.end()) continue;
        bool fits = false;
        for (const Counts& other : fitting->second) {
          const Counts total = Sum({counts, other});
          if (!IsLike(total, table_.total, withheld_.total)) continue;
          fits = true;
          if (row == 0) totals.insert(total);
        }
        if (fits) note(row, counts);
      }
    }
    for (const Counts& total : totals) note(rows.size(), total);
    return found;
  }

 private:
  static bool IsLike(const Counts& counts, const Counts& truth, Steps withheld) {
    for (size_t step = 0; step < kSteps; ++step) {
      if (!withheld[step] && counts[step] != truth[step]) return false;
      // Who knows that none would be shown.
      if (withheld[step] && truth[step] > 0 && counts[step] == 0) return false;
    }
    return true;
  }

  // All rows up to a size that would be shown as this one. Acting command is left out.
  static Rows RowsLike(const Counts& truth, Steps withheld, int most) {
    Rows rows;
    const auto range = [&](Step step, int end) {
      return withheld[step] ? std::pair(0, end) : std::pair(truth[step], std::min(truth[step], end));
    };
    const auto [e0, e1] = range(kEnrolled, most);
    for (int e = e0; e <= e1; ++e) {
      const auto [c0, c1] = range(kCompleted, e);
      for (int c = c0; c <= c1; ++c) {
        const auto [g0, g1] = range(kGraduated, c);
        for (int g = g0; g <= g1; ++g) {
          const auto [d0, d1] = range(kDayUnknown, g);
          for (int d = d0; d <= d1; ++d) {
            const auto [p0, p1] = range(kPromoted, g - d);
            for (int p = p0; p <= p1; ++p) {
              const Counts counts = {e, c, g, p, 0, 0, d};
              if (IsLike(counts, truth, withheld)) rows.push_back(counts);
            }
          }
        }
      }
    }
    return rows;
  }

  // Sums of groups, by what the total shows of them.
  using Sums = std::map<Counts, std::set<Counts>>;

  // What the total shows, without that of a row.
  Counts ShownOfTotal(Counts total, const Counts& without) const {
    for (size_t step = 0; step < kSteps; ++step)
      total[step] = withheld_.total[step] ? 0 : total[step] - without[step];
    return total;
  }

  Sums SumsWithout(const std::vector<Rows>& rows, size_t without) const {
    std::set<Counts> sums = {Counts{}};
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i == without) continue;
      std::set<Counts> more;
      for (const Counts& sum : sums) {
        for (const Counts& row : rows[i]) more.insert(Sum({sum, row}));
      }
      sums = std::move(more);
    }
    Sums by_shown;
    for (const Counts& sum : sums) by_shown[ShownOfTotal(sum, {})].insert(sum);
    return by_shown;
  }

  const CountTable& table_;
  const Withheld& withheld_;
};

std::string Describe(const CountTable& table, int least) {
  std::string text = "least " + std::to_string(least) + "\n";
  for (const Counts& row : table.groups) text += "{" + Shown(row, {}) + "}\n";
  for (const std::string& row : Shown(table, least)) text += row + "\n";
  return text;
}

void ExpectNothingFollows(const CountTable& table, int least, int most) {
  const Withheld withheld = Withhold(table, least);
  const auto possible = Attacker(table, withheld).Possible(most);
  for (size_t row = 0; row <= table.groups.size(); ++row) {
    const bool is_total = row == table.groups.size();
    const Counts& counts = is_total ? table.total : table.groups[row];
    for (size_t i = 0; i < AllTellings().size(); ++i) {
      const Telling& telling = AllTellings()[i];
      if (telling.by == kInCommand || telling.by == kInActingCommand ||
          !IsOfFew(telling.what.Of(counts), telling.group.Of(counts), least))
        continue;
      const bool none = telling.what.Of(counts) == 0;
      const bool none_of_all =
          telling.what.Of(table.total) == 0 && (withheld.total & telling.what.Counted()).none();
      if (none && none_of_all) continue;
      const size_t needed = none ? 2 : static_cast<size_t>(least) - 1;
      ASSERT_TRUE(possible.contains({row, i})) << Describe(table, least);
      ASSERT_GE(possible.at({row, i}).size(), needed)
          << "row " << row << " telling " << i << ' ' << Describe(table, least);
    }
  }
}

TEST(WithholdingTest, NothingThatTellsOfFewFollowsFromWhatIsShown) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    World world(seed);
    const bool many = seed % 4 == 0;
    Rows groups = world.Groups(many ? 3 : 1 + world.Below(2), many ? 4 : 5);
    for (Counts& group : groups) {
      group[kInCommand] = group[kInActingCommand] = 0;
      if (many) group[kDayUnknown] = 0;
    }
    ExpectNothingFollows(TableOf(groups), 3 + world.Below(2), many ? 6 : 7);
    if (HasFatalFailure()) return;
  }
}

TEST(WithholdingTest, WithoutGroupsTheStepsDoNotTellEither) {
  for (int enrolled = 3; enrolled <= 9; ++enrolled) {
    for (int completed = 0; completed <= enrolled; ++completed) {
      for (int graduated = 0; graduated <= completed; ++graduated) {
        const Counts total = {enrolled, completed, graduated, 0, 0, 0, 0};
        const Withheld withheld = Withhold({{}, total}, 3);
        EXPECT_EQ(withheld.total & OfFew(total, 3), OfFew(total, 3));
      }
    }
  }
}

// What is known of a count by following sums and steps until nothing more follows.
struct Bounds {
  static constexpr int kMany = 1 << 20;

  std::vector<std::array<std::pair<int, int>, kSteps>> rows;  // the total behind the groups

  static Bounds Of(const CountTable& table, const Withheld& withheld) {
    Bounds bounds;
    bounds.rows.resize(table.groups.size() + 1);
    for (size_t row = 0; row < bounds.rows.size(); ++row) {
      const bool is_total = row == table.groups.size();
      const Counts& counts = is_total ? table.total : table.groups[row];
      const Steps hidden = is_total ? withheld.total : withheld.groups[row];
      for (size_t step = 0; step < kSteps; ++step) {
        bounds.rows[row][step] =
            hidden[step] ? std::pair(counts[step] > 0 ? 1 : 0, kMany) : std::pair(counts[step], counts[step]);
      }
    }
    while (bounds.Follow()) {
    }
    return bounds;
  }

 private:
  bool Narrow(std::pair<int, int>& bound, int low, int high) {
    const auto before = bound;
    bound = {std::max(bound.first, low), std::min(bound.second, high)};
    return bound != before;
  }

  bool Follow() {
    bool changed = false;
    for (auto& row : rows) {
      for (size_t step = 1; step < kSteps; ++step) {
        auto& before = row[std::min<size_t>(step - 1, kGraduated)];
        changed |= Narrow(row[step], 0, before.second);
        changed |= Narrow(before, row[step].first, kMany);
      }
    }
    for (size_t step = 0; step < kSteps; ++step) {
      for (size_t row = 0; row < rows.size(); ++row) {
        // The total is the sum of the groups; a group what is missing from it.
        int low = 0, high = 0;
        for (size_t other = 0; other < rows.size(); ++other) {
          if (other == row) continue;
          const auto& [least, most] = rows[other][step];
          const bool adds = row + 1 == rows.size() || other + 1 == rows.size();
          low += adds ? least : -most;
          high += adds ? most : -least;
        }
        changed |= Narrow(rows[row][step], low, high);
      }
    }
    return changed;
  }
};

TEST(WithholdingTest, InTablesOfEverySizeCountsOfFewStayWide) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    World world(seed);
    const CountTable table = TableOf(world.Groups(1 + world.Below(30), 1 + world.Below(200)));
    const int least = 3 + world.Below(12);
    const Bounds bounds = Bounds::Of(table, Withhold(table, least));
    for (size_t row = 0; row < bounds.rows.size(); ++row) {
      const Counts& counts = row < table.groups.size() ? table.groups[row] : table.total;
      for (size_t step = 0; step < kSteps; ++step) {
        if (counts[step] == 0 || counts[step] >= least) continue;
        const auto [low, high] = bounds.rows[row][step];
        ASSERT_GE(high - low + 1, least - 1)
            << "row " << row << " step " << step << ' ' << Describe(table, least);
      }
    }
  }
}

TEST(WithholdingTest, TheMoreIsAskedTheMoreIsWithheld) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    World world(seed);
    const CountTable table = TableOf(world.Groups(1 + world.Below(8), 1 + world.Below(60)));
    Withheld before = Withhold(table, 3);
    for (int least = 4; least <= 20; ++least) {
      const Withheld now = Withhold(table, least);
      ASSERT_EQ(now.total & before.total, before.total) << Describe(table, least);
      for (size_t i = 0; i < now.groups.size(); ++i) {
        ASSERT_EQ(now.groups[i] & before.groups[i], before.groups[i]) << Describe(table, least);
      }
      before = now;
    }
  }
}

TEST(WithholdingTest, AZeroIsWithheldOfAFewAlone) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    World world(seed);
    const CountTable table = TableOf(world.Groups(1 + world.Below(8), 60));
    const Withheld withheld = Withhold(table, 5);
    for (size_t i = 0; i < table.groups.size(); ++i) {
      for (size_t step = 0; step < kSteps; ++step) {
        if (table.groups[i][step] == 0 && withheld.groups[i][step]) {
          ASSERT_TRUE(OfFew(table.groups[i], 5)[step]) << Describe(table, 5);
        }
      }
    }
  }
}

TEST(WithholdingTest, OfAFewNothingIsShownThoughAllWasWithheldForLess) {
  EXPECT_EQ(Shown(TableOf({{1, 1, 1, 0, 0, 0, 0}, {3, 0, 0, 0, 0, 0, 0}, {2, 1, 1, 0, 0, 0, 0}}), 4)[1],
            "c c c c c c c");
}

TEST(WithholdingTest, GroupsThatShareTheirPersonsAreWithheldToo) {
  // Everybody is in both groups: the total is less than their sum.
  EXPECT_EQ(Shown({{{3, 3, 3, 0, 0, 0, 0}, {50, 40, 30, 0, 0, 0, 0}}, {50, 40, 30, 0, 0, 0, 0}}, 5),
            (Text{"c c c c c c c", "c c c 0 0 0 0", "50 40 30 0 0 0 0"}));
}

TEST(WithholdingTest, ManyGroupsTakeAMoment) {
  World world(1);
  EXPECT_EQ(Withhold(TableOf(world.Groups(2000, 300)), 10).groups.size(), 2000U);
  EXPECT_EQ(Withhold(TableOf(world.Groups(300, 3000)), 1000).groups.size(), 300U);
}

}  // namespace
}  // namespace waymark::evaluation
