// What slow, silent and numerous clients may take of the gateway.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "gateway/server/testing/library.h"
#include "services/common/testing/eventually.h"

namespace waymark::gateway {
namespace {

using testing::HttpClient;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

constexpr char kBook[] = "/v1/libraries/l/books/1";
const std::string kAuth = TestGateway::kAuth;

std::vector<std::unique_ptr<HttpClient>> Connect(const TestGateway& gateway, int count) {
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < count; ++i) clients.push_back(std::make_unique<HttpClient>(gateway.port()));
  return clients;
}

std::string Get(const std::string& book, const std::string& auth) {
  return "GET /v1/libraries/l/books/" + book + " HTTP/1.1\r\nHost: t\r\n" + auth + "\r\n";
}

// Whether somebody new is served, which they are as soon as there is room.
bool HasRoomSoon(const TestGateway& gateway) {
  return Eventually([&] { return gateway.Get(kBook).status == 200; });
}

TEST(LimitsTest, TellsEachOfManyConnectionsThatThereIsNoRoom) {
  ServerOptions options;
  options.max_connections = 4;
  TestGateway gateway(options);
  auto served = Connect(gateway, 4);
  for (auto& client : served) client->Send(Get("slow", kAuth));
  while (gateway.library().calls() < 4) std::this_thread::sleep_for(1ms);
  auto others = Connect(gateway, 600);
  for (auto& client : others) {
    EXPECT_EQ(client->Receive().status, 503);
    EXPECT_TRUE(client->IsClosed());
  }
  gateway.library().Release();
  for (auto& client : served) EXPECT_EQ(client->Receive().status, 200);
  served.clear();
  EXPECT_TRUE(HasRoomSoon(gateway));
}

// Who has shown a credential keeps the place; who has not may be shut out.
TEST(LimitsTest, HasRoomForOthersBesideManyThatSayNothing) {
  ServerOptions options;
  options.max_connections = 4;
  TestGateway gateway(options);
  HttpClient known(gateway.port());
  EXPECT_EQ(known.Request("GET", kBook, kAuth).status, 200);
  auto silent = Connect(gateway, 100);
  EXPECT_EQ(gateway.Get(kBook).status, 200);
  EXPECT_EQ(known.Request("GET", kBook, kAuth).status, 200);
  EXPECT_TRUE(silent.front()->IsClosed());
}

// An eighth of the places is kept for an account; the others give way even where somebody is about
// to ask there.
TEST(LimitsTest, HasRoomForOthersBesideAnAccountThatTakesAll) {
  ServerOptions options;
  options.threads = 1;
  options.max_connections = 16;
  TestGateway gateway(options);
  auto served = Connect(gateway, 16);
  for (auto& client : served) EXPECT_EQ(client->Request("GET", kBook, kAuth).status, 200);
  for (auto& client : served) client->Send("GET ");
  auto others = Connect(gateway, 14);
  for (auto& client : others) EXPECT_EQ(client->Request("GET", kBook, TestGateway::kOtherAuth).status, 200);
  for (size_t i = 2; i < 16; ++i) EXPECT_TRUE(served[i]->IsClosed()) << i;
  for (size_t i = 0; i < 2; ++i) {
    served[i]->Send(Get("1", kAuth).substr(4));
    EXPECT_EQ(served[i]->Receive().status, 200) << i;
  }
}

TEST(LimitsTest, MakesRoomByAKnownConnectionAtRestOfTheAccountWithTheMost) {
  ServerOptions options;
  options.threads = 1;
  options.max_connections = 24;
  TestGateway gateway(options);
  HttpClient other(gateway.port());
  EXPECT_EQ(other.Request("GET", kBook, TestGateway::kOtherAuth).status, 200);
  auto two = Connect(gateway, 2);
  for (auto& client : two) EXPECT_EQ(client->Request("GET", kBook, kAuth).status, 200);
  auto busy = Connect(gateway, 21);
  for (auto& client : busy) client->Send(Get("slow", kAuth));
  while (gateway.library().calls() < 24) std::this_thread::sleep_for(1ms);
  HttpClient further(gateway.port());
  EXPECT_EQ(further.Request("GET", kBook, kAuth).status, 200);
  EXPECT_TRUE(two[0]->IsClosed());
  EXPECT_EQ(other.Request("GET", kBook, TestGateway::kOtherAuth).status, 200);
}

TEST(LimitsTest, KeepsNoPlaceForWhoIsKnownNoLonger) {
  ServerOptions options;
  options.threads = 1;
  options.max_connections = 1;
  TestGateway gateway(options);
  HttpClient client(gateway.port());
  EXPECT_EQ(client.Request("GET", kBook, kAuth).status, 200);
  client.Send("GET ");
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(gateway.Get(kBook, TestGateway::kOtherAuth).status, 503);
  client.Send(Get("1", kAuth).substr(4));
  EXPECT_EQ(client.Receive().status, 200);
  gateway.library().doorkeeper().Revoke();
  int status = 200;
  while (status == 200) status = client.Request("GET", kBook, kAuth).status;
  EXPECT_EQ(status, 401);
  client.Send("GET ");
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(gateway.Get(kBook, TestGateway::kOtherAuth).status, 200);
}

TEST(LimitsTest, LeavesPlacesForOthersThanOneAddress) {
  ServerOptions options;
  options.max_connections = 4;
  options.max_connections_of_address = 2;
  TestGateway gateway(options);
  const auto served = Connect(gateway, 2);
  for (auto& client : served) EXPECT_EQ(client->Request("GET", kBook, kAuth).status, 200);
  EXPECT_EQ(gateway.Get(kBook).status, 503);
  HttpClient other(gateway.port(), "127.0.0.2");
  EXPECT_EQ(other.Request("GET", kBook, kAuth).status, 200);
}

// Sends a request that never ends, piece by piece, so that it is never silent.
int StatusOfADrip(const TestGateway& gateway, const std::string& begin, const std::string& piece) {
  HttpClient client(gateway.port());
  client.Send(begin);
  std::atomic<bool> answered = false;
  auto drip = std::async(std::launch::async, [&] {
    while (!answered && client.Send(piece)) std::this_thread::sleep_for(20ms);
  });
  const int status = client.Receive().status;
  answered = true;
  drip.get();
  EXPECT_TRUE(client.IsClosed());
  return status;
}

TEST(LimitsTest, EndsHeadersAndBodiesThatDrip) {
  ServerOptions options;
  options.limits.header_time = 1s;
  options.limits.body_time = 1s;
  TestGateway gateway(options);
  const std::string post =
      "POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\n" + std::string(TestGateway::kJson);
  const auto status = [&](const std::string& begin, const std::string& piece) {
    return std::async(std::launch::async,
                      [&gateway, begin, piece] { return StatusOfADrip(gateway, begin, piece); });
  };
  auto line = status("", "G");
  auto header = status(post, "X: 1\r\n");
  auto body = status(post + "Content-Length: 1000000\r\n\r\n", " ");
  auto chunks = status(post + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n");
  EXPECT_EQ(line.get(), 408);
  EXPECT_EQ(header.get(), 408);
  EXPECT_EQ(body.get(), 408);
  EXPECT_EQ(chunks.get(), 408);
  EXPECT_EQ(gateway.library().calls(), 0);
}

// In pieces that leave the parser nothing to wait for: all that it has is taken.
TEST(LimitsTest, LimitsAHeaderThatComesFieldByField) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send("GET " + std::string(kBook) + " HTTP/1.1\r\nHost: t\r\n" + kAuth + "X");
  for (int i = 0; i < 200; ++i) {
    client.Send(": " + std::string(1'000, 'a') + "\r\nX");
    std::this_thread::sleep_for(1ms);  // for the server to take it alone
  }
  client.Send(": 1\r\n\r\n");
  EXPECT_EQ(client.Receive().status, 431);
  EXPECT_TRUE(client.IsClosed());
  EXPECT_EQ(gateway.library().calls(), 0);
}

TEST(LimitsTest, DropsAClientThatDoesNotReadItsAnswer) {
  ServerOptions options;
  options.max_connections = 1;
  options.limits.write_time = 1s;
  TestGateway gateway(options);
  HttpClient client(gateway.port());
  // More than the sockets hold for it.
  constexpr int kRequests = 20;
  for (int i = 0; i < kRequests; ++i) {
    client.Send("GET /v1/libraries/l/books?pageSize=50000 HTTP/1.1\r\nHost: t\r\n" + kAuth + "\r\n");
  }
  EXPECT_TRUE(HasRoomSoon(gateway));
  int answers = 0;
  while (!client.Receive().body.empty()) ++answers;  // those that came whole
  EXPECT_LT(answers, kRequests);
}

}  // namespace
}  // namespace waymark::gateway
