#include "tests/load/worker.h"

#include <algorithm>
#include <thread>

#include "services/common/base/ids.h"
#include "services/common/status/refusal.h"

namespace waymark::load {
namespace {

constexpr int kTimeoutSeconds = 10;
constexpr auto kLook = std::chrono::milliseconds(2);
// With so much in doubt it begins nothing more, as any client has its bounds.
constexpr size_t kMostWaiting = 64;
// And makes up for no more than this.
constexpr auto kMostBehind = std::chrono::seconds(1);
constexpr unsigned kAgainOnceIn = 10;
constexpr Clock::duration kLongestPause = std::chrono::seconds(1);

// No fault may make Waymark answer so: that it failed within, or does not know who asks.
bool IsWrong(const Error& error, long status) {
  return error.code() == Code::kUnauthenticated || (status >= 500 && status != 503 && status != 504);
}

}  // namespace

Worker::Worker(const cli::Address& address, const std::filesystem::path& ledger, WorkerOptions options)
    : options_(std::move(options)), client_(address), ledger_(ledger), random_(options_.seed + 1) {}

void Worker::Run(const std::atomic<bool>& stop) {
  auto next = Clock::now() + options_.every * static_cast<int>(random_() % 100) / 100;
  auto end = Clock::time_point::max();
  for (auto now = Clock::now(); now < end; now = Clock::now()) {
    if (stop && end == Clock::time_point::max()) end = now + options_.patience;
    if (stop && waiting_.empty()) return;
    if (!waiting_.empty() && waiting_.begin()->first <= now) {
      Ask(std::move(waiting_.extract(waiting_.begin()).mapped()));
    } else if (!stop && next <= now && waiting_.size() < kMostWaiting) {
      next = std::max(next + options_.every, now - kMostBehind);
      Begin();
    } else {
      std::this_thread::sleep_for(kLook);
    }
  }
}

void Worker::Begin() {
  if (ready_.empty()) ready_.push_back(std::make_shared<ClassPlan>(options_.organization, random_));
  const auto plan = ready_.front();
  ready_.pop_front();
  Attempt attempt{.call = plan->Next(), .plan = plan};
  ledger_.Intend(attempt.call.operation);
  Ask(std::move(attempt));
}

void Worker::Ask(Attempt attempt) {
  ++asked_;
  try {
    client_.Call(attempt.call.method, *attempt.call.request, *attempt.call.reply, kTimeoutSeconds);
  } catch (const Error& error) {
    return Failed(std::move(attempt), error);
  }
  Acknowledged(std::move(attempt));
}

void Worker::Acknowledged(Attempt attempt) {
  const std::string entity = EntityOf(*attempt.call.reply);
  ledger_.Acknowledge(attempt.call.operation.request_id, entity,
                      DigestUuid(attempt.call.reply->SerializeAsString()));
  if (attempt.plan == nullptr) return;
  attempt.plan->Made(attempt.call.operation, entity);
  Settled(attempt);
  attempt.plan = nullptr;
  if (random_() % kAgainOnceIn == 0) waiting_.emplace(Clock::now(), std::move(attempt));
}

void Worker::Failed(Attempt attempt, const Error& error) {
  const std::string& id = attempt.call.operation.request_id;
  if (IsRefusal(error.code())) {
    ledger_.Refuse(id, error.reason());
    // Nothing can follow on what was to be and is not.
    if (!attempt.call.operation.valid) Settled(attempt);
    return;
  }
  ++doubts_;
  const long status = client_.status();
  ledger_.Doubt(id, std::to_string(status) + " " + error.reason(), IsWrong(error, status));
  const auto again = Clock::now() + attempt.pause;
  attempt.pause = std::min(attempt.pause * 2, kLongestPause);
  waiting_.emplace(again, std::move(attempt));
}

void Worker::Settled(const Attempt& attempt) {
  if (attempt.plan && !attempt.plan->done()) ready_.push_back(attempt.plan);
}

}  // namespace waymark::load
