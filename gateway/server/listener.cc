#include "gateway/server/listener.h"

#include <boost/asio/redirect_error.hpp>
#include <future>

#include "services/common/base/log.h"

namespace waymark::gateway {
namespace {

constexpr std::chrono::milliseconds kAcceptPause{100};

}  // namespace

Listener::Listener(Executor executor, const std::string& address, int port) try
    : executor_(executor),
      acceptor_(executor, {asio::ip::make_address(address), static_cast<uint16_t>(port)}),
      port_(acceptor_.local_endpoint().port()) {
} catch (const boost::system::system_error& error) {
  throw std::runtime_error("cannot listen at " + address + ", port " + std::to_string(port) + ": " +
                           error.code().message());
}

Awaitable<void> Listener::Run(std::function<Executor()> next, std::function<void(Socket)> take) {
  for (;;) {
    error_code error;
    Socket socket = co_await acceptor_.async_accept(next(), asio::redirect_error(kAwait, error));
    if (!acceptor_.is_open()) co_return;
    if (!error) {
      take(std::move(socket));
      continue;
    }
    Log(LogLevel::kWarning, "cannot accept", {{"error", error.message()}});
    Timer pause(executor_, kAcceptPause);
    co_await pause.async_wait(kAwait);
  }
}

void Listener::Close() {
  std::promise<void> closed;
  asio::post(executor_, [this, &closed] {
    error_code ignored;
    acceptor_.close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();
}

}  // namespace waymark::gateway
