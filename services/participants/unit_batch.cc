#include <unordered_map>

#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/validate.h"
#include "services/participants/references.h"
#include "services/participants/sql.h"
#include "services/participants/unit_records.h"
#include "services/participants/unit_tree.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;
using rpc::CreateBatch;

constexpr char kId[] = "unit_id";
constexpr char kExternalId[] = "unit.external_id";

// A unit that is there already.
struct Stored {
  rpc::Resolved resolved;
  std::string digest;
};

class Batch {
 public:
  Batch(Call& call, const v1::BatchCreateUnitsRequest& request)
      : call_(call),
        request_(request),
        size_(static_cast<size_t>(request.requests_size())),
        failures_(size_),
        items_(size_, request.allow_existing(), failures_),
        records_(size_) {}

  void Run(v1::BatchCreateUnitsResponse& reply) {
    if (request_.return_partial_success()) CheckItems();
    FindStored();
    PlanItems();
    CheckReach();
    PlanRecords();
    if (!request_.return_partial_success()) failures_.ThrowIfAny();
    auto tx = call_.Begin();
    rpc::Explained(call_, UnitMeanings(), [&] { Insert(tx); });
    Answer(tx, reply);
    if (request_.validate_only()) return;
    call_.Record(tx, Events(), reply);
    tx.Commit();
  }

 private:
  const v1::CreateUnitRequest& item(size_t i) const { return request_.requests(static_cast<int>(i)); }

  void CheckItems() {
    for (size_t i = 0; i < size_; ++i) {
      auto violations = rpc::ValidateItem(item(i), call_.organization());
      if (!violations.empty()) failures_.Add(i, InvalidFields(std::move(violations)));
    }
  }

  // One look-up for all that the items name: their parents and themselves.
  void FindStored() {
    std::vector<std::string> references;
    const auto ask = [&](std::string reference) {
      if (!reference.empty() && stored_.emplace(reference, Stored()).second)
        references.push_back(std::move(reference));
    };
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      ask(item(i).unit_id());
      ask(OwnReference(i));
      ask(std::string(rpc::LastPart(item(i).unit().parent())));
    }
    if (references.empty()) return;
    auto reference = references.begin();
    for (const db::Row row : call_.Read(sql::kResolveUnits, ReferenceParams(references)))
      stored_[*reference++] = {{row.Text("id"), row.Bool("open")}, row.Text("content_digest")};
  }

  std::string OwnReference(size_t i) const {
    const auto& external_id = item(i).unit().external_id();
    return external_id.empty() ? "" : "~" + external_id;
  }

  void PlanItems() {
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      const auto& [id, external_id] = std::tie(item(i).unit_id(), item(i).unit().external_id());
      items_.Add(i, {id.empty() ? call_.NewId() : id,
                     rpc::ContentDigest(item(i).unit()),
                     {{kExternalId, external_id}, {kId, id}}});
      if (!items_.IsNew(i)) continue;
      if (!SettleIfStored(i, OwnReference(i), kExternalId)) SettleIfStored(i, id, kId);
    }
  }

  bool SettleIfStored(size_t i, const std::string& reference, std::string_view field) {
    const auto stored = stored_.find(reference);
    if (stored == stored_.end() || stored->second.resolved.id.empty()) return false;
    items_.Taken(i, field, stored->second.resolved.id, stored->second.digest);
    return true;
  }

  // Of a caller with a right to some units: where they may not make one. Below one of the
  // same batch they may.
  void CheckReach() {
    if (call_.scope().reach.whole) return;
    const auto reached = UnitsInReach(call_);
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i) || !items_.IsNew(i)) continue;
      const std::string parent(rpc::LastPart(item(i).unit().parent()));
      const std::string id = parent.empty() ? "" : stored_.at(parent).resolved.id;
      if (parent.empty() || (!id.empty() && !reached.contains(id)))
        items_.Fail(i, OutsideReach("unit.parent"));
    }
  }

  void PlanRecords() {
    std::vector<PlannedUnit> units(size_);
    for (size_t i = 0; i < size_; ++i) {
      // What is there already keeps the parent it has.
      const std::string_view parent = items_.IsNew(i) ? rpc::LastPart(item(i).unit().parent()) : "";
      units[i] = {items_.id(i), item(i).unit().external_id(), std::string(parent)};
    }
    const auto parents = PlanParents(
        units, [&](const std::string& reference) { return stored_.at(reference).resolved; }, failures_);
    for (size_t i = 0; i < size_; ++i) {
      if (!items_.IsNew(i) || failures_.Has(i)) continue;
      records_[i] = item(i).unit();
      CompleteNew(call_, items_.id(i), parents[i], records_[i]);
      made_.push_back(i);
    }
  }

  void Insert(db::Transaction& tx) {
    if (made_.empty()) return;
    std::vector<const v1::Unit*> units;
    std::vector<std::string> digests;
    for (const size_t i : made_) {
      units.push_back(&records_[i]);
      digests.push_back(items_.digest(i));
    }
    call_.Run(tx, sql::kCreateUnits, UnitArrays(units, digests).Set("create_time", call_.now()));
  }

  void Answer(db::Transaction& tx, v1::BatchCreateUnitsResponse& reply) {
    failures_.Fill(reply.mutable_failed_requests());
    std::vector<size_t> existing;
    std::vector<std::string> ids;
    for (const size_t i : items_.ExistingItems()) {
      if (failures_.Has(i)) continue;
      existing.push_back(i);
      ids.push_back(items_.id(i));
    }
    reply.set_created_count(static_cast<int32_t>(made_.size()));
    reply.set_existing_count(static_cast<int32_t>(existing.size()));
    if (request_.omit_records()) return;
    auto i = existing.begin();
    if (!ids.empty()) {
      for (const db::Row row : call_.Run(tx, sql::kGetUnits, ReferenceParams(ids)))
        FillUnit(call_, row, records_[*i++]);
    }
    for (size_t k = 0; k < size_; ++k) {
      if (!failures_.Has(k)) *reply.add_units() = records_[k];
    }
  }

  events::Changes Events() const {
    auto changes = call_.NewChanges();
    for (const size_t i : made_) AddUnitEvent(changes, 1, nullptr, records_[i]);
    return changes;
  }

  Call& call_;
  const v1::BatchCreateUnitsRequest& request_;
  const size_t size_;
  rpc::BatchFailures failures_;
  CreateBatch items_;
  std::unordered_map<std::string, Stored> stored_;
  std::vector<v1::Unit> records_;
  std::vector<size_t> made_;
};

}  // namespace

void BatchCreate(Call& call, const v1::BatchCreateUnitsRequest& request,
                 v1::BatchCreateUnitsResponse& reply) {
  rpc::AgainWhenTaken([&] {
    reply.Clear();
    Batch(call, request).Run(reply);
  });
}

}  // namespace waymark::participants
