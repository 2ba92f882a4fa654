#pragma once

#include <functional>
#include <string>
#include <vector>

#include "google/rpc/status.pb.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// The items of a batch that fail, each with its own error. A batch is all or
// nothing, unless the request sets `return_partial_success`: then the good
// items are written and the others answered in `failed_requests` (AIP-231).
class BatchFailures {
 public:
  explicit BatchFailures(size_t items) : errors_(items) {}

  // Notes an error for item `i`; the first one stands.
  void Add(size_t i, Error error);
  bool Has(size_t i) const { return !errors_[i].empty(); }
  bool empty() const { return count_ == 0; }
  size_t count() const { return count_; }

  // All or nothing: throws the first failure, its fields prefixed `requests[i].`,
  // with the violations of the others behind.
  void ThrowIfAny() const;
  // For a call that is a batch of one: throws its failure as it is.
  void ThrowOfOne() const;
  // Partial success: puts each failure into `failed_requests` by item index.
  void Fill(google::protobuf::Map<int32_t, google::rpc::Status>* failed_requests) const;

 private:
  std::vector<std::vector<Error>> errors_;
  size_t count_ = 0;
};

}  // namespace waymark::rpc
