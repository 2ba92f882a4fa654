#include "gateway/server/connection.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>

#include <array>

#include "gateway/server/problem.h"
#include "gateway/server/request_info.h"
#include "gateway/server/request_problems.h"
#include "gateway/server/response_head.h"
#include "services/common/base/ids.h"

namespace waymark::gateway {
namespace {

namespace http = boost::beast::http;

constexpr size_t kReadBytes = 16 << 10;
constexpr size_t kLingerBytes = 1 << 20;
// What the system takes of an answer before its client reads: megabytes, if it is let.
constexpr int kSendBytes = 128 << 10;
constexpr std::chrono::seconds kLingerTime{2};

}  // namespace

Connection::Connection(Socket socket, std::weak_ptr<Places::Taken> place, ConnectionContext context)
    : wire_(std::move(socket), context.tls ? context.tls->Context() : nullptr),
      context_(context),
      peer_(PeerOf(wire_.socket()).to_string()),
      peer_is_loopback_(PeerOf(wire_.socket()).is_loopback()),
      buffer_(context.limits.header_bytes + kReadBytes),
      body_room_(context.bodies),
      place_(std::move(place)) {
  error_code ignored;
  wire_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  wire_.socket().set_option(asio::socket_base::send_buffer_size(kSendBytes), ignored);
}

void Connection::Enter(Phase phase, Clock::duration limit) {
  phase_ = phase;
  expires_ = Clock::now() + limit;
  timed_out_ = false;
}

void Connection::Sweep(Clock::time_point now) {
  if (phase_ == Phase::kCalling) {
    if (!slot_.client_gone && wire_.PeerHasGone()) {
      slot_.client_gone = true;
      if (slot_.call) slot_.call->Cancel();
    }
    return;
  }
  if (now < expires_ || HasArrived()) return;
  // Again in a while, should the operation have ended at this very moment.
  expires_ = now + std::chrono::seconds(1);
  timed_out_ = true;
  if (phase_ == Phase::kWriting) return Reset();
  error_code ignored;
  wire_.socket().cancel(ignored);
}

void Connection::CloseIfIdle() {
  error_code ignored;
  if (HasArrived()) return;
  if (phase_ == Phase::kIdle || phase_ == Phase::kHandshake) wire_.socket().close(ignored);
}

bool Connection::HasArrived() const { return phase_ == Phase::kIdle && wire_.HasUnread(); }

void Connection::Abort() {
  slot_.client_gone = true;
  if (slot_.call) slot_.call->Cancel();
  Reset();
}

// Else the system would keep for minutes what a client does not read.
void Connection::Reset() {
  error_code ignored;
  wire_.socket().set_option(asio::socket_base::linger(true, 0), ignored);
  wire_.socket().close(ignored);
}

Awaitable<bool> Connection::Open() {
  if (!wire_.encrypted()) co_return true;
  Enter(Phase::kHandshake, context_.limits.header_time);
  error_code error;
  co_await wire_.Handshake(error);
  if (!error) co_return true;
  if (error.category() == asio::error::get_ssl_category() &&
      ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_HTTP_REQUEST) {
    info_.request_id = NewUuid();
    const Response response = Problem(Malformed("this port speaks https, not http"), info_);
    MakeHead(response, {.request_id = info_.request_id, .keep_alive = false}, head_);
    co_await asio::async_write(wire_.socket(), asio::buffer(head_ += response.body),
                               asio::redirect_error(kAwait, error));
  }
  wire_.socket().close(error);
  co_return false;
}

Awaitable<void> Connection::Close() {
  error_code ignored;
  if (wire_.encrypted() && wire_.socket().is_open()) {
    Enter(Phase::kLingering, kLingerTime);
    co_await wire_.SayGoodbye(ignored);
  }
  wire_.socket().shutdown(Socket::shutdown_both, ignored);
  wire_.socket().close(ignored);
}

Awaitable<void> Connection::Run() {
  if (!co_await Open()) co_return;
  for (bool first = true;; first = false) {
    parser_.emplace();
    body_room_.Release();
    parser_->header_limit(static_cast<uint32_t>(context_.limits.header_bytes));
    parser_->body_limit(boost::none);  // looked at after the token
    parser_->eager(false);
    body_unread_ = false;
    // A new connection has to say something; a kept one may rest.
    first ? Enter(Phase::kHeader, context_.limits.header_time)
          : Enter(Phase::kIdle, context_.limits.idle_time);

    Response response;
    const Read header = co_await ReadHeader(response);
    if (header == Read::kClosed) break;
    context_.metrics.RequestBegins();
    bool keep_alive = false;
    if (header == Read::kDone) {
      try {
        response = co_await Answer();
      } catch (const std::exception& error) {
        response = Problem(Internal(error.what()), info_);
      }
      keep_alive = parser_->get().keep_alive() && !body_unread_ && !context_.draining;
    }
    keep_alive &= !response.sent;
    const bool written = !slot_.client_gone && (response.sent || co_await Write(response, keep_alive));
    if (slot_.client_gone) response.status = 499;
    Report(response);
    if (!written) break;
    if (!keep_alive) {
      co_await Linger();
      break;
    }
  }
  co_await Close();
}

Awaitable<Connection::Read> Connection::Fill() {
  const size_t room = std::min(kReadBytes, buffer_.max_size() - buffer_.size());
  if (room == 0) co_return Read::kClosed;
  error_code error;
  const size_t got = co_await wire_.ReadSome(buffer_.prepare(room), error);
  buffer_.commit(got);
  if (!error) co_return Read::kDone;
  co_return timed_out_ ? Read::kFailed : Read::kClosed;
}

std::string_view Connection::Unread() const {
  return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
}

error_code Connection::ParseHeader(size_t& taken) {
  error_code error;
  const size_t size = parser_->put(buffer_.data(), error);
  taken += size;
  if (!error || error == http::error::need_more) {
    if (HasFoldedLine(Unread().substr(0, size))) error = http::error::bad_obs_fold;
    // The parser's own limit is that of what it holds at once: fields that come
    // one by one it takes without end.
    if (taken > context_.limits.header_bytes) error = http::error::header_limit;
  }
  buffer_.consume(size);
  return error;
}

Awaitable<Connection::Read> Connection::ReadHeader(Response& response) {
  info_ = RequestInfo{};
  size_t taken = 0;
  for (bool may_skip = true;;) {
    // RFC 9112 section 2.2: an empty line before a request is passed over; one,
    // so that they do not keep a connection busy.
    if (may_skip && Unread().starts_with("\r\n")) {
      buffer_.consume(2);
      may_skip = false;
    }
    if (buffer_.size() > 0 && !(may_skip && Unread() == "\r")) {
      if (phase_ == Phase::kIdle) Enter(Phase::kHeader, context_.limits.header_time);
      const error_code error = ParseHeader(taken);
      if (error && error != http::error::need_more) {
        Identify();
        body_unread_ = true;
        response = ParseProblem(error, Unread(), context_.limits, info_);
        co_return Read::kFailed;
      }
      if (parser_->is_header_done()) break;
    }
    const Read read = co_await Fill();
    if (read == Read::kDone) continue;
    if (read == Read::kClosed || !parser_->got_some()) co_return Read::kClosed;
    Identify();
    response = TookTooLong("header", info_);
    co_return Read::kFailed;
  }
  Identify();
  co_return Read::kDone;
}

void Connection::Identify() {
  begin_ = Clock::now();
  body_unread_ = !parser_->is_done();
  const Header& header = parser_->get();
  info_ = InfoOf(header, context_.door.proxies().ClientOf(header, peer_));
  info_.from_loopback =
      peer_is_loopback_ && header.count("X-Forwarded-For") == 0 && header.count("Forwarded") == 0;
}

Awaitable<Connection::Read> Connection::ReadBody(const ConnectionLimits& limits, Response& response) {
  const auto length = parser_->content_length();
  if (length && *length > static_cast<uint64_t>(limits.body_bytes)) {
    response = BodyTooLarge(limits, info_);
    co_return Read::kFailed;
  }
  parser_->body_limit(static_cast<uint64_t>(limits.body_bytes));
  parser_->eager(true);
  Enter(Phase::kBody, limits.body_time);
  // RFC 9110 section 10.1.1: nothing but the answer is sent to a client of HTTP/1.0.
  const bool asked =
      parser_->get().version() == 11 && !HeaderValue(parser_->get(), http::field::expect).empty();
  if (asked && buffer_.size() == 0) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    error_code error;
    co_await wire_.Write(asio::buffer(kContinue), error);
    if (error) co_return Read::kClosed;
  }
  while (!parser_->is_done()) {
    if (buffer_.size() > 0) {
      error_code error;
      const size_t size = parser_->put(buffer_.data(), error);
      const std::string_view trailer =
          parser_->is_done() ? parser_->TrailerIn(Unread().substr(0, size)) : std::string_view();
      if (HasFoldedLine(trailer)) error = http::error::bad_obs_fold;
      if (trailer.size() > limits.header_bytes || parser_->trailer_fields() > limits.header_fields) {
        response = HeaderTooLarge(limits, info_);
        co_return Read::kFailed;
      }
      buffer_.consume(size);
      if (error && error != http::error::need_more) {
        response = ParseProblem(error, Unread(), limits, info_);
        co_return Read::kFailed;
      }
      if (!body_room_.GrowTo(parser_->get().body().size())) {
        response = Problem(Overloaded("the gateway"), info_, 503);
        co_return Read::kFailed;
      }
      if (parser_->is_done()) break;
      // What the parser has left is the size of a chunk, or the trailer.
      if (buffer_.size() > limits.header_bytes) {
        response = HeaderTooLarge(limits, info_);
        co_return Read::kFailed;
      }
    }
    const Read read = co_await Fill();
    if (read == Read::kFailed) response = TookTooLong("body", info_);
    if (read != Read::kDone) co_return read;
  }
  body_unread_ = false;
  co_return Read::kDone;
}

Awaitable<Response> Connection::Answer() {
  if (auto wrong = HeaderProblem(parser_->get(), context_.limits, info_)) {
    // Where such a request ends is not known: nothing after it is looked at.
    body_unread_ = true;
    co_return *std::move(wrong);
  }
  const std::string_view path = TargetOf(parser_->get()).path;
  if (context_.site.Has(parser_->get(), path, info_)) {
    KeepFor("");
    Enter(Phase::kCalling, {});
    co_return co_await context_.site.Serve(parser_->get(), path, info_, context_.door, context_.upstreams);
  }
  Enter(Phase::kCalling, {});
  Door::Admission admission = co_await context_.door.Admit(parser_->get(), info_, context_.upstreams);
  ConnectionLimits limits = context_.limits;
  if (admission.caller) {
    const std::string account = context_.door.identities().AccountOf(admission.caller);
    if (account.empty()) limits.body_bytes = std::min<int>(limits.body_bytes, kSmallBody);
    KeepFor(account);
  } else if (admission.refusal->status == 401) {
    KeepFor("");
  }
  if (admission.refusal) co_return *std::move(admission.refusal);
  if (!parser_->is_done()) {
    Response response;
    const Read body = co_await ReadBody(limits, response);
    if (body == Read::kClosed) slot_.client_gone = true;
    if (body != Read::kDone) co_return response;
  }
  Enter(Phase::kCalling, {});
  // Named: gcc 12 destroys an unnamed aggregate of a co_await expression twice.
  Visit visit{info_, std::move(admission.caller), context_.upstreams, context_.streams, slot_, this};
  co_return co_await context_.door.Serve(parser_->get(), std::move(visit));
}

void Connection::KeepFor(const std::string& account) {
  if (account == account_) return;
  const auto place = place_.lock();
  account_ = place && place->KeepFor(account) ? account : "";
}

Awaitable<bool> Connection::Write(const Response& response, bool keep_alive) {
  Enter(Phase::kWriting, context_.limits.write_time);
  const auto& request = parser_->get();
  MakeHead(response,
           {.request_id = info_.request_id,
            .keep_alive = keep_alive,
            .version = request.version(),
            .encrypted = wire_.encrypted()},
           head_);
  const bool bare = request.method() == http::verb::head;
  const std::array<asio::const_buffer, 2> parts = {
      asio::buffer(head_), bare ? asio::const_buffer() : asio::buffer(response.text())};
  error_code error;
  co_await wire_.Write(parts, error);
  co_return !error;
}

Awaitable<bool> Connection::Begin(const Response& head) {
  const bool encrypted = wire_.encrypted();
  MakeHead(
      head,
      {.request_id = info_.request_id, .keep_alive = false, .encrypted = encrypted, .of_known_length = false},
      head_);
  sent_ = 0;
  return Write(std::string_view(head_));
}

Awaitable<bool> Connection::Write(std::string_view part) {
  Enter(Phase::kWriting, context_.limits.write_time);
  error_code error;
  sent_ += co_await wire_.Write(asio::buffer(part), error);
  Enter(Phase::kCalling, {});
  if (error) slot_.client_gone = true;
  co_return !error;
}

Awaitable<void> Connection::Linger() {
  if (!body_unread_) co_return;
  error_code ignored;
  // TLS has no end of one side that the other could go on after.
  if (!wire_.encrypted()) wire_.socket().shutdown(Socket::shutdown_send, ignored);
  Enter(Phase::kLingering, kLingerTime);
  for (size_t total = 0; total < kLingerBytes; total += buffer_.size()) {
    buffer_.clear();
    if (co_await Fill() != Read::kDone) co_return;
  }
}

void Connection::Report(const Response& response) {
  const auto& request = parser_->get();
  gateway::Report({.method = View(request.method_string()),
                   .route = response.route,
                   .status = response.status,
                   .code = response.code,
                   .took = Clock::now() - begin_,
                   .request_bytes = request.body().size(),
                   .response_bytes = response.sent.value_or(response.text().size())},
                  info_, context_.metrics);
}

}  // namespace waymark::gateway
