#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/progression/career_rules.h"
#include "waymark/progression/v1/careers.pb.h"

namespace waymark::progression {

// A career event, as the API shows it and as the rules look at it.
struct CareerEntry {
  waymark::progression::v1::CareerEvent event;  // references in UUID form
  CareerFacts facts;
  std::string digest;
  bool command_rung = false;
  bool command_post = false;

  std::string_view id() const;
  std::string_view participant_id() const;
  // Whether nothing supersedes it.
  bool stands() const { return event.superseded_by().empty(); }
};

// Which records are of one person, as far as they are merged.
class PersonRecords {
 public:
  PersonRecords(rpc::Call& call, db::Transaction& tx, const std::vector<std::string>& participant_ids);

  // The record that stands for the person of whom this is one.
  std::string_view PersonOf(std::string_view participant_id) const;
  // Adds all others of the same persons.
  void AddTo(std::vector<std::string>& participant_ids) const;

 private:
  std::map<std::string, std::string, std::less<>> person_of_;  // those that are merged
};

// What is on record of some persons' careers, and whatever has one of some ids
// or external ids.
class Careers {
 public:
  struct Wanted {
    std::vector<std::string> participant_ids, ids, external_ids;
  };
  Careers(rpc::Call& call, db::Transaction& tx, const Wanted& wanted, PersonRecords records);

  // Null when there is none.
  CareerEntry* ById(std::string_view id) { return Find(by_id_, id); }
  CareerEntry* ByExternalId(std::string_view external_id) { return Find(by_external_id_, external_id); }
  CareerEntry* ByContent(std::string_view participant_id, std::string_view digest);
  std::string_view PersonOf(std::string_view participant_id) const {
    return records_.PersonOf(participant_id);
  }
  // All events of a person, by any of their records.
  const std::vector<CareerEntry*>& OfPerson(std::string_view participant_id) const;
  // The place of the next event of a person.
  int NextPlace(std::string_view participant_id) const;

 private:
  using Index = std::unordered_map<std::string_view, CareerEntry*>;
  static CareerEntry* Find(const Index& index, std::string_view key);

  const PersonRecords records_;
  std::vector<CareerEntry> entries_;
  Index by_id_, by_external_id_;
  std::unordered_map<std::string_view, std::vector<CareerEntry*>> by_person_;
};

// Writes events, and adds the change of each.
void InsertCareerEvents(rpc::Call& call, db::Transaction& tx, const std::vector<const CareerEntry*>& entries,
                        events::Changes& changes);

}  // namespace waymark::progression
