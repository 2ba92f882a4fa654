#include "services/common/rpc/create_batch.h"

#include <memory>

#include "services/common/authorization/field_behavior.h"
#include "services/common/rpc/digest.h"

namespace waymark::rpc {

std::string ContentDigest(const google::protobuf::Message& resource) {
  const auto* reflection = resource.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(resource, &fields);
  std::unique_ptr<google::protobuf::Message> content(resource.New());
  content->CopyFrom(resource);
  for (const auto* field : fields) {
    if (authorization::HasBehavior(field, google::api::OUTPUT_ONLY))
      reflection->ClearField(content.get(), field);
  }
  return DigestOf(*content);
}

CreateBatch::CreateBatch(size_t items, bool allow_existing, BatchFailures& failures)
    : allow_existing_(allow_existing),
      failures_(failures),
      items_(items),
      states_(items, State::kFailed),
      repeats_(items) {
  for (size_t i = 0; i < items; ++i) repeats_[i] = i;
}

void CreateBatch::Add(size_t i, Item item) {
  items_[i] = std::move(item);
  states_[i] = State::kNew;
  for (const Key& key : items_[i].keys) {
    if (key.value.empty()) continue;
    const auto [known, first] = keys_.emplace(std::string(key.field) + '\n' + key.value, i);
    if (first) continue;
    const size_t before = repeats_[known->second];
    repeats_[i] = before;
    return Settle(i, key.field, items_[before].id, items_[before].digest,
                  "requests[" + std::to_string(before) + "] of this batch");
  }
}

void CreateBatch::Taken(size_t i, std::string_view field, std::string_view id, std::string_view digest) {
  for (size_t k = i; k < items_.size(); ++k) {
    if (repeats_[k] == i && states_[k] != State::kFailed) Settle(k, field, id, digest, "another record");
  }
}

void CreateBatch::Fail(size_t i, const Error& error) {
  for (size_t k = i; k < items_.size(); ++k) {
    if (repeats_[k] != i || states_[k] == State::kFailed) continue;
    states_[k] = State::kFailed;
    failures_.Add(k, error);
  }
}

void CreateBatch::Settle(size_t i, std::string_view field, std::string_view id, std::string_view digest,
                         const std::string& by) {
  if (allow_existing_ && items_[i].digest == digest) {
    states_[i] = State::kExisting;
    items_[i].id = id;
    return;
  }
  states_[i] = State::kFailed;
  failures_.Add(i, AlreadyExists(std::string(field),
                                 "is taken by " + by + (allow_existing_ ? ", which has other content" : "")));
}

std::vector<size_t> CreateBatch::In(State state) const {
  std::vector<size_t> out;
  for (size_t i = 0; i < states_.size(); ++i) {
    if (states_[i] == state) out.push_back(i);
  }
  return out;
}

}  // namespace waymark::rpc
