#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "services/courses/create.h"

// Attendances and results: what is recorded of participants, many at a time, for
// a session or an assessment (the owner). They have no id of their own: the key is
// owner, participant and, for results, attempt and cohort. One that is there already is
// existing when it says the same, corrected when the item carries its etag or it was
// withdrawn, else ALREADY_EXISTS. What is withdrawn keeps its row and goes on with its
// versions: an etag from before never fits what is recorded afterwards.
//
// A Kind is what differs from one to the other:
//
//   struct Kind {
//     using Item = v1::CreateAttendanceRequest;
//     using Record = v1::Attendance;
//     static constexpr const char* kField = "attendance";    // of the item
//     static constexpr const char* kOwnerField = "session";  // of the record
//     // kAbsent: who never took part; null where who has a cohort did.
//     static constexpr const db::Query *kResolve, *kAbsent, *kCheck, *kCreate, *kCorrect, *kGet;
//     static const Record& RecordOf(const Item&);
//     static const std::string& OwnerOf(const Record&);
//     static int AttemptOf(const Record&);
//     static std::string NameOf(const std::string& organization, const Entry<Record>&);
//     static std::optional<Error> Check(const Record&, const db::Row& owner);
//     // Whether it says that nothing is recorded any more.
//     static bool Withdraws(const Record&);
//     // What may be corrected: of a record, and of a row of kCheck.
//     static Record ContentOf(const Record&);
//     static Record ContentIn(const db::Row& existing);
//     static bool Same(const Record&, const Record&);
//     // Whose record it is, among those of its owner.
//     static std::string PartOf(const Entry<Record>&);
//     // Sets the cohort of each that has not failed: the one whose enrolments it is recorded
//     // of. Left empty for who never took part.
//     static void FindCohorts(rpc::Call&, std::vector<Entry<Record>>&, rpc::BatchFailures&);
//     static void SetContent(const std::vector<const Entry<Record>*>&, db::Params&);
//     static void AddEvents(const rpc::Call&, const std::vector<const Entry<Record>*>&,
//                           events::Changes&);
//   };
namespace waymark::courses {

// One item on its way.
template <typename Record>
struct Entry {
  const Record* record = nullptr;
  std::string participant_id;
  const db::Row* owner = nullptr;  // a row of kResolve
  std::string owner_id;
  std::string cohort_id;
  int version = 0;  // of the record that is there; 0 = there is none
  Record before;    // its content
};

// Tells the audit log what a correction did: whose record, before and after. What was
// recorded first is in the event.
template <typename Kind>
void DescribeCorrections(const std::vector<const Entry<typename Kind::Record>*>& entries,
                         events::Changes& changes) {
  for (const auto* entry : entries) {
    if (entry->version > 0)
      changes.DescribePart(Kind::PartOf(*entry), entry->before, Kind::ContentOf(*entry->record));
  }
}

// FAILED_PRECONDITION / NOT_ENROLLED.
Error NotEnrolled(std::string field);

template <typename Kind>
class EntryBatch {
 public:
  using Record = typename Kind::Record;
  using Item = typename Kind::Item;

  template <typename Requests>
  EntryBatch(rpc::Call& call, const Requests& requests, bool allow_existing)
      : call_(call), allow_existing_(allow_existing), failures_(static_cast<size_t>(requests.size())) {
    for (const Item& item : requests) {
      items_.push_back(&item);
      entries_.emplace_back().record = &Kind::RecordOf(item);
    }
  }

  rpc::BatchFailures& failures() { return failures_; }
  int created() const { return static_cast<int>(new_.size() + corrected_.size()); }
  int existing() const { return existing_; }

  // Before the transaction: what the items refer to.
  void Prepare(bool validate) {
    if (validate) FailInvalid(call_, items_, failures_);
    std::vector<std::string_view> names;
    for (size_t i = 0; i < items_.size(); ++i)
      names.push_back(failures_.Has(i) ? std::string_view() : entries_[i].record->participant());
    const auto participants = rpc::AskDirectory(call_, "participants", names);
    for (size_t i = 0; i < items_.size(); ++i) {
      entries_[i].participant_id = participants[i].id;
      if (participants[i].id.empty()) failures_.Add(i, ReferenceNotFound(Path("participant"), "participant"));
    }
    ResolveOwners();
    Kind::FindCohorts(call_, entries_, failures_);
  }

  // Decides what becomes of each item and writes it.
  void Write(db::Transaction& tx, bool partial, events::Changes& changes) {
    const auto items = FirstOfEachKey();
    const bool may_try = partial || failures_.empty();
    if (!may_try || !CreateAll(tx, items)) {
      CheckAgainstExisting(tx, items);
      if (!partial) failures_.ThrowIfAny();
      if (!new_.empty()) call_.Run(tx, *Kind::kCreate, ParamsOf(new_));
    }
    if (!corrected_.empty()) Correct(tx);
    std::vector<const Entry<Record>*> written = new_;
    written.insert(written.end(), corrected_.begin(), corrected_.end());
    Kind::AddEvents(call_, written, changes);
  }

  // The records of the items that did not fail, in the order of the request.
  template <typename Records>
  void Read(db::Transaction& tx, Records* records) {
    std::vector<const Entry<Record>*> entries;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (!failures_.Has(i)) entries.push_back(&entries_[i]);
    }
    if (entries.empty()) return;
    for (const db::Row row : call_.Run(tx, *Kind::kGet, KeysOf(entries)))
      FillRecord(call_, row, *records->Add());
  }

 private:
  static std::string Path(const std::string& field) { return std::string(Kind::kField) + "." + field; }

  void ResolveOwners() {
    std::vector<std::string_view> names;
    for (size_t i = 0; i < items_.size(); ++i)
      names.push_back(failures_.Has(i) ? std::string_view()
                                       : std::string_view(Kind::OwnerOf(*entries_[i].record)));
    owners_.emplace(call_, *Kind::kResolve, names);
    for (size_t i = 0; i < items_.size(); ++i) {
      if (!failures_.Has(i)) CheckOwner(i, (*owners_)[i]);
    }
  }

  void CheckOwner(size_t i, const db::Row* owner) {
    if (!owner) return failures_.Add(i, ReferenceNotFound(Path(Kind::kOwnerField), Kind::kOwnerField));
    entries_[i].owner = owner;
    entries_[i].owner_id = owner->Text("id");
    if (auto error = Kind::Check(*entries_[i].record, *owner)) failures_.Add(i, std::move(*error));
  }

  // The items whose key no item before them has. A repeat is existing or fails.
  std::vector<size_t> FirstOfEachKey() {
    std::vector<size_t> first;
    std::unordered_map<std::string, size_t> keys;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (failures_.Has(i)) continue;
      const auto [known, is_first] = keys.emplace(Kind::NameOf(call_.organization(), entries_[i]), i);
      if (is_first) {
        first.push_back(i);
      } else if (allow_existing_ && Kind::Same(*entries_[i].record, *entries_[known->second].record)) {
        ++existing_;
      } else {
        failures_.Add(
            i, AlreadyExists(Path("participant"), "is recorded by requests[" + std::to_string(known->second) +
                                                      "] of this batch already"));
      }
    }
    return first;
  }

  // Creates them if all are new and of participants who took part, as nearly all
  // are. To try costs less than to look each of them up.
  bool CreateAll(db::Transaction& tx, const std::vector<size_t>& items) {
    std::vector<const Entry<Record>*> all, of_each;
    std::unordered_set<std::string> participations;
    for (const size_t i : items) {
      const auto* entry = &entries_[i];
      if (!entry->record->etag().empty() || entry->cohort_id.empty()) return false;
      all.push_back(entry);
      if (participations.insert(entry->participant_id + entry->cohort_id).second) of_each.push_back(entry);
    }
    if (all.empty()) return true;
    if (Kind::kAbsent != nullptr && !call_.Run(tx, *Kind::kAbsent, KeysOf(of_each)).empty()) return false;
    if (!call_.Try(tx, *Kind::kCreate, ParamsOf(all))) return false;
    new_ = std::move(all);
    return true;
  }

  void CheckAgainstExisting(db::Transaction& tx, const std::vector<size_t>& items) {
    if (items.empty()) return;
    std::vector<const Entry<Record>*> entries;
    for (const size_t i : items) entries.push_back(&entries_[i]);
    const auto rows = call_.Run(tx, *Kind::kCheck, KeysOf(entries));
    for (size_t k = 0; k < items.size(); ++k) Sort(items[k], rows[k]);
  }

  void Sort(size_t i, const db::Row& row) {
    Entry<Record>& entry = entries_[i];
    if (!row.Bool("enrolled")) return failures_.Add(i, NotEnrolled(Path("participant")));
    entry.version = static_cast<int>(row.Int("version"));
    int64_t wanted = -1;
    try {
      wanted = call_.tokens().Version(Kind::NameOf(call_.organization(), entry), entry.record->etag());
    } catch (const Error& error) {
      return failures_.Add(i, error);
    }
    if (wanted >= 0 && wanted != entry.version) return failures_.Add(i, EtagMismatch());
    if (entry.version == 0) return new_.push_back(&entry);
    entry.before = Kind::ContentIn(row);
    const bool same = Kind::Same(*entry.record, entry.before);
    if (same && (allow_existing_ || wanted >= 0)) {
      ++existing_;
    } else if (wanted >= 0 || Kind::Withdraws(entry.before)) {
      corrected_.push_back(&entry);
    } else {
      failures_.Add(i, AlreadyExists(Path("participant"),
                                     same ? "is recorded already"
                                          : "is recorded already with other content; send its etag to "
                                            "correct it"));
    }
  }

  void Correct(db::Transaction& tx) {
    std::vector<int> versions;
    for (const auto* entry : corrected_) versions.push_back(entry->version);
    const auto rows = call_.Run(tx, *Kind::kCorrect, ParamsOf(corrected_).Set("versions", versions));
    // Somebody else corrected one of them in between.
    if (rows.size() != corrected_.size()) throw EtagMismatch();
  }

  db::Params KeysOf(const std::vector<const Entry<Record>*>& entries) const {
    std::vector<std::string> owners, participants;
    std::vector<std::optional<std::string>> cohorts;
    std::vector<int> attempts;
    for (const auto* entry : entries) {
      owners.push_back(entry->owner_id);
      participants.push_back(entry->participant_id);
      attempts.push_back(Kind::AttemptOf(*entry->record));
      cohorts.push_back(db::OrNull(entry->cohort_id));
    }
    return db::Params()
        .Set("owner_ids", owners)
        .Set("participant_ids", participants)
        .Set("attempts", attempts)
        .Set("cohort_ids", cohorts);
  }

  db::Params ParamsOf(const std::vector<const Entry<Record>*>& entries) const {
    db::Params params = KeysOf(entries);
    Kind::SetContent(entries, params);
    params.Set("now", call_.now());
    return params;
  }

  rpc::Call& call_;
  const bool allow_existing_;
  rpc::BatchFailures failures_;
  std::vector<const Item*> items_;
  std::optional<rpc::References> owners_;
  std::vector<Entry<Record>> entries_;
  std::vector<const Entry<Record>*> new_, corrected_;
  int existing_ = 0;
};

template <typename Kind, typename Request, typename Reply, typename Records>
void TryRecordEntries(rpc::Call& call, const Request& request, Reply& reply, Records* records) {
  EntryBatch<Kind> batch(call, request.requests(), request.allow_existing());
  batch.Prepare(request.return_partial_success());
  auto tx = call.Begin();
  auto changes = call.NewChanges();
  batch.Write(tx, request.return_partial_success(), changes);
  batch.failures().Fill(reply.mutable_failed_requests());
  reply.set_created_count(batch.created());
  reply.set_existing_count(batch.existing());
  if (!request.omit_records()) batch.Read(tx, records);
  call.Record(tx, changes, reply);
  if (!request.validate_only()) tx.Commit();
}

template <typename Kind, typename Request, typename Reply, typename Records>
void RecordEntries(rpc::Call& call, const Request& request, Reply& reply, Records* records) {
  rpc::AgainWhenTaken([&] {
    reply.Clear();
    TryRecordEntries<Kind>(call, request, reply, records);
  });
}

}  // namespace waymark::courses
