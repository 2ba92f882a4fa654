#include "services/evaluation/withholding.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>

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

// How far each move goes in a row, both ways.
using Rooms = std::vector<std::array<int64_t, 2>>;

// A group, or all persons.
class Row {
 public:
  explicit Row(const Counts& counts) : counts_(counts), rooms_(Moves().size()) {
    for (const Telling& telling : AllTellings()) {
      told_.push_back({telling.what.Of(counts), telling.group.Of(counts), 0});
    }
    for (const Remainder& remainder : AllRemainders()) remainders_.push_back(remainder.Of(counts));
    for (size_t step = 0; step < kSteps; ++step) not_zero_.set(step, counts[step] > 0);
  }

  int enrolled() const { return counts_[kEnrolled]; }
  Steps not_zero() const { return not_zero_; }
  Steps withheld() const { return withheld_; }
  const Rooms& rooms() const { return rooms_; }

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

  Rooms RoomsWith(Steps withheld) const {
    Rooms rooms(Moves().size());
    for (size_t i = 0; i < rooms.size(); ++i) {
      if ((Moves()[i].counts & ~withheld).any()) continue;
      for (const Way way : kWays) rooms[i][way] = RoomFor(Moves()[i], way);
    }
    return rooms;
  }

  void Withhold(Steps steps) {
    withheld_ |= steps;
    rooms_ = RoomsWith(withheld_);
  }

 private:
  struct Told {
    int persons, group;
    int64_t possible;
  };

  // What is more than none stays so, because a count of 0 would be shown.
  int64_t RoomFor(const Move& move, Way way) const {
    int64_t room = kAny;
    for (size_t i = 0; i < remainders_.size(); ++i) {
      const int fewer = way == kMore ? -move.remainders[i] : move.remainders[i];
      if (fewer > 0) room = std::min<int64_t>(room, (remainders_[i] - (remainders_[i] > 0)) / fewer);
    }
    return room;
  }

  Counts counts_;
  std::vector<Told> told_;
  std::vector<int> remainders_;
  Steps not_zero_, withheld_;
  Rooms rooms_;
};

class Withholder {
 public:
  explicit Withholder(const CountTable& table) : sums_(Moves().size()) {
    for (const Counts& counts : table.groups) rows_.emplace_back(counts);
    rows_.emplace_back(table.total);
    by_size_.resize(total());
    std::iota(by_size_.begin(), by_size_.end(), 0);
    std::stable_sort(by_size_.begin(), by_size_.end(),
                     [&](size_t a, size_t b) { return rows_[a].enrolled() < rows_[b].enrolled(); });
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

  size_t total() const { return rows_.size() - 1; }

  // Whether anything of it was not withheld yet.
  bool Add(size_t row, Steps steps) {
    if ((steps & ~rows_[row].withheld()).none()) return false;
    const Rooms before = rows_[row].rooms();
    rows_[row].Withhold(steps);
    if (row == total()) return true;
    for (size_t i = 0; i < sums_.size(); ++i) {
      for (const Way way : kWays) sums_[i][way] += rows_[row].rooms()[i][way] - before[i][way];
    }
    return true;
  }

  int64_t Needed(const Told& told, int least) const {
    return rows_[told.row].Persons(told.telling) > 0 ? least - 1 : 2;
  }

  // The numbers that it could be. `other` is another group, as if it had these rooms.
  int64_t Possible(const Told& told, size_t other = 0, const Rooms* rooms = nullptr) const {
    int64_t up = 0, down = 0;
    for (size_t i = 0; i < Moves().size(); ++i) {
      const int change = Moves()[i].tellings[told.telling];
      if (change == 0) continue;
      for (const Way way : kWays) {
        int64_t& far = (change > 0) == (way == kMore) ? up : down;
        const int64_t own = rows_[told.row].rooms()[i][way];
        if (own > far) far = std::max(far, std::min(own, Balance(told.row, i, way, other, rooms)));
      }
    }
    return 1 + up + down;
  }

  // How far the other rows can make up for the move of one.
  int64_t Balance(size_t row, size_t move, Way way, size_t other, const Rooms* rooms) const {
    if (rows_.size() == 1) return kAny;  // there is nothing that it has to agree with
    const Way theirs = row == total() ? way : Opposite(way);
    int64_t room = sums_[move][theirs];
    if (row != total()) room += rows_.back().rooms()[move][way] - rows_[row].rooms()[move][theirs];
    if (rooms != nullptr) room += (*rooms)[move][theirs] - rows_[other].rooms()[move][theirs];
    return room;
  }

  bool IsOpen(const Told& told, int least) {
    if (!rows_[told.row].IsOfFew(told.telling, least)) return false;
    // That of all persons none is: it is told of many, so also of the few among them.
    const Row& all = rows_.back();
    const Steps counted = AllTellings()[told.telling].what.Counted();
    if (told.row != total() && all.Persons(told.telling) == 0 && (all.withheld() & counted).none())
      return false;
    int64_t& possible = rows_[told.row].Possible(told.telling);
    if (possible < Needed(told, least)) possible = Possible(told);
    return possible < Needed(told, least);
  }

  // Withholds more. The smallest other group that helps loses the same counts, so that those of both cannot
  // be told apart; else the total does, and at last everything.
  bool Close(const Told& told, int least) {
    const Row& row = rows_[told.row];
    if (HideInGroup(told, Needed(told, least))) return true;
    if (Add(total(), row.withheld() & rows_.back().not_zero())) return true;
    if (Add(told.row, row.not_zero())) return true;
    bool more = false;
    for (size_t i = 0; i < rows_.size(); ++i) more |= Add(i, rows_[i].not_zero());
    return more;
  }

  bool HideInGroup(const Told& told, int64_t needed) {
    const Steps withheld = rows_[told.row].withheld();
    int64_t most = Possible(told);
    std::optional<size_t> best;
    for (const size_t group : by_size_) {
      const Steps more = withheld & rows_[group].not_zero() & ~rows_[group].withheld();
      if (group == told.row || more.none()) continue;
      const Rooms rooms = rows_[group].RoomsWith(rows_[group].withheld() | more);
      const int64_t possible = Possible(told, group, &rooms);
      if (possible > most) {
        most = possible;
        best = group;
      }
      if (possible >= needed) break;
    }
    return best && Add(*best, withheld & rows_[*best].not_zero());
  }

  std::vector<Row> rows_;        // the groups, and the total behind them
  Rooms sums_;                   // of the groups
  std::vector<size_t> by_size_;  // the groups, the smallest first
};

}  // namespace

Withheld Withhold(const CountTable& table, int least) {
  Withholder withholder(table);
  // For every smaller number first: what is withheld for it is so for each greater one.
  for (int step = kLowest; step <= least; ++step) withholder.WithholdFor(step);
  return withholder.Result();
}

}  // namespace waymark::evaluation
