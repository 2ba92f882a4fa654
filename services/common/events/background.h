#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace waymark::events {

// A thread that repeats one step until it is destroyed. A step that throws is
// repeated after a pause; a failure is logged when it begins, when it changes
// and once a minute, and its end is logged too.
class Background {
 public:
  // `name` is for the log: `relay of courses`.
  Background(std::string name, std::function<void(Background&)> step);
  ~Background();  // stops and joins: a step is finished first
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Has it end after this step; who destroys it then does not wait for long.
  void Stop();
  bool stopping() const;
  // Sleeps; less when it is time to stop.
  void Pause(std::chrono::milliseconds duration);

 private:
  void Run();
  void Failed(const std::string& reason, const std::string& message, const std::string& detail);
  void Succeeded();

  const std::string name_;
  const std::function<void(Background&)> step_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::string failure_;  // the reason of the failure that lasts
  std::chrono::steady_clock::time_point logged_{};
  std::thread thread_;  // last: it uses all the others
};

}  // namespace waymark::events
