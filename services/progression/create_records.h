#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/common/rpc/constraints.h"
#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/record.h"
#include "services/progression/records.h"

namespace waymark::progression {

// Creates records of one kind, of a single create or of a batch create. The kind
// says what differs:
//
//   using Record, Batch, Reply
//   kCollection, kChanged (event), kId, kExternalId (fields), kMeanings
//   RecordOf(item), IdOf(item), Records(reply)
//   Resolve(call, records, failures): turns the references of all records into
//     names in UUID form; a failure for those that are not there
//   Complete(call, name, record): sets what the service says of a new record
//   Taken(), Insert(), Get(): statements; Arrays(records): parameters of Insert
//   Fill(call, row, record)
template <typename Kind>
class CreateRecords {
 public:
  CreateRecords(rpc::Call& call, const typename Kind::Batch& batch)
      : call_(call),
        batch_(batch),
        size_(static_cast<size_t>(batch.requests_size())),
        failures_(size_),
        items_(size_, batch.allow_existing(), failures_) {}

  void Run(typename Kind::Reply& reply) {
    if (batch_.return_partial_success()) CheckItems(call_, batch_.requests(), failures_);
    Plan();
    ThrowUnlessPartial();
    auto tx = call_.Begin();
    FindTaken(tx);
    ThrowUnlessPartial();
    Insert(tx);
    Answer(tx, reply);
    if (batch_.validate_only()) return;
    call_.Record(tx, Changes(), reply);
    tx.Commit();
  }

  // The same for one record, which is the reply.
  void RunOne(typename Kind::Record& reply) {
    Plan();
    failures_.ThrowOfOne();
    auto tx = call_.Begin();
    FindTaken(tx);
    failures_.ThrowOfOne();
    Insert(tx);
    reply = records_.front();
    call_.Record(tx, Changes(), reply);
    tx.Commit();
  }

 private:
  const auto& item(size_t i) const { return batch_.requests(static_cast<int>(i)); }

  void ThrowUnlessPartial() const {
    if (!batch_.return_partial_success()) failures_.ThrowIfAny();
  }

  void Plan() {
    for (size_t i = 0; i < size_; ++i) records_.push_back(Kind::RecordOf(item(i)));
    Kind::Resolve(call_, records_, failures_);
    for (size_t i = 0; i < size_; ++i) {
      if (failures_.Has(i)) continue;
      const std::string& chosen = Kind::IdOf(item(i));
      items_.Add(i, {chosen.empty() ? call_.NewId() : chosen,
                     rpc::ContentDigest(records_[i]),
                     {{Kind::kId, chosen}, {Kind::kExternalId, records_[i].external_id()}}});
    }
  }

  void FindTaken(db::Transaction& tx) {
    const auto planned = items_.NewItems();
    std::vector<std::string> ids;
    std::vector<std::optional<std::string>> external_ids;
    for (const size_t i : planned) {
      ids.push_back(items_.id(i));
      external_ids.push_back(db::OrNull(records_[i].external_id()));
    }
    if (planned.empty()) return;
    const auto rows =
        call_.Run(tx, Kind::Taken(), db::Params().Set("ids", ids).Set("external_ids", external_ids));
    for (const db::Row row : rows) {
      const size_t i = planned[static_cast<size_t>(row.Int("item"))];
      if (!items_.IsNew(i)) continue;
      items_.Taken(i, row.Bool("same_external_id") ? Kind::kExternalId : Kind::kId, row.Text("id"),
                   row.Text("content_digest"));
    }
  }

  void Insert(db::Transaction& tx) {
    std::vector<const typename Kind::Record*> records;
    std::vector<std::string> digests;
    for (const size_t i : items_.NewItems()) {
      Kind::Complete(call_, rpc::Name(call_.organization(), Kind::kCollection, items_.id(i)), records_[i]);
      records.push_back(&records_[i]);
      digests.push_back(items_.digest(i));
    }
    if (records.empty()) return;
    auto params = Kind::Arrays(records);
    params.Set("content_digests", digests).Set("create_time", call_.now());
    rpc::Explained(call_, Kind::kMeanings, [&] { call_.Run(tx, Kind::Insert(), params); });
  }

  void Answer(db::Transaction& tx, typename Kind::Reply& reply) {
    failures_.Fill(reply.mutable_failed_requests());
    const auto existing = items_.ExistingItems();
    reply.set_created_count(static_cast<int32_t>(items_.NewItems().size()));
    reply.set_existing_count(static_cast<int32_t>(existing.size()));
    if (batch_.omit_records()) return;
    std::vector<std::string_view> ids;
    for (const size_t i : existing) ids.push_back(items_.id(i));
    if (!ids.empty()) {
      for (const db::Row row : call_.Run(tx, Kind::Get(), rpc::ReferenceParams(ids))) {
        auto& record = records_[existing[static_cast<size_t>(row.Int("_item"))]];
        record.Clear();
        Kind::Fill(call_, row, record);
      }
    }
    for (size_t i = 0; i < size_; ++i) {
      if (items_.IsNew(i) || items_.IsExisting(i)) *Kind::Records(reply).Add() = records_[i];
    }
  }

  events::Changes Changes() const {
    auto changes = call_.NewChanges();
    for (const size_t i : items_.NewItems())
      AddRecordChanged<typename Kind::Record>(changes, Kind::kChanged, nullptr, records_[i], 1);
    return changes;
  }

  rpc::Call& call_;
  const typename Kind::Batch& batch_;
  const size_t size_;
  rpc::BatchFailures failures_;
  rpc::CreateBatch items_;
  std::vector<typename Kind::Record> records_;
};

// The records of a batch, with what became of each item.
template <typename Kind>
void CreateBatchOf(rpc::Call& call, const typename Kind::Batch& request, typename Kind::Reply& reply) {
  rpc::AgainWhenTaken([&] {
    reply.Clear();
    CreateRecords<Kind>(call, request).Run(reply);
  });
}

}  // namespace waymark::progression
