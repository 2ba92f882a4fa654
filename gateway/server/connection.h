#pragma once

#include <atomic>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "gateway/server/async.h"
#include "gateway/server/body_room.h"
#include "gateway/server/connection_limits.h"
#include "gateway/server/door.h"
#include "gateway/server/http.h"
#include "gateway/server/metrics.h"
#include "gateway/server/places.h"
#include "gateway/server/request_parser.h"
#include "gateway/server/site.h"
#include "gateway/server/tls.h"
#include "gateway/server/upstream.h"
#include "gateway/server/wire.h"

namespace waymark::gateway {

// What a connection works with; all outlive it.
struct ConnectionContext {
  const Door& door;
  const Site& site;
  Metrics& metrics;
  Upstreams& upstreams;
  LiveStreams& streams;
  const ConnectionLimits& limits;
  BodyRoom& bodies;
  const bool& draining;  // no further request after the one under way
  const Tls* tls;        // null: without
};

// One client connection: HTTP/1.1 (and 1.0), with TLS or without, one request after the other, on
// one thread. Its owner calls Sweep() a few times a second, which ends what has
// waited too long; so no request sets a timer.
class Connection final : private AnswerInParts {
 public:
  // It lets go of the place when whoever holds that does.
  Connection(Socket socket, std::weak_ptr<Places::Taken> place, ConnectionContext context);

  // Serves requests until the client leaves, something is wrong, or draining.
  Awaitable<void> Run();

  using Clock = std::chrono::steady_clock;
  void Sweep(Clock::time_point now);
  // Ends the connection if it is between two requests, or before the first.
  void CloseIfIdle();
  // Ends it whatever it does.
  void Abort();
  // Whether it may have to make room for another: its place is kept for nobody who is
  // known, and no service works for it.
  bool MayGiveWay() const { return account_.empty() && phase_ != Phase::kCalling; }
  // Whether nothing was asked for that is not answered.
  bool IsAtRest() const { return phase_ == Phase::kIdle && !HasArrived(); }
  Clock::time_point opened() const { return opened_; }

 private:
  enum class Phase { kHandshake, kIdle, kHeader, kBody, kCalling, kWriting, kLingering };
  // How reading ended.
  enum class Read { kDone, kClosed, kFailed };

  // Whether a request is there that this thread has not come to yet: much may be before it.
  // It is answered, though the time to rest is over or the gateway is about to stop.
  bool HasArrived() const;
  void Enter(Phase phase, Clock::duration limit);
  // Closes the socket and drops what was not sent.
  void Reset();
  // Reads some bytes into the buffer.
  Awaitable<Read> Fill();
  // Whether there is a connection to read from.
  Awaitable<bool> Open();
  Awaitable<void> Close();
  std::string_view Unread() const;
  // Gives the buffer to the parser, which keeps the header within its limits.
  boost::beast::error_code ParseHeader(size_t& taken);
  // Both: kFailed leaves the answer in `response`.
  Awaitable<Read> ReadHeader(Response& response);
  Awaitable<Read> ReadBody(const ConnectionLimits& limits, Response& response);
  Awaitable<Response> Answer();
  // Whom the request was let in for: their place is kept, if they have not too many.
  void KeepFor(const std::string& account);
  Awaitable<bool> Write(const Response& response, bool keep_alive);
  // Lets the client read the answer before the connection closes on what it
  // still sends.
  Awaitable<void> Linger();
  // Times the request and names it, once its header is read (or could not be).
  void Identify();
  void Report(const Response& response);
  Awaitable<bool> Begin(const Response& head) override;
  Awaitable<bool> Write(std::string_view part) override;
  size_t sent() const override { return sent_; }

  Wire wire_;
  const ConnectionContext context_;
  const std::string peer_;
  const bool peer_is_loopback_;
  boost::beast::flat_buffer buffer_;
  std::optional<RequestParser> parser_;
  BodyRoom::Share body_room_;  // of the parser's request
  RequestInfo info_;
  CallSlot slot_;
  Phase phase_ = Phase::kHandshake;
  const Clock::time_point opened_ = Clock::now();
  const std::weak_ptr<Places::Taken> place_;
  std::string account_;  // for which the place is kept; empty: for nobody
  Clock::time_point begin_;
  Clock::time_point expires_ = Clock::time_point::max();
  bool timed_out_ = false;
  size_t sent_ = 0;           // of an answer in parts
  bool body_unread_ = false;  // or it is not known where it ends
  std::string head_;          // kept: its memory serves the next response
};

}  // namespace waymark::gateway
