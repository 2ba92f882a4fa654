#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "services/common/events/background.h"
#include "services/common/rpc/job.h"
#include "services/common/rpc/metrics.h"
#include "services/common/rpc/source.h"

namespace waymark::rpc {

class Streams;

// ABORTED / READER_TOO_SLOW: the reader was cut, and may go on where they are.
Error ReaderTooSlow();
// UNAVAILABLE / SHUTTING_DOWN: another process, or this one later, takes it.
Error ShuttingDown();

// The answer of one call that goes on after its handler: it takes a message from its
// source whenever the reader has taken the one before, so that one at most waits
// here. It holds neither a thread nor a connection.
class Stream final : public std::enable_shared_from_this<Stream> {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Stream(Streams& streams) : streams_(streams) {}

  // What the source calls when it may have a message again. On any thread, and also
  // when the stream is long over.
  Waker waker();

  // The handler is done, and this is what the reader gets from here on.
  void Begin(Job job, events::Origin origin, std::shared_ptr<Source> source);
  // Ends it once the message that is under way has gone. On any thread.
  void End(const Error& error);
  // Ends it if the reader has gone or has no more time, and cuts off one who has not
  // taken a message for `write_time`.
  void Check(Clock::time_point now, Clock::duration write_time);
  // Fails the message that is under way.
  void Cut();

 private:
  void Wake();
  // Only who has made it busy calls these.
  void Pump();
  void Finish();
  void Sent(bool well);
  std::optional<grpc::ByteBuffer> Next();

  Streams& streams_;
  std::mutex mutex_;
  Job job_{};
  events::Origin origin_;
  std::shared_ptr<Source> source_;
  bool busy_ = true;    // a message is asked for or under way, or it has not begun
  bool again_ = false;  // woken meanwhile
  bool finished_ = false;
  std::optional<Error> end_;
  std::optional<Clock::time_point> sending_since_;
  int64_t messages_ = 0;
};

// The streams of a service that are open. Looks after them a few times a second.
class Streams {
 public:
  // A reader has `write_time` to take one message.
  Streams(const std::string& service, Stream::Clock::duration write_time);

  // False when no more may begin.
  bool Add(std::shared_ptr<Stream> stream);
  void Remove(const std::shared_ptr<Stream>& stream);

  // Ends all, and those that would begin: they may be resumed elsewhere, or later.
  void Stop();
  // The same; returns when none is left.
  void Close();

 private:
  std::set<std::shared_ptr<Stream>> All() const;
  std::unique_ptr<events::Background> StartChecks();

  const std::string service_;
  prometheus::Gauge& open_count_;
  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::set<std::shared_ptr<Stream>> open_;
  bool stopped_ = false;
  const Stream::Clock::duration write_time_;
  std::unique_ptr<events::Background> check_;  // last: it uses all the others; from the first stream on
};

}  // namespace waymark::rpc
