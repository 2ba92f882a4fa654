#include "services/participants/participant_batch.h"

#include <unordered_map>
#include <unordered_set>

#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/validate.h"
#include "services/participants/participant_records.h"
#include "services/participants/participant_rules.h"
#include "services/participants/references.h"
#include "services/participants/sql.h"
#include "services/participants/viewer.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::BatchFailures;
using rpc::Call;
using rpc::CreateBatch;

constexpr char kId[] = "participant_id";
constexpr char kExternalId[] = "participant.external_id";
constexpr char kExternalIds[] = "participant.external_ids";

class Batch {
 public:
  Batch(Call& call, const v1::BatchCreateParticipantsRequest& request)
      : call_(call),
        request_(request),
        size_(static_cast<size_t>(request.requests_size())),
        failures_(size_),
        items_(size_, request.allow_existing(), failures_),
        records_(size_),
        keys_(size_) {}

  void Run(v1::BatchCreateParticipantsResponse& reply) {
    CheckItems();
    ResolveUnits();
    CheckReach();
    PlanItems();
    FindTakenExternalIds();
    ThrowUnlessPartial();
    auto tx = call_.Begin();
    rpc::Explained(call_, ParticipantMeanings(), [&] { Insert(tx); });
    ThrowUnlessPartial();
    Answer(tx, reply);
    if (request_.validate_only()) return;
    call_.Record(tx, Events(), reply);
    tx.Commit();
  }

 private:
  const v1::CreateParticipantRequest& item(size_t i) const { return request_.requests(static_cast<int>(i)); }

  void ThrowUnlessPartial() const {
    if (!request_.return_partial_success()) failures_.ThrowIfAny();
  }

  void CheckItems() {
    const std::string today = FormatDay(call_.now());
    for (size_t i = 0; i < size_; ++i) {
      std::vector<FieldViolation> violations;
      if (request_.return_partial_success()) violations = rpc::ValidateItem(item(i), call_.organization());
      if (violations.empty()) violations = CheckParticipant(item(i).participant(), today);
      if (!violations.empty()) failures_.Add(i, InvalidFields(std::move(violations)));
    }
  }

  // One look-up for all units that the items name, each once.
  void ResolveUnits() {
    std::unordered_map<std::string_view, size_t> seen;
    std::vector<std::string> references;
    for (size_t i = 0; i < size_; ++i) {
      const auto& unit = item(i).participant().unit();
      if (!failures_.Has(i) && !unit.empty() && seen.emplace(unit, references.size()).second)
        references.push_back(unit);
    }
    const auto units = Resolve(call_, sql::kResolveUnits, references);
    unit_ids_.resize(size_);
    for (size_t i = 0; i < size_; ++i) {
      const auto& unit = item(i).participant().unit();
      if (failures_.Has(i) || unit.empty()) continue;
      const auto& resolved = units[seen.at(unit)];
      unit_ids_[i] = resolved.id;
      if (auto error = UnitError("participant.unit", resolved)) failures_.Add(i, *std::move(error));
    }
  }

  // Of a caller with a right to some units: where they may not register anybody.
  void CheckReach() {
    if (call_.scope().reach.whole) return;
    const auto reached = UnitsInReach(call_);
    for (size_t i = 0; i < size_; ++i) {
      if (!failures_.Has(i) && !reached.contains(unit_ids_[i]))
        failures_.Add(i, OutsideReach("participant.unit"));
    }
  }

  void PlanItems() {
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      const auto& participant = item(i).participant();
      const std::string& chosen = item(i).participant_id();
      std::vector<CreateBatch::Key> keys = {{kId, chosen}, {kExternalId, participant.external_id()}};
      for (const auto& id : participant.external_ids())
        keys.push_back({kExternalIds, id.system() + '\n' + id.value()});
      items_.Add(i,
                 {chosen.empty() ? call_.NewId() : chosen, rpc::ContentDigest(participant), std::move(keys)});
    }
  }

  void FindTakenExternalIds() {
    std::vector<size_t> owners;
    ParticipantKeys keys;
    for (const size_t i : items_.NewItems()) {
      for (const auto& id : item(i).participant().external_ids()) {
        owners.push_back(i);
        keys.Add("", id);
      }
    }
    if (owners.empty()) return;
    for (const db::Row row : call_.Read(sql::kFindExternalIds, keys.Params())) {
      const size_t i = owners[static_cast<size_t>(row.Int("item"))];
      const auto& external_id = item(i).participant().external_id();
      const bool same_person = !external_id.empty() && external_id == row.Text("external_id");
      items_.Taken(i, same_person ? kExternalId : kExternalIds, row.Text("id"), row.Text("content_digest"));
    }
  }

  void Insert(db::Transaction& tx) {
    std::vector<const v1::Participant*> records;
    std::vector<std::string> digests;
    std::vector<rpc::SubjectKey> seal_keys;
    const auto planned = items_.NewItems();
    for (const size_t i : planned) {
      records_[i] = item(i).participant();
      CompleteNew(call_, items_.id(i), unit_ids_[i], records_[i]);
      records.push_back(&records_[i]);
      digests.push_back(items_.digest(i));
      seal_keys.push_back(rpc::NewSubjectKey(call_));
      keys_[i] = seal_keys.back().key;
    }
    if (records.empty()) return;
    auto params = ParticipantArrays(call_, records, digests, seal_keys);
    params.Set("create_time", call_.now());
    // To leave out what is taken costs half as much again, and mostly nothing is.
    if (!call_.Try(tx, sql::kCreateParticipants, params)) InsertUntaken(tx, planned, std::move(params));
    InsertKeysAndAttributes(tx);
  }

  void InsertUntaken(db::Transaction& tx, const std::vector<size_t>& planned, db::Params params) {
    std::unordered_set<std::string> inserted;
    for (const db::Row row : call_.Run(tx, sql::kCreateUntakenParticipants, std::move(params)))
      inserted.insert(row.Text("participant_id"));
    if (inserted.size() < planned.size()) FindTaken(tx, planned, inserted);
  }

  // Whose id or external id was taken, and by whom.
  void FindTaken(db::Transaction& tx, const std::vector<size_t>& planned,
                 const std::unordered_set<std::string>& inserted) {
    std::vector<size_t> left_out;
    std::vector<std::string> ids;
    std::vector<std::optional<std::string>> external_ids;
    for (const size_t i : planned) {
      if (inserted.contains(items_.id(i))) continue;
      const auto& external_id = item(i).participant().external_id();
      left_out.push_back(i);
      ids.push_back(items_.id(i));
      external_ids.push_back(external_id.empty() ? std::nullopt : std::optional(external_id));
    }
    const auto rows =
        call_.Run(tx, sql::kFindTaken, db::Params().Set("ids", ids).Set("external_ids", external_ids));
    for (const db::Row row : rows) {
      const size_t i = left_out[static_cast<size_t>(row.Int("item"))];
      if (!items_.IsNew(i)) continue;
      items_.Taken(i, row.Bool("same_external_id") ? kExternalId : kId, row.Text("id"),
                   row.Text("content_digest"));
    }
    // The others by a person whom the caller does not see.
    for (const size_t i : left_out) {
      if (!items_.IsNew(i)) continue;
      items_.Taken(i, item(i).participant().external_id().empty() ? kId : kExternalId, "", "");
    }
  }

  void InsertKeysAndAttributes(db::Transaction& tx) {
    ParticipantKeys keys;
    ParticipantAttributes attributes;
    for (const size_t i : items_.NewItems()) {
      for (const auto& id : records_[i].external_ids()) keys.Add(items_.id(i), id);
      for (const auto& attribute : records_[i].attributes()) attributes.Add(items_.id(i), attribute);
    }
    if (!keys.systems.empty()) call_.Run(tx, sql::kAddExternalIds, keys.Params());
    if (!attributes.keys.empty()) call_.Run(tx, sql::kAddAttributes, attributes.Params());
  }

  void Answer(db::Transaction& tx, v1::BatchCreateParticipantsResponse& reply) {
    failures_.Fill(reply.mutable_failed_requests());
    const auto existing = items_.ExistingItems();
    reply.set_created_count(static_cast<int32_t>(items_.NewItems().size()));
    reply.set_existing_count(static_cast<int32_t>(existing.size()));
    if (request_.omit_records()) return;
    std::vector<std::string> ids;
    for (const size_t i : existing) ids.push_back(items_.id(i));
    if (!ids.empty()) {
      Viewer viewer(call_);
      auto i = existing.begin();
      for (const db::Row row : call_.Run(tx, sql::kGetParticipants, ReferenceParams(ids)))
        viewer.Fill(row, records_[*i++]);
    }
    for (size_t i = 0; i < size_; ++i) {
      if (items_.IsNew(i) || items_.IsExisting(i)) *reply.add_participants() = records_[i];
    }
  }

  events::Changes Events() const {
    auto changes = call_.NewChanges();
    for (const size_t i : items_.NewItems()) AddParticipantEvent(changes, 1, nullptr, records_[i], keys_[i]);
    return changes;
  }

  Call& call_;
  const v1::BatchCreateParticipantsRequest& request_;
  const size_t size_;
  BatchFailures failures_;
  CreateBatch items_;
  std::vector<std::string> unit_ids_;
  std::vector<v1::Participant> records_;
  std::vector<std::string> keys_;  // that their values are sealed with
};

}  // namespace

void BatchCreate(Call& call, const v1::BatchCreateParticipantsRequest& request,
                 v1::BatchCreateParticipantsResponse& reply) {
  Batch(call, request).Run(reply);
}

}  // namespace waymark::participants
