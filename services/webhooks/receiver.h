#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "services/common/base/text.h"

namespace waymark::webhooks {

// What a receiver got.
struct Received {
  std::string head;  // the lines before the body
  std::map<std::string, std::string> headers;
  std::string body;
};

// A receiver of webhooks for tests, on loopback: it answers each request, which has a
// connection and a thread of its own, with the bytes that `answer` gives.
class Receiver {
 public:
  using Answer = std::function<std::string(const Received&)>;

  explicit Receiver(Answer answer) : answer_(std::move(answer)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 64) != 0)
      throw std::runtime_error("a receiver cannot listen");
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }
  ~Receiver() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    for (const int connection : connections_) shutdown(connection, SHUT_RDWR);
    for (std::thread& thread : serving_) thread.join();
    for (const int connection : connections_) close(connection);
  }
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }
  int port() const { return port_; }
  std::vector<Received> received() const {
    const std::lock_guard lock(mutex_);
    return received_;
  }

  // `204 No Content`, or another status, with a body.
  static std::string Status(int status, const std::string& body = "", const std::string& headers = "") {
    return "HTTP/1.1 " + std::to_string(status) + " Status\r\nConnection: close\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

 private:
  void Run() {
    for (;;) {
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) return;
      connections_.push_back(connection);
      serving_.emplace_back([this, connection] {
        Serve(connection);
        shutdown(connection, SHUT_RDWR);
      });
    }
  }

  void Serve(int connection) {
    std::string text;
    size_t end = std::string::npos, wanted = 0;
    Received request;
    while (end == std::string::npos || text.size() < end + 4 + wanted) {
      char bytes[4096];
      const ssize_t count = recv(connection, bytes, sizeof bytes, 0);
      if (count <= 0) return;
      text.append(bytes, static_cast<size_t>(count));
      if (end != std::string::npos || (end = text.find("\r\n\r\n")) == std::string::npos) continue;
      request.head = text.substr(0, end);
      for (const auto line : Split(request.head, '\n')) {
        const size_t colon = line.find(": ");
        if (colon == std::string_view::npos) continue;
        std::string_view value = line.substr(colon + 2);
        if (value.ends_with('\r')) value.remove_suffix(1);
        request.headers[Lower(line.substr(0, colon))] = value;
      }
      wanted = std::stoul(request.headers["content-length"]);
    }
    request.body = text.substr(end + 4);
    const std::string answer = answer_(request);
    {
      const std::lock_guard lock(mutex_);
      received_.push_back(std::move(request));
    }
    for (size_t sent = 0; sent < answer.size();) {
      const ssize_t count = send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<size_t>(count);
    }
  }

  const Answer answer_;
  const int listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Received> received_;
  // Of the thread that accepts, and of the destructor after it.
  std::vector<int> connections_;
  std::vector<std::thread> serving_;
  std::thread thread_;
};

}  // namespace waymark::webhooks
