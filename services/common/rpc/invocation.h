#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "services/common/rpc/exchange.h"
#include "services/common/rpc/method.h"

namespace waymark::rpc {

// A call that waits for its worker.
struct Job {
  std::unique_ptr<Exchange> exchange;
  Method* method;
  google::protobuf::Message* request;
  google::protobuf::Message* reply;
  std::chrono::steady_clock::time_point arrival;
};

// Those of a worker.
struct Connections {
  db::Connection whole;
  std::unique_ptr<db::Connection> part;  // null where the service knows no reach

  db::Connection& For(const authorization::Reach& reach) { return reach.whole ? whole : *part; }
};

// Answers the call, with OK when there is no error, and writes its log line and
// measures. Of `origin` may be empty what is not known yet.
void Finish(Job& job, const events::Origin& origin, const Error* error, bool replayed = false);

// One call on its worker thread, from its metadata to its answer.
class Invocation {
 public:
  Invocation(const Environment& environment, const authorization::CallerVerifier& verifier, Job& job,
             Connections& connections)
      : environment_(environment), verifier_(verifier), job_(job), connections_(connections) {}

  void Run();

 private:
  void Prepare();
  void Identify(const CallHeaders& headers);
  authorization::Permission NeededPermission() const;
  void Handle();
  void HandleOnce();
  std::optional<Error> AnswerOf(const std::function<void()>& step);

  const Environment& environment_;
  const authorization::CallerVerifier& verifier_;
  Job& job_;
  Connections& connections_;
  std::chrono::steady_clock::time_point deadline_;
  Caller caller_;
  authorization::Reach reach_;
  events::Origin origin_;
  bool replayed_ = false;
};

}  // namespace waymark::rpc
