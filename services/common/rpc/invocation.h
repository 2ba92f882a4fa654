#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "services/common/rpc/job.h"
#include "services/common/rpc/organizations.h"
#include "services/common/rpc/stream.h"

namespace waymark::rpc {

// The connections to the database of one worker thread.
struct Connections {
  db::Connection whole;
  std::unique_ptr<db::Connection> part;  // null where the service knows no reach

  db::Connection& For(const authorization::Reach& reach) { return reach.whole ? whole : *part; }
};

// One call on its worker thread, from its metadata to its answer, or to the begin of
// the stream that is its answer.
class Invocation {
 public:
  Invocation(const Environment& environment, const authorization::CallerVerifier& verifier,
             Organizations& organizations, Streams& streams, Job& job, Connections& connections)
      : environment_(environment),
        verifier_(verifier),
        organizations_(organizations),
        streams_(streams),
        job_(job),
        connections_(connections) {}

  void Run();

 private:
  void Prepare();
  void Identify(const CallHeaders& headers);
  void IdentifyProgram(const CallHeaders& headers);
  authorization::Permission NeededPermission() const;
  void RequireOrganization();
  Call MakeCall();
  void Handle();
  void HandleOnce();
  // What a stream comes from.
  void Open(Call& call);
  std::optional<Error> AnswerOf(const std::function<void()>& step);

  const Environment& environment_;
  const authorization::CallerVerifier& verifier_;
  Organizations& organizations_;
  Streams& streams_;
  Job& job_;
  Connections& connections_;
  std::chrono::steady_clock::time_point deadline_;
  Caller caller_;
  authorization::Reach reach_;
  events::Origin origin_;
  std::shared_ptr<Stream> stream_;
  std::shared_ptr<Source> source_;
  bool replayed_ = false;
};

}  // namespace waymark::rpc
