#include "tests/load/verdict.h"

#include <array>
#include <string_view>

namespace waymark::load {
namespace {

// The event that tells of an operation, and how many of it one makes.
struct Told {
  std::string_view type;
  size_t count;
};

Told ToldBy(Kind kind) {
  static constexpr std::array<Told, 6> kTold = {{{"cohort.changed", 1},
                                                 {"participant.registered", 1},
                                                 {"enrolment.state_changed", 1},
                                                 {"enrolment.state_changed", 1},
                                                 {"participant.graduated", 3},
                                                 {"career.promoted", 1}}};
  return kTold[static_cast<size_t>(kind)];
}

bool MakesRecord(Kind kind) { return kind != Kind::kCompletion && kind != Kind::kGraduation; }

class Comparison {
 public:
  Comparison(const Ledger& ledger, const Evidence& evidence) : ledger_(ledger), evidence_(evidence) {
    for (const Record& record : evidence.records) records_.emplace(record.request_id, &record);
    for (const Change& change : evidence.changes) changes_.emplace(change.request_id, &change);
  }

  Verdict Run() {
    for (const auto& [id, entry] : ledger_) Look(id, entry);
    LookForStrangers();
    return std::move(verdict_);
  }

 private:
  void Look(const std::string& id, const Entry& entry) {
    const size_t records = records_.count(id);
    const size_t told = CountTold(id, entry.operation.kind);
    if (records > 1 || told > ToldBy(entry.operation.kind).count)
      Find(verdict_.duplicate, "is there more than once", id);
    for (const std::string& answer : entry.wrong) Find(verdict_.wrong, "wrong answer: " + answer, id);
    if (entry.acknowledged) {
      LookAtAcknowledged(id, entry);
    } else if (!entry.refused) {
      Find(verdict_.unresolved, "nobody knows what became of it", id);
    } else if (records + told > 0) {
      Find(verdict_.phantom, "was refused (" + entry.reason + ") and is there", id);
    } else if (entry.operation.valid) {
      Find(verdict_.wrong, "wrong answer: refused (" + entry.reason + ")", id);
    } else {
      ++verdict_.refused;
    }
  }

  void LookAtAcknowledged(const std::string& id, const Entry& entry) {
    ++verdict_.acked;
    if (entry.differs || entry.refused) Find(verdict_.duplicate, "was answered in two ways", id);
    if (!entry.operation.valid) Find(verdict_.phantom, "was wrong and is acknowledged", id);
    const std::string_view side = LostBy(id, entry);
    if (side.empty()) {
      ++verdict_.present;
    } else {
      Find(verdict_.lost, "lost by the " + std::string(side), id);
    }
  }

  // The first side that lacks it; empty when all have it.
  std::string_view LostBy(const std::string& id, const Entry& entry) const {
    const auto answer = evidence_.answers.find(id);
    if (answer == evidence_.answers.end() || answer->second != entry.answer) return "database (its answer)";
    const Record* record = RecordOf(id, entry);
    if (MakesRecord(entry.operation.kind) && record == nullptr) return "database";
    if (CountTold(id, entry.operation.kind) < ToldBy(entry.operation.kind).count) return "outbox";
    const auto [first, last] = changes_.equal_range(id);
    for (auto at = first; at != last; ++at) {
      if (at->second->sequence == 0) return "numbering";
      if (!at->second->in_stream) return "stream";
      if (!at->second->in_inbox) return "inbox";
    }
    if (record == nullptr) return "";
    const auto fact = evidence_.facts.find(record->entity);
    return fact == evidence_.facts.end() || fact->second != record->shared ? "read model" : "";
  }

  // The record as it was acknowledged.
  const Record* RecordOf(const std::string& id, const Entry& entry) const {
    const auto [first, last] = records_.equal_range(id);
    for (auto at = first; at != last; ++at) {
      if (at->second->entity == entry.entity && at->second->content == entry.operation.content)
        return at->second;
    }
    return nullptr;
  }

  size_t CountTold(const std::string& id, Kind kind) const {
    size_t count = 0;
    const auto [first, last] = changes_.equal_range(id);
    for (auto at = first; at != last; ++at) count += at->second->type == ToldBy(kind).type;
    return count;
  }

  // What is there of which the ledger knows nothing.
  void LookForStrangers() {
    std::map<std::string_view, const Record*> known;
    for (const Record& record : evidence_.records) {
      known[record.entity] = &record;
      if (!ledger_.contains(record.request_id))
        Find(verdict_.phantom, "a record that nobody asked for", record.entity);
    }
    for (const auto& [entity, shared] : evidence_.facts) {
      if (!known.contains(entity)) Find(verdict_.phantom, "a fact without a record", entity);
    }
    for (const auto& id : evidence_.stream_events_unknown)
      Find(verdict_.phantom, "an event in the stream without a change row", id);
    for (const auto& id : evidence_.stream_events_twice)
      Find(verdict_.duplicate, "an event that is in the stream twice", id);
  }

  void Find(int& count, const std::string& what, const std::string& id) {
    ++count;
    verdict_.findings[what].push_back(id);
  }

  const Ledger& ledger_;
  const Evidence& evidence_;
  std::multimap<std::string, const Record*> records_;
  std::multimap<std::string, const Change*> changes_;
  Verdict verdict_;
};

}  // namespace

Verdict Compare(const Ledger& ledger, const Evidence& evidence) { return Comparison(ledger, evidence).Run(); }

}  // namespace waymark::load
