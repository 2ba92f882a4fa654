#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::bench {

// A request as it is sent, and what kind it is.
struct Draft {
  std::string_view kind;
  std::string text;
};

// What became of the requests that were to be sent within one second.
struct Second {
  int offered = 0;
  std::map<std::string_view, int> good;  // by kind: answered with 2xx in time
  std::vector<double> millis;            // that the good ones took, from when they were to be sent
  std::map<int, int> others;             // by HTTP status; 0: the connection ended
  int late = 0;                          // 2xx, when nobody waited any more
  int unsent = 0;                        // no connection was free
  int without_retry_after = 0;           // of the 429s and 503s

  int GoodCount() const;
};

// Many clients of the gateway on one thread: each sends one request at a time on a
// connection that is kept, from one of some addresses of loopback.
class Crowd {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::duration kPatience = std::chrono::seconds(2);

  Crowd(int port, std::function<Draft()> draft);
  ~Crowd();

  // So many clients, each of which asks again as soon as it is answered.
  void Saturate(size_t clients, std::chrono::seconds time);
  // `rate` requests a second, whatever becomes of those before. What finds no free
  // connection is not sent: a line of those that wait for one would make all late. Begins with
  // a second, so that each second is of one rate.
  void Offer(int rate, std::chrono::seconds time);
  // Until all are answered.
  void Settle();

  // From the first request on.
  const std::vector<Second>& seconds() const { return seconds_; }

 private:
  struct Connection;

  void Until(Clock::time_point end, const std::function<void(Clock::time_point)>& step);
  void Send(Clock::time_point due);
  void Poll();
  void Write(Connection& connection);
  void Read(Connection& connection);
  void Answered(Connection& connection, int status, bool retry_after);
  void Open(Connection& connection);
  void Close(Connection& connection);
  Clock::time_point NextSecond() const;
  Second& SecondOf(Clock::time_point due);

  const int port_;
  const std::function<Draft()> draft_;
  const int epoll_;
  const Clock::time_point begin_ = Clock::now();
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<Connection*> free_;
  size_t busy_ = 0;
  std::vector<Second> seconds_;
};

}  // namespace waymark::bench
