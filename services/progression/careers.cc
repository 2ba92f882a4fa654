#include "services/progression/careers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "services/common/rpc/constraints.h"
#include "services/progression/records.h"
#include "services/progression/sql.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;

CareerEntry EntryOf(const db::Row& row) {
  CareerEntry entry;
  row.Fill(entry.event);
  entry.facts = {
      .type = entry.event.type(),
      .derived = entry.event.type_derived(),
      .day = entry.event.effective_on(),
      .place = static_cast<int>(row.Int("_place")),
      .order_id = row.Text("_order_id"),
      .rung = {row.Text("_rung_id"), row.Text("_ladder_id"), static_cast<int>(row.Int("_position"))},
      .post_id = row.Text("_post_id"),
      .unit_id = row.Text("_unit_id")};
  entry.digest = row.Text("_content_digest");
  entry.command_rung = row.Bool("_command_rung");
  entry.command_post = row.Bool("_command_post");
  return entry;
}

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"CAREER_EVENT_ID_UNIQUE",
     [](const rpc::Call&) { return AlreadyExists("career_event_id", "is taken by another career event"); }},
    {"CAREER_EVENT_EXTERNAL_ID_UNIQUE",
     [](const rpc::Call&) {
       return AlreadyExists("career_event.external_id", "is taken by another career event");
     }},
};

void AddChange(const rpc::Call& call, const CareerEntry& entry, events::Changes& changes) {
  const v1::CareerEvent& event = entry.event;
  const std::string id(entry.id());
  auto& out = changes.Add(OutcomeOf(event.type()), "careerEvents/" + id, 1, event.participant());
  *out.mutable_time() = events::DayOr(event.effective_on(), call.now());
  auto& recorded = *out.mutable_career_event_recorded();
  recorded.set_career_event_id(id);
  recorded.set_participant_id(std::string(entry.participant_id()));
  recorded.set_type(event.type());
  recorded.set_rung_id(entry.facts.rung.id);
  recorded.set_post_id(entry.facts.post_id);
  recorded.set_unit_id(entry.facts.unit_id);
  recorded.set_effective_on(event.effective_on());
  recorded.set_command_rung(entry.command_rung);
  recorded.set_command_post(entry.command_post);
  recorded.set_supersedes_id(std::string(rpc::LastPart(event.supersedes())));
  changes.Describe(nullptr, event);
}

}  // namespace

std::string_view CareerEntry::id() const { return rpc::LastPart(event.name()); }

std::string_view CareerEntry::participant_id() const { return rpc::LastPart(event.participant()); }

PersonRecords::PersonRecords(rpc::Call& call, db::Transaction& tx,
                             const std::vector<std::string>& participant_ids) {
  const auto rows =
      call.Run(tx, sql::kFindMergedRecords, db::Params().Set("participant_ids", participant_ids));
  for (const db::Row row : rows) person_of_[row.Text("participant_id")] = row.Text("person_id");
}

std::string_view PersonRecords::PersonOf(std::string_view participant_id) const {
  const auto merged = person_of_.find(participant_id);
  return merged == person_of_.end() ? participant_id : merged->second;
}

void PersonRecords::AddTo(std::vector<std::string>& participant_ids) const {
  std::set<std::string> all(participant_ids.begin(), participant_ids.end());
  for (const auto& [record, person] : person_of_) all.insert({record, person});
  participant_ids.assign(all.begin(), all.end());
}

Careers::Careers(rpc::Call& call, db::Transaction& tx, const Wanted& wanted, PersonRecords records)
    : records_(std::move(records)) {
  const auto rows = call.Run(tx, sql::kFindCareerEvents,
                             db::Params()
                                 .Set("participant_ids", wanted.participant_ids)
                                 .Set("ids", wanted.ids)
                                 .Set("external_ids", wanted.external_ids));
  entries_.reserve(rows.size());  // the indexes refer to them
  for (const db::Row row : rows) {
    CareerEntry& entry = entries_.emplace_back(EntryOf(row));
    by_id_[entry.id()] = &entry;
    if (!entry.event.external_id().empty()) by_external_id_[entry.event.external_id()] = &entry;
    by_person_[PersonOf(entry.participant_id())].push_back(&entry);
  }
}

CareerEntry* Careers::Find(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

const std::vector<CareerEntry*>& Careers::OfPerson(std::string_view participant_id) const {
  static const std::vector<CareerEntry*> kNone;
  const auto found = by_person_.find(PersonOf(participant_id));
  return found == by_person_.end() ? kNone : found->second;
}

CareerEntry* Careers::ByContent(std::string_view participant_id, std::string_view digest) {
  for (CareerEntry* entry : OfPerson(participant_id)) {
    if (entry->digest == digest) return entry;
  }
  return nullptr;
}

int Careers::NextPlace(std::string_view participant_id) const {
  int last = 0;
  for (const CareerEntry* entry : OfPerson(participant_id)) last = std::max(last, entry->facts.place);
  return last + 1;
}

void InsertCareerEvents(rpc::Call& call, db::Transaction& tx, const std::vector<const CareerEntry*>& entries,
                        events::Changes& changes) {
  if (entries.empty()) return;
  std::vector<std::string> ids, participant_ids, days, digests;
  std::vector<std::optional<std::string>> external_ids, rung_ids, post_ids, unit_ids, orders, supersedes_ids,
      order_ids;
  std::vector<int> types, places;
  std::vector<bool> types_derived, automatic, command_posts;
  for (const CareerEntry* entry : entries) {
    const v1::CareerEvent& event = entry->event;
    ids.emplace_back(entry->id());
    external_ids.push_back(db::OrNull(event.external_id()));
    participant_ids.emplace_back(entry->participant_id());
    types.push_back(event.type());
    rung_ids.push_back(db::OrNull(entry->facts.rung.id));
    post_ids.push_back(db::OrNull(entry->facts.post_id));
    unit_ids.push_back(db::OrNull(entry->facts.unit_id));
    days.push_back(event.effective_on());
    orders.push_back(db::OrNull(event.order_reference()));
    supersedes_ids.push_back(IdOrNull(event.supersedes()));
    places.push_back(entry->facts.place);
    types_derived.push_back(event.type_derived());
    automatic.push_back(event.automatic());
    digests.push_back(entry->digest);
    command_posts.push_back(entry->command_post);
    order_ids.push_back(db::OrNull(entry->facts.order_id == entry->id() ? "" : entry->facts.order_id));
    AddChange(call, *entry, changes);
  }
  const auto params = db::Params()
                          .Set("career_event_ids", ids)
                          .Set("external_ids", external_ids)
                          .Set("participant_ids", participant_ids)
                          .Set("types", types)
                          .Set("rung_ids", rung_ids)
                          .Set("post_ids", post_ids)
                          .Set("unit_ids", unit_ids)
                          .Set("effective_on", days)
                          .Set("order_references", orders)
                          .Set("supersedes_ids", supersedes_ids)
                          .Set("places", places)
                          .Set("types_derived", types_derived)
                          .Set("automatic", automatic)
                          .Set("content_digests", digests)
                          .Set("command_posts", command_posts)
                          .Set("order_ids", order_ids)
                          .Set("create_time", call.now());
  rpc::Explained(call, kMeanings, [&] { call.Run(tx, sql::kCreateCareerEvents, params); });
}

}  // namespace waymark::progression
