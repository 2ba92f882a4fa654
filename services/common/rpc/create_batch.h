#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "google/protobuf/message.h"
#include "services/common/rpc/batch.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// A digest of what a caller said of a record (OUTPUT_ONLY fields apart), in the
// form of a UUID: equal digests are the same content.
std::string ContentDigest(const google::protobuf::Message& resource);

// Sorts the items of a BatchCreate into those that are new, those that are there
// already with the same content (when the caller allows that), and those that
// fail since an id or key of theirs is taken.
class CreateBatch {
 public:
  // What must be unique: the field that a failure names, and its value. An empty
  // value is no key.
  struct Key {
    std::string_view field;
    std::string value;
  };
  struct Item {
    std::string id;  // chosen by the caller or new
    std::string digest;
    std::vector<Key> keys;
  };

  CreateBatch(size_t items, bool allow_existing, BatchFailures& failures);

  // Adds item `i`: new, unless it repeats one that was added before.
  void Add(size_t i, Item item);
  // A record that is there already has the key `field` of item `i`.
  void Taken(size_t i, std::string_view field, std::string_view id, std::string_view digest);

  // Item `i`, so far new, cannot be made after all; nor can those that repeat it.
  void Fail(size_t i, const Error& error);

  bool IsNew(size_t i) const { return states_[i] == State::kNew; }
  bool IsExisting(size_t i) const { return states_[i] == State::kExisting; }
  // The id of the item's record, made or found.
  const std::string& id(size_t i) const { return items_[i].id; }
  const std::string& digest(size_t i) const { return items_[i].digest; }
  std::vector<size_t> NewItems() const { return In(State::kNew); }
  std::vector<size_t> ExistingItems() const { return In(State::kExisting); }

 private:
  enum class State { kFailed, kNew, kExisting };

  void Settle(size_t i, std::string_view field, std::string_view id, std::string_view digest,
              const std::string& by);
  std::vector<size_t> In(State state) const;

  const bool allow_existing_;
  BatchFailures& failures_;
  std::vector<Item> items_;
  std::vector<State> states_;
  std::vector<size_t> repeats_;  // the item that this one repeats, or itself
  std::unordered_map<std::string, size_t> keys_;
};

// Runs a batch, and runs it anew where another call took meanwhile what it had found free: the next
// look-up finds it, and the item that it is of is told. For calls with partial success.
template <typename Attempt>
void AgainWhenTaken(const Attempt& attempt) {
  constexpr int kAttempts = 3;
  for (int i = 1;; ++i) {
    try {
      return attempt();
    } catch (const Error& error) {
      if (error.code() != Code::kAlreadyExists || i == kAttempts) throw;
    }
  }
}

}  // namespace waymark::rpc
