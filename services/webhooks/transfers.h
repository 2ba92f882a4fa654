#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/common/base/clock.h"
#include "services/webhooks/address_rule.h"

namespace waymark::webhooks {

// What is sent by one POST.
struct Outgoing {
  std::string url;
  std::string body = {};
  std::vector<std::string> headers = {};  // `name: value`
};

// What came of it.
struct Outcome {
  TimePoint time{};  // when it began
  std::chrono::milliseconds duration{0};
  int status = 0;                       // of the answer; 0 = none came
  std::string error = {};               // why it was not taken; empty = it was
  std::string answer = {};              // its beginning, printable
  std::chrono::seconds retry_after{0};  // the pause that the receiver asked for
};

// Requests to receivers, many at a time, by one thread. Each connection is made to an
// address that was looked at: what a name stands for decides, whenever it is asked.
// Nothing is followed, and little is read.
class Transfers {
 public:
  // `authority`: as in Settings.
  Transfers(Networks allowed, std::string authority, const Clock& clock);
  ~Transfers();  // gives up those under way
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;

  void Start(int64_t id, Outgoing outgoing);

  // Lets them go on, until one has ended or for at most `wait`; those that have ended.
  std::vector<std::pair<int64_t, Outcome>> Run(std::chrono::milliseconds wait);

  size_t under_way() const { return under_way_.size(); }

 private:
  struct Transfer;
  struct Multi;

  const Networks allowed_;
  const std::string authority_;
  const Clock& clock_;
  std::unique_ptr<Multi> multi_;
  std::map<int64_t, std::unique_ptr<Transfer>> under_way_;
};

}  // namespace waymark::webhooks
