#include "services/common/rpc/batch.h"

#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

// The violations of an item's error, with paths from the batch request on.
std::vector<FieldViolation> ViolationsOf(size_t item, const Error& error) {
  const std::string path = "requests[" + std::to_string(item) + "]";
  if (error.violations().empty()) return {{path, error.message()}};
  return error.WithFieldPrefix(path + ".").violations();
}

}  // namespace

void BatchFailures::Add(size_t i, Error error) {
  if (Has(i)) return;
  errors_[i].push_back(std::move(error));
  ++count_;
}

void BatchFailures::ThrowIfAny() const {
  if (empty()) return;
  const Error* first = nullptr;
  std::string message;
  std::vector<FieldViolation> violations;
  for (size_t i = 0; i < errors_.size(); ++i) {
    if (!Has(i)) continue;
    const Error& error = errors_[i].front();
    auto found = ViolationsOf(i, error);
    if (first == nullptr) {
      first = &error;
      message = found.front().field + ": " + found.front().description;
    }
    std::move(found.begin(), found.end(), std::back_inserter(violations));
  }
  if (count_ > 1) message += " (and " + std::to_string(count_ - 1) + " more items)";
  Error out(first->code(), first->reason(), std::move(message));
  for (const auto& [key, value] : first->metadata()) out = std::move(out).WithMetadata(key, value);
  for (auto& violation : violations) {
    out = std::move(out).WithViolation(std::move(violation.field), std::move(violation.description));
  }
  throw out;
}

void BatchFailures::ThrowOfOne() const {
  if (Has(0)) throw errors_[0].front();
}

void BatchFailures::Fill(google::protobuf::Map<int32_t, google::rpc::Status>* failed_requests) const {
  for (size_t i = 0; i < errors_.size(); ++i) {
    if (Has(i))
      (*failed_requests)[static_cast<int32_t>(i)].ParseFromString(ToGrpc(errors_[i].front()).error_details());
  }
}

}  // namespace waymark::rpc
