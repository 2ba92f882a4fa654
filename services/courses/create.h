#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/common/rpc/create_batch.h"
#include "services/courses/records.h"

// How records come into being: one by one and in batches by the same code, which
// takes a fixed number of statements however many there are.
//
// A Creator is what differs from one kind of record to the other:
//
//   struct Creator {
//     using Item = v1::CreateCourseRequest;
//     using Record = v1::Course;
//     static constexpr const char* kField = "course";  // of the item
//     static const Record& RecordOf(const Item&);
//     static const std::string& ChosenIdOf(const Item&);
//     static constexpr const db::Query* kTaken = &sql::kFindTakenCourses;
//     static constexpr const db::Query* kGet = &sql::kGetCourses;
//
//     explicit Creator(Batch<Creator>& batch);
//     void Prepare();  // before the transaction: rules, and what the items refer to
//     void AddKeys(size_t i, std::vector<rpc::CreateBatch::Key>& keys);  // unique ones besides the ids
//     void Admit(db::Transaction& tx);  // new items that other records stand against
//     void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes);
//   };
namespace waymark::courses {

// The items on their way, and which of them have failed.
template <typename Creator>
struct Batch {
  using Item = typename Creator::Item;
  using Record = typename Creator::Record;

  Batch(rpc::Call& of_call, std::vector<const Item*> of_items, bool allow)
      : call(of_call),
        items(std::move(of_items)),
        failures(items.size()),
        sorted(items.size(), allow, failures),
        allow_existing(allow) {}

  size_t size() const { return items.size(); }
  const Record& record(size_t i) const { return Creator::RecordOf(*items[i]); }
  bool Has(size_t i) const { return !failures.Has(i); }
  // What the items refer to by a field; empty for those that have failed.
  std::vector<std::string_view> NamesIn(const std::string& (Record::*field)() const) const {
    std::vector<std::string_view> names(size());
    for (size_t i = 0; i < size(); ++i) {
      if (Has(i)) names[i] = (record(i).*field)();
    }
    return names;
  }
  // Fails item `i` since its field `field` is wrong.
  void Wrong(size_t i, const std::string& field, const std::string& what) {
    failures.Add(i, InvalidField(Path(field), what));
  }
  static std::string Path(const std::string& field) { return std::string(Creator::kField) + "." + field; }

  rpc::Call& call;
  const std::vector<const Item*> items;
  rpc::BatchFailures failures;
  rpc::CreateBatch sorted;
  const bool allow_existing;
};

// What a Creator need not define.
struct CreatorDefaults {
  void Prepare() {}
  void AddKeys(size_t, std::vector<rpc::CreateBatch::Key>&) {}
  void Admit(db::Transaction&) {}
};

// Sorts the items that have not failed into new and existing ones.
template <typename Creator>
void Sort(Batch<Creator>& batch, Creator& creator, db::Transaction& tx) {
  const std::string external_id = Batch<Creator>::Path("external_id");
  const std::string chosen_id = std::string(Creator::kField) + "_id";
  std::vector<std::optional<std::string>> ids(batch.size()), external_ids(batch.size());
  bool any = false;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (!batch.Has(i)) continue;
    const std::string& chosen = Creator::ChosenIdOf(*batch.items[i]);
    const std::string& external = batch.record(i).external_id();
    std::vector<rpc::CreateBatch::Key> keys = {{external_id, external}, {chosen_id, chosen}};
    creator.AddKeys(i, keys);
    batch.sorted.Add(i, {chosen.empty() ? batch.call.NewId() : chosen, rpc::ContentDigest(batch.record(i)),
                         std::move(keys)});
    if (!chosen.empty()) ids[i] = chosen;
    if (!external.empty()) external_ids[i] = external;
    any = any || ids[i] || external_ids[i];
  }
  if (!any) return;
  const auto taken =
      batch.call.Run(tx, *Creator::kTaken, db::Params().Set("ids", ids).Set("external_ids", external_ids));
  for (const db::Row row : taken) {
    const auto i = static_cast<size_t>(row.Int("item"));
    if (!batch.sorted.IsNew(i)) continue;
    batch.sorted.Taken(i, row.Bool("same_external_id") && external_ids[i] ? external_id : chosen_id,
                       row.Text("id"), row.Text("content_digest"));
  }
}

// Writes the items that can be written.
template <typename Creator>
void Write(Batch<Creator>& batch, Creator& creator, db::Transaction& tx, events::Changes& changes) {
  Sort(batch, creator, tx);
  creator.Admit(tx);
  const auto items = batch.sorted.NewItems();
  if (!items.empty()) creator.Insert(tx, items, changes);
}

template <typename Creator>
void CreateOne(rpc::Call& call, const typename Creator::Item& request, typename Creator::Record& reply) {
  Batch<Creator> batch(call, {&request}, false);
  Creator creator(batch);
  creator.Prepare();
  auto tx = call.Begin();
  auto changes = call.NewChanges();
  Write(batch, creator, tx, changes);
  batch.failures.ThrowOfOne();
  ReadBackOne(call, tx, *Creator::kGet, batch.sorted.id(0), reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

// Fails the items of a batch that break a rule of their proto: the Runner leaves
// them to the handler when the request asks for partial success.
template <typename Items>
void FailInvalid(const rpc::Call& call, const Items& items, rpc::BatchFailures& failures) {
  for (size_t i = 0; i < items.size(); ++i) {
    auto violations = rpc::ValidateItem(*items[i], call.organization());
    if (!violations.empty()) failures.Add(i, InvalidFields(std::move(violations)));
  }
}

template <typename Creator, typename Request, typename Reply, typename Records>
void TryCreateMany(rpc::Call& call, const Request& request, Reply& reply, Records* records) {
  using Item = typename Creator::Item;
  std::vector<const Item*> items;
  for (const Item& item : request.requests()) items.push_back(&item);
  Batch<Creator> batch(call, std::move(items), request.allow_existing());
  if (request.return_partial_success()) FailInvalid(call, batch.items, batch.failures);
  Creator creator(batch);
  creator.Prepare();
  auto tx = call.Begin();
  auto changes = call.NewChanges();
  Write(batch, creator, tx, changes);
  if (!request.return_partial_success()) batch.failures.ThrowIfAny();
  batch.failures.Fill(reply.mutable_failed_requests());
  reply.set_created_count(static_cast<int32_t>(batch.sorted.NewItems().size()));
  reply.set_existing_count(static_cast<int32_t>(batch.sorted.ExistingItems().size()));
  if (!request.omit_records()) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < batch.size(); ++i) {
      if (batch.Has(i)) ids.push_back(batch.sorted.id(i));
    }
    ReadBack(call, tx, *Creator::kGet, ids, records);
  }
  call.Record(tx, changes, reply);
  if (!request.validate_only()) tx.Commit();
}

template <typename Creator, typename Request, typename Reply, typename Records>
void CreateMany(rpc::Call& call, const Request& request, Reply& reply, Records* records) {
  rpc::AgainWhenTaken([&] {
    reply.Clear();
    TryCreateMany<Creator>(call, request, reply, records);
  });
}

}  // namespace waymark::courses
