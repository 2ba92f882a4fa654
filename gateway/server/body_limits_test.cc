// What the bodies of requests may take of the gateway's memory.
#include <gtest/gtest.h>

#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/eventually.h"

namespace waymark::gateway {
namespace {

using testing::HttpClient;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

constexpr char kBooks[] = "/v1/libraries/l/books?bookId=1";
constexpr char kPublic[] = "/waymark.library.v1.BookService/GetPublicBook";
constexpr char kNoToken[] = "Content-Type: application/json\r\n";

std::string BodyOf(const std::string& json, size_t length) {
  return json + std::string(length - json.size(), ' ');
}
std::string BookOf(size_t length) { return BodyOf(R"({"title":"t"})", length); }

TEST(BodyLimitsTest, TakeLittleWhereNoCredentialIsAskedFor) {
  TestGateway gateway;
  const auto ask = [&](size_t length) {
    return gateway.Post(kPublic, BodyOf(R"({"name":"public/p/books/1"})", length), kNoToken);
  };
  EXPECT_EQ(ask(kSmallBody).status, 200);
  const auto refused = ask(kSmallBody + 1);
  EXPECT_EQ(refused.status, 413);
  EXPECT_NE(refused.body.find("16384 bytes"), std::string::npos) << refused.body;
  HttpClient chunked(gateway.port());
  chunked.Send("POST " + std::string(kPublic) + " HTTP/1.1\r\nHost: t\r\n" + kNoToken +
               "Transfer-Encoding: chunked\r\n\r\n4001\r\n" + std::string(0x4001, ' '));
  EXPECT_EQ(chunked.Receive().status, 413);
  EXPECT_EQ(gateway.Post(kBooks, BookOf(100'000)).status, 200) << "with a credential";
}

// Of a body that is held while the service works.
TEST(BodyLimitsTest, HoldNoMoreThanThereIsRoomForAllTogether) {
  ServerOptions options;
  options.bodies_bytes = 100'000;
  TestGateway gateway(options);
  const auto status = [&](size_t length) { return gateway.Post(kBooks, BookOf(length)).status; };
  const auto hold = [&](HttpClient& client) {
    const int before = gateway.library().calls();
    const std::string body = BookOf(80'000);
    client.Send("POST /v1/libraries/l/books?bookId=slow HTTP/1.1\r\nHost: t\r\n" +
                std::string(TestGateway::kJson) + "Content-Length: 80000\r\n\r\n" + body);
    while (gateway.library().calls() == before) std::this_thread::sleep_for(1ms);
  };
  // The memory of an answer is free a moment after the client has it.
  const auto soon_taken = [&] { return Eventually([&] { return status(90'000) == 200; }); };
  {
    HttpClient leaving(gateway.port());
    hold(leaving);
    const auto refused = gateway.Post(kBooks, BookOf(50'000));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("retry-after"), "1");
    EXPECT_NE(refused.body.find("OVERLOADED"), std::string::npos) << refused.body;
    EXPECT_EQ(status(kSmallBody), 200) << "a small one";
  }
  EXPECT_TRUE(soon_taken()) << "who has gone holds nothing";
  gateway.library().Release();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(soon_taken()) << "nor who has been answered";
}

}  // namespace
}  // namespace waymark::gateway
