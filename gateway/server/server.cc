#include "gateway/server/server.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <future>
#include <set>
#include <thread>

#include "gateway/server/response_head.h"
#include "services/common/base/ids.h"
#include "services/common/base/log.h"

namespace waymark::gateway {
namespace {

namespace asio = boost::asio;
using boost::beast::error_code;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr std::chrono::milliseconds kSweepEvery{200};
constexpr std::chrono::milliseconds kAcceptPause{100};

// What a client hears that finds no room. It is written once and not waited for.
std::string FullResponse() {
  const RequestInfo info{.request_id = NewUuid()};
  const Response response = Problem(
      Error(Code::kUnavailable, "TOO_MANY_CONNECTIONS", "too many connections are open; try again"), info);
  std::string text;
  MakeHead(response, {.request_id = info.request_id, .keep_alive = false}, text);
  return text + response.body;
}

}  // namespace

class Server::Lane {
 public:
  Lane(const ServerOptions& options, const Door& door, const Site& site, Metrics& metrics,
       std::atomic<int>& open)
      : upstreams_(options.backends),
        context_{door, site, metrics, upstreams_, options.limits, draining_},
        open_(open),
        sweep_timer_(io_.get_executor()) {}

  asio::io_context& io() { return io_; }

  Awaitable<void> Watch(Identities& identities) { return identities.Watch(upstreams_); }

  void Start() {
    asio::co_spawn(io_, SweepForever(), asio::detached);
    thread_ = std::thread([this] { io_.run(); });
  }

  // On any thread.
  void Take(Socket socket) {
    asio::post(io_, [this, socket = std::move(socket)]() mutable { Serve(std::move(socket)); });
  }
  void Drain() {
    asio::post(io_, [this] {
      draining_ = true;
      for (Connection* connection : connections_) connection->CloseIfIdle();
    });
  }
  void Abort() {
    asio::post(io_, [this] {
      for (Connection* connection : connections_) connection->Abort();
    });
  }
  // When no connection is left.
  void Stop() {
    asio::post(io_, [this] { io_.stop(); });
    thread_.join();
  }

 private:
  void Serve(Socket socket) {
    auto connection = std::make_shared<Connection>(std::move(socket), context_);
    connections_.insert(connection.get());
    context_.metrics.ConnectionOpens();
    asio::co_spawn(io_, connection->Run(), [this, connection](std::exception_ptr) {
      connections_.erase(connection.get());
      context_.metrics.ConnectionCloses();
      --open_;
    });
  }

  Awaitable<void> SweepForever() {
    for (;;) {
      sweep_timer_.expires_after(kSweepEvery);
      co_await sweep_timer_.async_wait(kAwait);
      const auto now = Connection::Clock::now();
      for (Connection* connection : connections_) connection->Sweep(now);
    }
  }

  asio::io_context io_{1};
  asio::executor_work_guard<Executor> work_{io_.get_executor()};
  Upstreams upstreams_;
  bool draining_ = false;
  ConnectionContext context_;
  std::atomic<int>& open_;
  std::set<Connection*> connections_;
  Timer sweep_timer_;
  std::thread thread_;
};

Server::Server(ServerOptions options, const Door& door, const Site& site, Metrics& metrics)
    : options_(std::move(options)), identities_(door.identities()) {
  for (int i = 0; i < options_.threads; ++i) {
    lanes_.push_back(std::make_unique<Lane>(options_, door, site, metrics, open_));
  }
  const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(options_.address),
                                         static_cast<uint16_t>(options_.port));
  acceptor_ = std::make_unique<asio::basic_socket_acceptor<asio::ip::tcp, Executor>>(
      lanes_.front()->io().get_executor(), endpoint);
  port_ = acceptor_->local_endpoint().port();
  asio::co_spawn(lanes_.front()->io(), Accept(), asio::detached);
  asio::co_spawn(lanes_.front()->io(), lanes_.front()->Watch(identities_), asio::detached);
  for (auto& lane : lanes_) lane->Start();
}

Awaitable<void> Server::Accept() {
  for (size_t turn = 0;; ++turn) {
    Lane& lane = *lanes_[turn % lanes_.size()];
    error_code error;
    Socket socket =
        co_await acceptor_->async_accept(lane.io().get_executor(), asio::redirect_error(kAwait, error));
    if (!acceptor_->is_open()) co_return;
    if (error) {
      Log(LogLevel::kWarning, "cannot accept", {{"error", error.message()}});
      Timer pause(lanes_.front()->io().get_executor(), kAcceptPause);
      co_await pause.async_wait(kAwait);
      continue;
    }
    if (++open_ > options_.max_connections) {
      --open_;
      socket.non_blocking(true, error);
      socket.write_some(asio::buffer(FullResponse()), error);
      continue;
    }
    lane.Take(std::move(socket));
  }
}

void Server::Stop() {
  if (!acceptor_) return;
  std::promise<void> closed;
  asio::post(lanes_.front()->io(), [this, &closed] {
    error_code ignored;
    acceptor_->close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();
  const auto give_up = std::chrono::steady_clock::now() + options_.drain_time;
  bool aborted = false;
  while (open_ > 0) {
    const bool late = std::chrono::steady_clock::now() > give_up;
    for (auto& lane : lanes_) late && !aborted ? lane->Abort() : lane->Drain();
    aborted |= late;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  identities_.Stop();
  for (auto& lane : lanes_) lane->Stop();
  acceptor_.reset();
  lanes_.clear();
}

Server::~Server() { Stop(); }

}  // namespace waymark::gateway
