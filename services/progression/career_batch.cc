#include "services/progression/career_batch.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <tuple>

#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/record.h"
#include "services/progression/careers.h"
#include "services/progression/records.h"
#include "services/progression/sql.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using rpc::Call;

constexpr char kId[] = "career_event_id";
constexpr char kExternalId[] = "career_event.external_id";
constexpr char kContent[] = "career_event";
constexpr char kSupersedes[] = "career_event.supersedes";

class CareerBatch {
 public:
  CareerBatch(Call& call, const v1::BatchCreateCareerEventsRequest& batch)
      : call_(call),
        batch_(batch),
        size_(static_cast<size_t>(batch.requests_size())),
        failures_(size_),
        items_(size_, batch.allow_existing(), failures_),
        entries_(size_) {}

  void Run(v1::BatchCreateCareerEventsResponse& reply) {
    CheckFields();
    Resolve();
    ThrowUnlessPartial();
    auto tx = call_.Begin();
    Plan(tx);
    ThrowUnlessPartial();
    const auto changes = Write(tx);
    Answer(reply);
    if (batch_.validate_only()) return;
    call_.Record(tx, changes, reply);
    tx.Commit();
  }

  // The same for one event, which is the reply.
  void RunOne(v1::CareerEvent& reply) {
    CheckFields();
    Resolve();
    failures_.ThrowOfOne();
    auto tx = call_.Begin();
    Plan(tx);
    failures_.ThrowOfOne();
    const auto changes = Write(tx);
    reply = entries_.front().event;
    call_.Record(tx, changes, reply);
    tx.Commit();
  }

 private:
  const v1::CreateCareerEventRequest& item(size_t i) const { return batch_.requests(static_cast<int>(i)); }

  void ThrowUnlessPartial() const {
    if (!batch_.return_partial_success()) failures_.ThrowIfAny();
  }

  // What can be said without looking anything up.
  void CheckFields() {
    if (batch_.return_partial_success()) CheckItems(call_, batch_.requests(), failures_);
    for (size_t i = 0; i < size_; ++i) {
      const auto& event = item(i).career_event();
      auto violations = progression::CheckFields(event.type(), {.rung = !event.rung().empty(),
                                                                .post = !event.post().empty(),
                                                                .unit = !event.unit().empty(),
                                                                .supersedes = !event.supersedes().empty()});
      if (violations.empty()) continue;
      failures_.Add(i, InvalidFields(std::move(violations)).WithFieldPrefix("career_event."));
    }
  }

  // The names in a field of all items that have not failed.
  template <typename Field>
  std::vector<std::string_view> NamesIn(Field field) const {
    std::vector<std::string_view> names(size_);
    for (size_t i = 0; i < size_; ++i) {
      if (!failures_.Has(i)) names[i] = (item(i).career_event().*field)();
    }
    return names;
  }

  // Looks up the references to other records, each collection once.
  void Resolve() {
    const auto participants =
        rpc::AskDirectory(call_, "participants", NamesIn(&v1::CareerEvent::participant));
    const auto units = rpc::AskDirectory(call_, "units", NamesIn(&v1::CareerEvent::unit));
    const rpc::References rungs(call_, sql::kResolveRungs, NamesIn(&v1::CareerEvent::rung));
    const rpc::References posts(call_, sql::kResolvePosts, NamesIn(&v1::CareerEvent::post));
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      entries_[i].event = item(i).career_event();
      SetParticipant(i, participants[i]);
      SetUnit(i, units[i]);
      SetRung(i, rungs[i]);
      SetPost(i, posts[i]);
    }
  }

  void SetParticipant(size_t i, const rpc::Resolved& participant) {
    if (participant.id.empty()) {
      failures_.Add(i, ReferenceNotFound("career_event.participant", "participant"));
    } else if (!participant.open && !participant.deceased) {
      failures_.Add(i, NotAllowed("PARTICIPANT_CLOSED", "career_event.participant",
                                  "the record of the participant is erased"));
    }
    entries_[i].event.set_participant(rpc::Name(call_.organization(), "participants", participant.id));
  }

  // The unit may be closed by now: events tell of the past.
  void SetUnit(size_t i, const rpc::Resolved& unit) {
    if (entries_[i].event.unit().empty()) return;
    if (unit.id.empty()) failures_.Add(i, ReferenceNotFound("career_event.unit", "unit"));
    entries_[i].event.set_unit(rpc::Name(call_.organization(), "units", unit.id));
  }

  void SetRung(size_t i, const db::Row* rung) {
    CareerEntry& entry = entries_[i];
    if (entry.event.rung().empty()) return;
    if (rung == nullptr) return failures_.Add(i, ReferenceNotFound("career_event.rung", "rung"));
    entry.event.set_rung(NameOf(call_, "rungs", *rung));
    entry.facts.rung = {rung->Text("id"), rung->Text("ladder_id"), static_cast<int>(rung->Int("position"))};
    entry.command_rung = rung->Bool("command");
  }

  void SetPost(size_t i, const db::Row* post) {
    CareerEntry& entry = entries_[i];
    if (entry.event.post().empty()) return;
    if (post == nullptr) return failures_.Add(i, ReferenceNotFound("career_event.post", "post"));
    entry.event.set_post(NameOf(call_, "posts", *post));
    entry.facts.post_id = post->Text("id");
    entry.facts.unit_id = post->Text("unit_id");  // unless the event names another
    entry.command_post = post->Bool("command");
  }

  // Sees to it that nobody else records events of these persons, reads what is on
  // record of them, and finds out which items are new.
  void Plan(db::Transaction& tx) {
    Careers::Wanted wanted;
    std::set<std::string_view> persons;
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      const auto& event = entries_[i].event;
      const auto superseded = rpc::ParseReference(event.supersedes());
      if (persons.insert(entries_[i].participant_id()).second)
        wanted.participant_ids.emplace_back(entries_[i].participant_id());
      for (const auto id : {std::string_view(item(i).career_event_id()), superseded.id})
        if (!id.empty()) wanted.ids.emplace_back(id);
      for (const auto id : {std::string_view(event.external_id()), superseded.external_id})
        if (!id.empty()) wanted.external_ids.emplace_back(id);
    }
    if (persons.empty()) return;
    PersonRecords records(call_, tx, wanted.participant_ids);
    records.AddTo(wanted.participant_ids);
    call_.Run(tx, sql::kLockCareers,
              db::Params().Set("participant_ids", wanted.participant_ids).Set("update_time", call_.now()));
    careers_.emplace(call_, tx, wanted, std::move(records));
    for (size_t i = 0; i < size_; ++i) {
      if (!failures_.Has(i)) PlanItem(i);
    }
    for (const size_t i : items_.NewItems()) FindTaken(i);
    for (const size_t i : items_.NewItems()) Supersede(i);
  }

  // The event on record that a name stands for; null when there is none.
  CareerEntry* OnRecord(const std::string& name) {
    const auto reference = rpc::ParseReference(name);
    return reference.id.empty() ? careers_->ByExternalId(reference.external_id)
                                : careers_->ById(reference.id);
  }

  void PlanItem(size_t i) {
    v1::CareerEvent& event = entries_[i].event;
    if (!event.supersedes().empty()) {
      const CareerEntry* superseded = OnRecord(event.supersedes());
      if (superseded == nullptr) return failures_.Add(i, ReferenceNotFound(kSupersedes, "career event"));
      event.set_supersedes(superseded->event.name());
    }
    const std::string& chosen = item(i).career_event_id();
    entries_[i].digest = rpc::ContentDigest(event);
    items_.Add(i, {chosen.empty() ? call_.NewId() : chosen,
                   entries_[i].digest,
                   {{kId, chosen}, {kExternalId, event.external_id()}, {kContent, entries_[i].digest}}});
  }

  void FindTaken(size_t i) {
    const CareerEntry& entry = entries_[i];
    const auto taken = [&](std::string_view field, const CareerEntry* by) {
      if (by == nullptr) return false;
      items_.Taken(i, field, by->id(), by->digest);
      return true;
    };
    taken(kExternalId, careers_->ByExternalId(entry.event.external_id())) ||
        taken(kId, careers_->ById(item(i).career_event_id())) ||
        taken(kContent, careers_->ByContent(entry.participant_id(), entry.digest));
  }

  // A name whose event was corrected by the service itself stands for the correction.
  CareerEntry* Standing(CareerEntry* entry) {
    while (!entry->stands()) {
      CareerEntry* next = OnRecord(entry->event.superseded_by());
      if (next == nullptr || !next->event.automatic()) break;
      entry = next;
    }
    return entry;
  }

  void Supersede(size_t i) {
    CareerEntry& entry = entries_[i];
    CompleteNew(i);
    if (entry.event.supersedes().empty()) return;
    CareerEntry* superseded = OnRecord(entry.event.supersedes());
    if (careers_->PersonOf(superseded->participant_id()) != careers_->PersonOf(entry.participant_id())) {
      return items_.Fail(i, NotAllowed("EVENT_OF_ANOTHER_PERSON", kSupersedes,
                                       "is an event of another person; correct each in its own career"));
    }
    superseded = Standing(superseded);
    if (!superseded->stands()) {
      return items_.Fail(i, NotAllowed("EVENT_SUPERSEDED", kSupersedes,
                                       "is superseded already; supersede the event that stands"));
    }
    auto violations = CheckCorrection(entry.facts, superseded->facts);
    if (!violations.empty())
      return items_.Fail(i, InvalidFields(std::move(violations)).WithFieldPrefix("career_event."));
    entry.event.set_supersedes(superseded->event.name());
    entry.event.set_participant(superseded->event.participant());
    entry.facts.place = superseded->facts.place;
    entry.facts.order_id = superseded->facts.order_id;
    superseded->event.set_superseded_by(entry.event.name());
  }

  // What the service says of a new event, its type apart.
  void CompleteNew(size_t i) {
    CareerEntry& entry = entries_[i];
    v1::CareerEvent& event = entry.event;
    event.set_name(rpc::Name(call_.organization(), "careerEvents", items_.id(i)));
    if (event.unit().empty()) event.set_unit(rpc::Name(call_.organization(), "units", entry.facts.unit_id));
    event.set_type_derived(event.type() == waymark::vocabulary::v1::CAREER_EVENT_TYPE_UNSPECIFIED);
    event.clear_automatic();
    event.clear_superseded_by();
    *event.mutable_create_time() = rpc::Now(call_);
    entry.facts.type = event.type();
    entry.facts.derived = event.type_derived();
    entry.facts.day = event.effective_on();
    entry.facts.order_id = items_.id(i);
    entry.facts.unit_id = rpc::LastPart(event.unit());
    const std::string person(careers_->PersonOf(entry.participant_id()));
    auto& place = places_.try_emplace(person, careers_->NextPlace(person)).first->second;
    entry.facts.place = place++;
  }

  // The event that stands in for one on record whose derived type has become another.
  CareerEntry Correction(CareerEntry& old, CareerEventType type) {
    CareerEntry entry = old;
    const std::string id = call_.NewId();
    entry.event.set_name(rpc::Name(call_.organization(), "careerEvents", id));
    entry.event.clear_external_id();
    entry.event.set_type(type);
    entry.event.set_supersedes(old.event.name());
    entry.event.set_automatic(true);
    *entry.event.mutable_create_time() = rpc::Now(call_);
    entry.digest = id;  // nobody said it, so nobody can say it again
    old.event.set_superseded_by(entry.event.name());
    return entry;
  }

  // Says the types of a person's new events and corrects those behind them.
  void Retype(std::string_view participant_id, const std::vector<size_t>& new_items) {
    std::vector<CareerEntry*> standing;
    const auto add = [&](CareerEntry* entry) {
      if (entry->stands() && entry->event.type() != waymark::vocabulary::v1::CAREER_EVENT_TYPE_VOIDED)
        standing.push_back(entry);
    };
    for (CareerEntry* entry : careers_->OfPerson(participant_id)) add(entry);
    const size_t old = standing.size();
    for (const size_t i : new_items) add(&entries_[i]);
    std::vector<CareerFacts> facts;
    for (const CareerEntry* entry : standing) facts.push_back(entry->facts);
    for (const auto& [at, type] : progression::Retype(facts)) {
      if (at < old) {
        corrections_.push_back(Correction(*standing[at], type));
      } else {
        standing[at]->event.set_type(type);
      }
    }
  }

  // Writes the new events and the corrections, those of a person in the order of
  // their days.
  events::Changes Write(db::Transaction& tx) {
    std::unordered_map<std::string_view, std::vector<size_t>> by_person;
    std::vector<const CareerEntry*> written;
    for (const size_t i : items_.NewItems()) {
      by_person[careers_->PersonOf(entries_[i].participant_id())].push_back(i);
      written.push_back(&entries_[i]);
    }
    for (const auto& [person, new_items] : by_person) Retype(person, new_items);
    for (const CareerEntry& correction : corrections_) written.push_back(&correction);
    std::stable_sort(written.begin(), written.end(), [](const CareerEntry* a, const CareerEntry* b) {
      return std::tie(a->facts.day, a->facts.place, a->facts.order_id) <
             std::tie(b->facts.day, b->facts.place, b->facts.order_id);
    });
    auto changes = call_.NewChanges();
    InsertCareerEvents(call_, tx, written, changes);
    return changes;
  }

  void Answer(v1::BatchCreateCareerEventsResponse& reply) {
    failures_.Fill(reply.mutable_failed_requests());
    reply.set_created_count(static_cast<int32_t>(items_.NewItems().size()));
    reply.set_existing_count(static_cast<int32_t>(items_.ExistingItems().size()));
    reply.set_corrected_count(static_cast<int32_t>(corrections_.size()));
    if (batch_.omit_records()) return;
    for (size_t i = 0; i < size_; ++i) {
      if (items_.IsNew(i)) *reply.add_career_events() = entries_[i].event;
      if (items_.IsExisting(i)) *reply.add_career_events() = Existing(i).event;
    }
  }

  // The event that item `i` found: on record, or made by an item before it.
  const CareerEntry& Existing(size_t i) {
    if (const CareerEntry* known = careers_->ById(items_.id(i))) return *known;
    return *std::find_if(entries_.begin(), entries_.end(),
                         [&](const CareerEntry& entry) { return entry.id() == items_.id(i); });
  }

  Call& call_;
  const v1::BatchCreateCareerEventsRequest& batch_;
  const size_t size_;
  rpc::BatchFailures failures_;
  rpc::CreateBatch items_;
  std::vector<CareerEntry> entries_;
  std::optional<Careers> careers_;
  std::unordered_map<std::string, int> places_;  // the next one of each person
  std::deque<CareerEntry> corrections_;
};

}  // namespace

void BatchCreateCareerEvents(Call& call, const v1::BatchCreateCareerEventsRequest& request,
                             v1::BatchCreateCareerEventsResponse& reply) {
  CareerBatch(call, request).Run(reply);
}

void CreateCareerEvent(Call& call, const v1::CreateCareerEventRequest& request, v1::CareerEvent& reply) {
  v1::BatchCreateCareerEventsRequest batch;
  *batch.add_requests() = request;
  CareerBatch(call, batch).RunOne(reply);
}

}  // namespace waymark::progression
