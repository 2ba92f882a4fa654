#include "services/access/smtp.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using ::testing::HasSubstr;

// A mail server without TLS, for one connection: takes all that it is sent.
class PlainServer {
 public:
  // On an address of loopback: 127.0.0.1 is known to be one, others are not.
  explicit PlainServer(const char* address) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    inet_pton(AF_INET, address, &at.sin_addr);
    socklen_t size = sizeof at;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(listen(listener_, 1), 0);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    url_ = "smtp://" + std::string(address) + ":" + std::to_string(ntohs(at.sin_port));
    thread_ = std::thread([this] { Talk(); });
  }
  ~PlainServer() {
    if (thread_.joinable()) thread_.join();
    close(listener_);
  }

  const std::string& url() const { return url_; }
  // All that came, once the client has gone.
  const std::string& heard() {
    thread_.join();
    return heard_;
  }

 private:
  void Talk() {
    const int client = accept(listener_, nullptr, nullptr);
    const auto say = [client](std::string_view line) {
      send(client, line.data(), line.size(), MSG_NOSIGNAL);
    };
    say("220 ready\r\n");
    char buffer[4096];
    bool in_message = false;
    for (ssize_t count; (count = recv(client, buffer, sizeof buffer, 0)) > 0;) {
      heard_.append(buffer, static_cast<size_t>(count));
      if (in_message && !heard_.ends_with("\r\n.\r\n")) continue;
      in_message = heard_.ends_with("DATA\r\n");
      say(in_message ? "354 go on\r\n" : "250 good\r\n");
    }
    close(client);
  }

  const int listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string url_, heard_;
  std::thread thread_;  // last: it uses the others
};

MailSettings By(const std::string& server) {
  return {.server = server,
          .from = "waymark@police.example",
          .user = "",
          .password_file = "",
          .authority = "",
          .public_url = ""};
}

TEST(SmtpTest, AMessageReachesItsReaderAndADotDoesNotEndIt) {
  PlainServer server("127.0.0.1");
  SendBySmtp(By(server.url()), "arta@asp.example", "Subject: x\r\n\r\n.\r\nQUIT\r\n");
  const std::string heard = server.heard();
  EXPECT_THAT(heard, HasSubstr("EHLO police.example\r\n"));
  EXPECT_THAT(heard, HasSubstr("MAIL FROM:<waymark@police.example>"));
  EXPECT_THAT(heard, HasSubstr("RCPT TO:<arta@asp.example>\r\n"));
  EXPECT_THAT(heard, HasSubstr("\r\n\r\n..\r\nQUIT\r\n.\r\n"));
}

TEST(SmtpTest, NothingIsSentWithoutTlsToWhatMayBeAnotherMachine) {
  PlainServer server("127.0.0.2");
  EXPECT_THROW(SendBySmtp(By(server.url()), "arta@asp.example", "Subject: x\r\n\r\nsecret\r\n"), Error);
  EXPECT_EQ(server.heard(), "EHLO police.example\r\n");
}

}  // namespace
}  // namespace waymark::access
