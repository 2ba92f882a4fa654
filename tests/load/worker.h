#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>

#include "gateway/cli/client.h"
#include "tests/load/ledger.h"
#include "tests/load/plan.h"

namespace waymark::load {

using Clock = std::chrono::steady_clock;

struct WorkerOptions {
  std::string organization;
  Clock::duration every;     // an operation begins, whether those before were answered or not
  Clock::duration patience;  // for what is in doubt at the end
  unsigned seed = 0;
};

// One client, on a thread of its own. What is in doubt it asks again by the same
// request_id until it gets an answer; and some of what was acknowledged, too.
class Worker {
 public:
  Worker(const cli::Address& address, const std::filesystem::path& ledger, WorkerOptions options);

  // Until `stop` is set and nothing is in doubt any more.
  void Run(const std::atomic<bool>& stop);

  // How often it asked, and how often the answer left in doubt what became of it.
  int asked() const { return asked_; }
  int doubts() const { return doubts_; }

 private:
  struct Attempt {
    Call call;
    std::shared_ptr<ClassPlan> plan;  // null: acknowledged before, and asked again
    Clock::duration pause = std::chrono::milliseconds(50);
  };

  void Begin();
  void Ask(Attempt attempt);
  void Acknowledged(Attempt attempt);
  void Failed(Attempt attempt, const Error& error);
  void Settled(const Attempt& attempt);

  const WorkerOptions options_;
  cli::Client client_;
  LedgerWriter ledger_;
  std::minstd_rand random_;
  std::deque<std::shared_ptr<ClassPlan>> ready_;
  std::multimap<Clock::time_point, Attempt> waiting_;  // until they are asked again
  int asked_ = 0, doubts_ = 0;
};

}  // namespace waymark::load
