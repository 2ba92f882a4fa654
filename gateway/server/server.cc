#include "gateway/server/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <thread>

#include "gateway/server/response_head.h"
#include "services/common/base/ids.h"
#include "services/common/base/log.h"

namespace waymark::gateway {
namespace {

// What a client hears that finds no room. It is written once and not waited for.
std::string FullResponse() {
  const RequestInfo info{.request_id = NewUuid()};
  const Response response = Problem(
      Error(Code::kUnavailable, "TOO_MANY_CONNECTIONS", "too many connections are open; try again"), info);
  std::string text;
  MakeHead(response, {.request_id = info.request_id, .keep_alive = false}, text);
  return text + response.body;
}

void RequireLoopback(const std::string& address) {
  if (asio::ip::make_address(address).is_loopback()) return;
  throw std::runtime_error(
      "WAYMARK_ADDRESS is " + address +
      ", which other machines reach, and there is no certificate: set "
      "WAYMARK_TLS_CERTIFICATE_FILE and WAYMARK_TLS_KEY_FILE, or WAYMARK_ADDRESS=127.0.0.1 "
      "with a proxy that speaks TLS before it");
}

}  // namespace

Server::Server(ServerOptions options, const Door& door, const Site& site, Metrics& metrics)
    : options_(std::move(options)),
      identities_(door.identities()),
      tls_(options_.tls ? std::make_unique<Tls>(*options_.tls) : nullptr) {
  if (!tls_) RequireLoopback(options_.address);
  for (int i = 0; i < options_.threads; ++i) {
    lanes_.push_back(
        std::make_unique<Lane>(options_.backends, options_.limits, door, site, metrics, tls_.get(), open_));
  }
  listener_ =
      std::make_unique<Listener>(lanes_.front()->io().get_executor(), options_.address, options_.port);
  port_ = listener_->port();
  if (options_.grpc_port) {
    grpc_ =
        std::make_unique<GrpcDoor>(GrpcDoorOptions{.address = options_.address,
                                                   .port = *options_.grpc_port,
                                                   .max_calls = options_.max_connections,
                                                   .max_connections = options_.max_connections,
                                                   .tls = tls_ ? std::optional(tls_->in_use()) : std::nullopt,
                                                   .limits = options_.limits},
                                   lanes_);
  }
  asio::co_spawn(lanes_.front()->io(),
                 listener_->Run([this] { return lanes_[turn_ % lanes_.size()]->io().get_executor(); },
                                [this](Socket socket) { Take(std::move(socket)); }),
                 asio::detached);
  asio::co_spawn(lanes_.front()->io(), identities_.Watch(lanes_.front()->context().upstreams),
                 asio::detached);
  if (tls_) asio::co_spawn(lanes_.front()->io(), RefreshCertificate(), asio::detached);
  for (auto& lane : lanes_) lane->Start();
}

Awaitable<void> Server::RefreshCertificate() {
  Timer pause(lanes_.front()->io().get_executor());
  for (;;) {
    pause.expires_after(kCertificatePeriod);
    co_await pause.async_wait(kAwait);
    tls_->Refresh();
  }
}

void Server::Take(Socket socket) {
  Lane& lane = *lanes_[turn_++ % lanes_.size()];
  if (++open_ <= options_.max_connections) return lane.Take(std::move(socket));
  --open_;
  // Who speaks TLS could not read it.
  if (tls_) return;
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(FullResponse()), ignored);
}

void Server::Stop() {
  if (!listener_) return;
  listener_->Close();
  const auto give_up = std::chrono::steady_clock::now() + options_.drain_time;
  if (grpc_) grpc_->Stop(options_.drain_time);
  bool aborted = false;
  while (open_ > 0) {
    const bool late = std::chrono::steady_clock::now() > give_up;
    for (auto& lane : lanes_) late && !aborted ? lane->Abort() : lane->Drain();
    aborted |= late;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  identities_.Stop();
  for (auto& lane : lanes_) lane->Stop();
  grpc_.reset();
  listener_.reset();
  lanes_.clear();
}

Server::~Server() { Stop(); }

}  // namespace waymark::gateway
