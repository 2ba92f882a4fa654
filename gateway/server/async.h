#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace waymark::gateway {

namespace asio = boost::asio;

// Everything of a connection runs on one thread with an io_context of its own;
// naming its executor spares the type-erased one.
using Executor = asio::io_context::executor_type;

template <typename T>
using Awaitable = asio::awaitable<T, Executor>;

inline constexpr asio::use_awaitable_t<Executor> kAwait;

using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

// Waits for what `start` begins. It is given a function to be called once, on any
// thread, with the outcome; the coroutine goes on on its own thread.
template <typename T>
Awaitable<T> Outcome(std::function<void(std::function<void(T)>)> start) {
  // Named: gcc 12 destroys a temporary lambda of a co_await expression twice.
  auto initiate = [&start](auto handler) {
    // A std::function can be copied, what it holds must be too.
    const auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    start([resume](T outcome) {
      const auto executor = asio::get_associated_executor(*resume);
      asio::post(executor, [resume = std::move(*resume), outcome = std::move(outcome)]() mutable {
        resume(std::move(outcome));
      });
    });
  };
  co_return co_await asio::async_initiate<decltype(kAwait), void(T)>(initiate, kAwait);
}

}  // namespace waymark::gateway
