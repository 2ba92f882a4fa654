#include "tests/bench/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <stdexcept>

namespace waymark::bench {
namespace {

// Less than the gateway takes by its default, so that others find a place, too.
constexpr size_t kConnections = 900;
// The gateway takes 512 from one address.
constexpr size_t kOfAddress = 300;
constexpr int kEvents = 256;

constexpr auto kJustBegun = std::chrono::milliseconds(100);

sockaddr_in AddressOf(uint32_t host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(host);
  return address;
}

bool HasField(std::string_view head, std::string_view name) {
  return head.find(std::string(name) + ": ") != std::string_view::npos;
}

size_t LengthOf(std::string_view head) {
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const size_t at = head.find(kName);
  size_t length = 0;
  if (at != std::string_view::npos)
    std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  return length;
}

}  // namespace

struct Crowd::Connection {
  size_t number;
  int socket = -1;
  bool busy = false;
  Clock::time_point due = {};
  std::string_view kind = {};
  std::string out = {}, in = {};
};

int Second::GoodCount() const {
  return std::accumulate(good.begin(), good.end(), 0,
                         [](int sum, const auto& kind) { return sum + kind.second; });
}

Crowd::Crowd(int port, std::function<Draft()> draft)
    : port_(port), draft_(std::move(draft)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  for (size_t i = 0; i < kConnections; ++i) {
    connections_.push_back(std::make_unique<Connection>(Connection{.number = i}));
    free_.push_back(connections_.back().get());
  }
}

Crowd::~Crowd() {
  for (auto& connection : connections_) Close(*connection);
  close(epoll_);
}

void Crowd::Saturate(size_t clients, std::chrono::seconds time) {
  Until(Clock::now() + time, [&](Clock::time_point now) {
    while (busy_ < clients) Send(now);
  });
  Settle();
}

void Crowd::Offer(int rate, std::chrono::seconds time) {
  const auto begin = NextSecond();
  int64_t sent = 0;
  Until(begin + time, [&](Clock::time_point now) {
    for (;; ++sent) {
      const auto due = begin + std::chrono::nanoseconds(std::chrono::seconds(1)) * sent / rate;
      if (due > now) return;
      Send(due);
    }
  });
}

void Crowd::Settle() {
  while (busy_ > 0) Poll();
}

void Crowd::Until(Clock::time_point end, const std::function<void(Clock::time_point)>& step) {
  for (auto now = Clock::now(); now < end; now = Clock::now()) {
    step(now);
    Poll();
  }
}

// One that has just begun will do: else there would be a second without requests between two
// rates.
Crowd::Clock::time_point Crowd::NextSecond() const {
  return begin_ + std::chrono::ceil<std::chrono::seconds>(Clock::now() - kJustBegun - begin_);
}

Second& Crowd::SecondOf(Clock::time_point due) {
  const auto index = static_cast<size_t>(std::chrono::floor<std::chrono::seconds>(due - begin_).count());
  if (seconds_.size() <= index) seconds_.resize(index + 1);
  return seconds_[index];
}

void Crowd::Send(Clock::time_point due) {
  Second& second = SecondOf(due);
  ++second.offered;
  if (free_.empty()) {
    ++second.unsent;
    return;
  }
  Connection& connection = *free_.back();
  free_.pop_back();
  Draft draft = draft_();
  connection.busy = true;
  connection.due = due;
  connection.kind = draft.kind;
  connection.out = std::move(draft.text);
  connection.in.clear();
  ++busy_;
  if (connection.socket < 0) return Open(connection);
  Write(connection);
}

void Crowd::Open(Connection& connection) {
  connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (connection.socket < 0) throw std::runtime_error("no socket is left");
  const int on = 1;
  setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  const auto from = AddressOf(INADDR_LOOPBACK + 1 + static_cast<uint32_t>(connection.number / kOfAddress), 0);
  bind(connection.socket, reinterpret_cast<const sockaddr*>(&from), sizeof(from));
  const auto to = AddressOf(INADDR_LOOPBACK, port_);
  // What comes of it shows when it can be written to.
  connect(connection.socket, reinterpret_cast<const sockaddr*>(&to), sizeof(to));
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &connection}};
  epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
}

void Crowd::Close(Connection& connection) {
  if (connection.socket >= 0) close(connection.socket);
  connection.socket = -1;
}

void Crowd::Poll() {
  std::array<epoll_event, kEvents> events;
  const int count = epoll_wait(epoll_, events.data(), kEvents, /*timeout ms=*/1);
  for (int i = 0; i < count; ++i) {
    auto& connection = *static_cast<Connection*>(events[static_cast<size_t>(i)].data.ptr);
    if (connection.socket >= 0) Write(connection);
    if (connection.socket >= 0) Read(connection);
  }
}

void Crowd::Write(Connection& connection) {
  while (!connection.out.empty()) {
    const ssize_t sent = send(connection.socket, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
    // What is wrong shows when it is read.
    if (sent <= 0) return;
    connection.out.erase(0, static_cast<size_t>(sent));
  }
}

void Crowd::Read(Connection& connection) {
  std::array<char, 65536> bytes;
  for (;;) {
    const ssize_t got = recv(connection.socket, bytes.data(), bytes.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (got <= 0) {
      Close(connection);
      if (connection.busy) Answered(connection, 0, false);
      return;
    }
    connection.in.append(bytes.data(), static_cast<size_t>(got));
    const size_t end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const std::string_view head(connection.in.data(), end);
    if (connection.in.size() < end + 4 + LengthOf(head)) continue;
    int status = 0;
    std::from_chars(head.data() + head.find(' ') + 1, head.data() + head.size(), status);
    if (HasField(head, "\r\nConnection: close")) Close(connection);
    Answered(connection, status, HasField(head, "\r\nRetry-After"));
    if (connection.socket < 0) return;
  }
}

void Crowd::Answered(Connection& connection, int status, bool retry_after) {
  // An answer that nobody asked for: the gateway says why it closes.
  if (!connection.busy) return;
  const auto took = Clock::now() - connection.due;
  Second& second = SecondOf(connection.due);
  if (status < 200 || status >= 300) {
    ++second.others[status];
    if ((status == 429 || status == 503) && !retry_after) ++second.without_retry_after;
  } else if (took > kPatience) {
    ++second.late;
  } else {
    ++second.good[connection.kind];
    second.millis.push_back(std::chrono::duration<double, std::milli>(took).count());
  }
  connection.busy = false;
  connection.in.clear();
  --busy_;
  free_.push_back(&connection);
}

}  // namespace waymark::bench
