#include "tests/bench/grpc_connection.h"

#include <nghttp2/nghttp2.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "services/common/authorization/caller.h"
#include "services/common/base/ids.h"

namespace waymark::bench {
namespace {

constexpr std::string_view kUnix = "unix:";

int Connect(const std::string& address) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string path = address.substr(std::min(kUnix.size(), address.size()));
  if (!address.starts_with(kUnix) || path.size() >= sizeof(name.sun_path))
    throw std::runtime_error("no Unix socket: " + address);
  std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) != 0)
    throw std::runtime_error("nobody listens at " + path);
  return socket;
}

std::string_view View(const uint8_t* bytes, size_t length) {
  return {reinterpret_cast<const char*>(bytes), length};
}

}  // namespace

struct GrpcConnection::State {
  int socket = -1;
  nghttp2_session* session = nullptr;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // of the call: what has yet to be sent of it
  bool answered = false;
  bool ok = false;
};

GrpcConnection::GrpcConnection(const std::string& address, const std::string& method,
                               const std::string& caller)
    : state_(std::make_unique<State>()) {
  state_->socket = Connect(address);
  state_->headers = {{":method", "POST"},     {":scheme", "http"},
                     {":path", method},       {":authority", "localhost"},
                     {"te", "trailers"},      {"content-type", "application/grpc"},
                     {"grpc-timeout", "10S"}, {authorization::kCallerMetadata, Base64(caller)}};
  nghttp2_session_callbacks* callbacks = nullptr;
  nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_header_callback(
      callbacks, [](nghttp2_session*, const nghttp2_frame*, const uint8_t* name, size_t name_length,
                    const uint8_t* value, size_t value_length, uint8_t, void* state) {
        if (View(name, name_length) == "grpc-status")
          static_cast<State*>(state)->ok = View(value, value_length) == "0";
        return 0;
      });
  nghttp2_session_callbacks_set_on_stream_close_callback(
      callbacks, [](nghttp2_session*, int32_t, uint32_t, void* state) {
        static_cast<State*>(state)->answered = true;
        return 0;
      });
  nghttp2_session_client_new(&state_->session, callbacks, state_.get());
  nghttp2_session_callbacks_del(callbacks);
  nghttp2_submit_settings(state_->session, NGHTTP2_FLAG_NONE, nullptr, 0);
}

GrpcConnection::~GrpcConnection() {
  nghttp2_session_del(state_->session);
  close(state_->socket);
}

int GrpcConnection::socket() const { return state_->socket; }

bool GrpcConnection::ok() const { return state_->ok; }

void GrpcConnection::Call(const std::string& message) {
  State& state = *state_;
  state.answered = state.ok = false;
  // Not compressed, and how long it is (four bytes, the highest first).
  state.body.assign(1, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) state.body += static_cast<char>(message.size() >> shift);
  state.body += message;
  std::vector<nghttp2_nv> headers;
  for (auto& [name, value] : state.headers) {
    headers.push_back({reinterpret_cast<uint8_t*>(name.data()), reinterpret_cast<uint8_t*>(value.data()),
                       name.size(), value.size(),
                       NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE});
  }
  const nghttp2_data_provider body{
      .source = {},
      .read_callback = [](nghttp2_session*, int32_t, uint8_t* to, size_t room, uint32_t* flags,
                          nghttp2_data_source*, void* user) -> ssize_t {
        std::string& left = static_cast<State*>(user)->body;
        const size_t length = std::min(room, left.size());
        std::memcpy(to, left.data(), length);
        left.erase(0, length);
        if (left.empty()) *flags |= NGHTTP2_DATA_FLAG_EOF;
        return static_cast<ssize_t>(length);
      }};
  nghttp2_submit_request(state.session, nullptr, headers.data(), headers.size(), &body, nullptr);
  Send();
}

void GrpcConnection::Send() {
  std::string out;
  const uint8_t* bytes = nullptr;
  for (ssize_t length = 0; (length = nghttp2_session_mem_send(state_->session, &bytes)) > 0;)
    out += View(bytes, static_cast<size_t>(length));
  // Little is sent at a time, so the socket takes it whole.
  if (!out.empty() && send(state_->socket, out.data(), out.size(), MSG_NOSIGNAL) != ssize_t(out.size()))
    throw std::runtime_error("cannot send");
}

bool GrpcConnection::Receive() {
  std::array<uint8_t, 16384> bytes;
  const ssize_t length = recv(state_->socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (length < 0 && errno == EAGAIN) return false;
  if (length <= 0 ||
      nghttp2_session_mem_recv(state_->session, bytes.data(), static_cast<size_t>(length)) != length)
    throw std::runtime_error("the connection ended");
  // What HTTP/2 owes the server: answers to its pings, room for more.
  if (!state_->answered) Send();
  return state_->answered;
}

}  // namespace waymark::bench
