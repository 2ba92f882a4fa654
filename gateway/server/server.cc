#include "gateway/server/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <thread>

namespace waymark::gateway {
namespace {

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
      places_(options_.max_connections, options_.max_connections_of_address, door.proxies()),
      bodies_(options_.bodies_bytes),
      tls_(options_.tls ? std::make_unique<Tls>(*options_.tls) : nullptr) {
  if (!tls_) RequireLoopback(options_.address);
  for (int i = 0; i < options_.threads; ++i) {
    lanes_.push_back(
        std::make_unique<Lane>(options_.backends, options_.limits, bodies_, door, site, metrics, tls_.get()));
  }
  listener_ =
      std::make_unique<Listener>(lanes_.front()->io().get_executor(), options_.address, options_.port);
  port_ = listener_->port();
  if (options_.grpc_port) {
    grpc_ = std::make_unique<GrpcDoor>(
        GrpcDoorOptions{.address = options_.address,
                        .port = *options_.grpc_port,
                        .max_calls = options_.max_connections,
                        .max_connections = options_.max_connections,
                        .max_connections_of_address = options_.max_connections_of_address,
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
  if (auto place = places_.Take(PeerOf(socket).to_string())) {
    lane.Take(std::move(socket), std::move(place));
  } else if (places_.full()) {
    lane.TakeInstead(std::move(socket), places_);
  } else {
    Lane::Refuse(std::move(socket), tls_.get());
  }
}

void Server::Stop() {
  if (!listener_) return;
  listener_->Close();
  const auto give_up = std::chrono::steady_clock::now() + options_.drain_time;
  for (auto& lane : lanes_) lane->Drain();
  if (grpc_) grpc_->Stop(options_.drain_time);
  bool aborted = false;
  while (places_.taken() > 0) {
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
