#include "services/evaluation/withholding.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <tuple>

namespace waymark::evaluation {
namespace {

// As many persons as one likes.
constexpr int64_t kAny = 1 << 24;

constexpr int kLowest = 3;

enum Way : size_t { kMore, kFewer };
constexpr Way kWays[] = {kMore, kFewer};
Way Opposite(Way way) { return way == kMore ? kFewer : kMore; }

// A move lets each of some counts of a row be that many more (or fewer), and the same counts of other rows
// fewer, so that the totals stay. A table that comes of moves of what is withheld looks as the true one: as
// far as moves go, so far nobody knows.
struct Move {
  Steps counts;
  std::vector<int> remainders;  // by how much more each of AllRemainders() is after it
  std::vector<int> tellings;    // and what each of AllTellings() is about
};

std::vector<Move> MakeMoves() {
  // On the way to graduation, of what comes after it, and both together.
  std::vector<Steps> sets = {{0b1}, {0b10}, {0b11}, {0b1000}, {0b10000}, {0b100000}, {0b1000000}};
  for (const unsigned before : {0b100U, 0b110U, 0b111U}) {
    for (unsigned after = 0; after < 16; ++after) sets.emplace_back(before | after << 3);
  }
  std::vector<Move> moves;
  for (const Steps counts : sets) {
    Move& move = moves.emplace_back(Move{counts, {}, {}});
    for (const Remainder& remainder : AllRemainders()) move.remainders.push_back(remainder.ChangeBy(counts));
    for (const Telling& telling : AllTellings()) move.tellings.push_back(telling.what.ChangeBy(counts));
  }
  return moves;
}

const std::vector<Move>& Moves() {
  static const std::vector<Move> moves = MakeMoves();
  return moves;
}

// How far each move goes, both ways.
using Rooms = std::vector<std::array<int64_t, 2>>;

// As it is now, or as if of the groups all were withheld that can be.
enum When : size_t { kNow, kOnce };
constexpr When kWhens[] = {kNow, kOnce};

// What is lost when more is withheld: so many counts, which tell so much.
struct Cost {
  int counts = 0, sum = 0;

  auto operator<=>(const Cost&) const = default;
  Cost& operator+=(const Cost& more) {
    counts += more.counts;
    sum += more.sum;
    return *this;
  }
};

// A group, or all persons.
class Row {
 public:
  explicit Row(const Counts& counts) : counts_(counts) {
    for (const Telling& telling : AllTellings()) {
      told_.push_back({telling.what.Of(counts), telling.group.Of(counts), 0});
    }
    for (const Move& move : Moves()) rooms_.push_back({RoomFor(move, kMore), RoomFor(move, kFewer)});
    for (size_t step = 0; step < kSteps; ++step) not_zero_.set(step, counts[step] > 0);
  }

  Steps not_zero() const { return not_zero_; }
  Steps withheld() const { return withheld_; }
  void Withhold(Steps steps) { withheld_ |= steps; }

  // What a move takes that is not withheld yet. A count of 0 of many is always told.
  Steps Missing(size_t move) const { return Moves()[move].counts & ~withheld_; }
  Cost CostOf(size_t move) const {
    Cost cost;
    for (size_t step = 0; step < kSteps; ++step) {
      if (Missing(move)[step]) cost += {1, counts_[step]};
    }
    return cost;
  }
  bool CanMove(size_t move) const { return (Missing(move) & ~not_zero_).none(); }
  int64_t Room(size_t move, Way way, When when) const {
    return (when == kNow ? Missing(move).none() : CanMove(move)) ? rooms_[move][way] : 0;
  }

  // The persons that a telling is about.
  int Persons(size_t telling) const { return told_[telling].persons; }
  bool IsOfFew(size_t telling, int least) const {
    return evaluation::IsOfFew(told_[telling].persons, told_[telling].group, least);
  }
  // The numbers that it could be, as far as has been looked. They become only more.
  int64_t& Possible(size_t telling) { return told_[telling].possible; }
  // What is of few for `least` and was not for one less.
  Steps NewlyOfFew(int least) const {
    const bool any = least == kLowest || std::any_of(told_.begin(), told_.end(), [&](const Told& told) {
                       return told.persons == least - 1 || told.group == least - 1;
                     });
    return any ? OfFew(counts_, least) : Steps();
  }

 private:
  struct Told {
    int persons, group;
    int64_t possible;
  };

  // A count that is more than none stays so, because a 0 would be shown.
  int64_t RoomFor(const Move& move, Way way) const {
    int64_t room = kAny;
    for (size_t i = 0; i < move.remainders.size(); ++i) {
      const Remainder& remainder = AllRemainders()[i];
      const int fewer = way == kMore ? -move.remainders[i] : move.remainders[i];
      const int persons = remainder.Of(counts_);
      const int fewest = remainder.parts.none() && persons > 0 ? 1 : 0;
      if (fewer > 0) room = std::min<int64_t>(room, (persons - fewest) / fewer);
    }
    return room;
  }

  Counts counts_;
  std::vector<Told> told_;
  Rooms rooms_;
  Steps not_zero_, withheld_;
};

class Withholder {
 public:
  explicit Withholder(const CountTable& table) {
    sums_.fill(Rooms(Moves().size()));
    for (const Counts& counts : table.groups) rows_.emplace_back(counts);
    rows_.emplace_back(table.total);
    for (size_t row = 0; row < total(); ++row) AddRooms(row, 1);
  }

  // Withholds what it takes for `least`, besides what is withheld already.
  void WithholdFor(int least) {
    for (size_t row = 0; row < rows_.size(); ++row) Add(row, rows_[row].NewlyOfFew(least));
    // What is hidden once stays so, unless the total no longer says that it is nobody.
    for (bool again = true; again;) {
      again = false;
      for (size_t row = 0; row < rows_.size(); ++row) {
        for (size_t telling = 0; telling < AllTellings().size(); ++telling) {
          while (IsOpen({row, telling}, least) && Close({row, telling}, least)) again = true;
        }
      }
    }
  }

  Withheld Result() const {
    Withheld result;
    for (size_t row = 0; row < total(); ++row) result.groups.push_back(rows_[row].withheld());
    result.total = rows_.back().withheld();
    return result;
  }

 private:
  // Something that a row tells, of which too much may be known.
  struct Told {
    size_t row, telling;
  };

  // By how much more or fewer it could be.
  struct Reach {
    int64_t more = 0, fewer = 0;

    int64_t Possible() const { return 1 + more + fewer; }
  };

  // To withhold what a move takes, of the row itself and of another.
  struct Help {
    size_t move, other;    // `other` is the row itself where it takes no other
    int64_t possible = 0;  // then
    Cost cost;

    // Of two that suffice the one that takes fewer counts, then the one that will do for a greater `least`
    // too, then the one that takes smaller counts.
    bool IsBetterThan(const Help& that, int64_t needed) const {
      const auto key = [&](const Help& help) {
        return std::tuple(std::min(help.possible, needed), -help.cost.counts,
                          std::min(help.possible, 2 * needed), -help.cost.sum);
      };
      return key(*this) > key(that);
    }
  };

  size_t total() const { return rows_.size() - 1; }

  void AddRooms(size_t row, int sign) {
    for (size_t i = 0; i < Moves().size(); ++i) {
      for (const Way way : kWays) {
        for (const When when : kWhens) sums_[when][i][way] += sign * rows_[row].Room(i, way, when);
      }
    }
  }

  // Whether anything of it was not withheld yet.
  bool Add(size_t row, Steps steps) {
    if ((steps & ~rows_[row].withheld()).none()) return false;
    if (row != total()) AddRooms(row, -1);
    rows_[row].Withhold(steps);
    if (row != total()) AddRooms(row, 1);
    return true;
  }

  int64_t Needed(const Told& told, int least) const {
    return rows_[told.row].Persons(told.telling) > 0 ? least - 1 : 2;
  }

  // How far the other rows can make up for the move of one.
  int64_t Balance(size_t row, size_t move, Way way, When when) const {
    if (rows_.size() == 1) return kAny;  // there is nothing that it has to agree with
    if (row == total()) return sums_[when][move][way];
    const Way theirs = Opposite(way);
    return sums_[when][move][theirs] - rows_[row].Room(move, theirs, when) +
           rows_.back().Room(move, way, kNow);
  }

  Reach ReachOf(const Told& told, When when) const {
    Reach reach;
    for (size_t i = 0; i < Moves().size(); ++i) {
      const int change = Moves()[i].tellings[told.telling];
      if (change == 0) continue;
      for (const Way way : kWays) {
        int64_t& far = (change > 0) == (way == kMore) ? reach.more : reach.fewer;
        const int64_t own = rows_[told.row].Room(i, way, told.row == total() ? kNow : when);
        if (own > far) far = std::max(far, std::min(own, Balance(told.row, i, way, when)));
      }
    }
    return reach;
  }

  bool IsOpen(const Told& told, int least) {
    if (!rows_[told.row].IsOfFew(told.telling, least)) return false;
    // That of all persons none is: it is told of many, so also of the few among them.
    const Row& all = rows_.back();
    const Steps counted = AllTellings()[told.telling].what.Counted();
    if (told.row != total() && all.Persons(told.telling) == 0 && (all.withheld() & counted).none())
      return false;
    int64_t& possible = rows_[told.row].Possible(told.telling);
    if (possible < Needed(told, least)) possible = ReachOf(told, kNow).Possible();
    return possible < Needed(told, least);
  }

  // Withholds more: the fewest counts that suffice, and of the total only where the groups cannot do it.
  bool Close(const Told& told, int least) {
    const int64_t needed = Needed(told, least);
    std::optional<Help> best;
    if (ReachOf(told, kOnce).Possible() >= needed) best = FindHelp(told, needed, false);
    if (!best) best = FindHelp(told, needed, true);
    if (best) {
      const Steps counts = Moves()[best->move].counts;
      const bool own = Add(told.row, counts);
      return Add(best->other, counts) || own;
    }
    bool more = false;
    for (size_t i = 0; i < rows_.size(); ++i) more |= Add(i, rows_[i].not_zero());
    return more;
  }

  std::optional<Help> FindHelp(const Told& told, int64_t needed, bool of_total) const {
    const Reach reach = ReachOf(told, kNow);
    std::optional<Help> best;
    for (size_t i = 0; i < Moves().size(); ++i) {
      const int change = Moves()[i].tellings[told.telling];
      if (change == 0 || !rows_[told.row].CanMove(i)) continue;
      if (told.row == total() && !of_total && rows_[told.row].Missing(i).any()) continue;
      for (const Way way : kWays) {
        const auto consider = [&](size_t other) {
          Reach then = reach;
          int64_t& far = (change > 0) == (way == kMore) ? then.more : then.fewer;
          far = std::max(far, FarWith(told.row, i, way, other));
          const Help help = {i, other, then.Possible(), CostOf(told.row, i, other)};
          if (then.Possible() > reach.Possible() && (!best || help.IsBetterThan(*best, needed))) best = help;
        };
        consider(told.row);
        for (size_t group = 0; group < total(); ++group) consider(group);
        if (of_total) consider(total());
      }
    }
    return best;
  }

  // How far a move of one goes once what it takes is withheld there and of another.
  int64_t FarWith(size_t row, size_t move, Way way, size_t other) const {
    int64_t balance = Balance(row, move, way, kNow);
    if (other != row) {
      const Way theirs = row == total() || other == total() ? way : Opposite(way);
      balance += rows_[other].Room(move, theirs, kOnce) - rows_[other].Room(move, theirs, kNow);
    }
    return std::min(rows_[row].Room(move, way, kOnce), balance);
  }

  Cost CostOf(size_t row, size_t move, size_t other) const {
    Cost cost = rows_[row].CostOf(move);
    if (other != row) cost += rows_[other].CostOf(move);
    return cost;
  }

  std::array<Rooms, 2> sums_;  // of the groups, by When
  std::vector<Row> rows_;      // the groups, and the total behind them
};

}  // namespace

Withheld Withhold(const CountTable& table, int least) {
  Withholder withholder(table);
  // For every smaller number first: what is withheld for it is so for each greater one.
  for (int step = kLowest; step <= least; ++step) withholder.WithholdFor(step);
  return withholder.Result();
}

}  // namespace waymark::evaluation
