// The gateway as an HTTP server: what it takes, refuses and limits. Real sockets,
// a real gRPC service behind it.
#include "gateway/server/server.h"

#include <gmock/gmock.h>

#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/eventually.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using testing::HttpClient;
using testing::HttpResponse;
using ::testing::Not;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

constexpr char kBook[] = "/v1/libraries/l/books/1";

std::string Reason(const HttpResponse& response) {
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  return json.is_object() && json.contains("reason") ? json["reason"].get<std::string>() : response.body;
}

std::string GetRequest(std::string_view path, std::string_view headers = TestGateway::kAuth) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(headers) + "\r\n";
}

TEST(ServerTest, LetsNobodyInWithoutTheToken) {
  TestGateway gateway;
  for (const char* path : {kBook, "/nothing", "/", "/waymark.library.v1.BookService/GetBook", "/v1/%zz"}) {
    for (const char* headers : {"", "Authorization: Bearer wrong\r\n", "Authorization: Bearer \r\n",
                                "Authorization: Basic YTpi\r\n", "Authorization: a-token-for-tests-only\r\n",
                                "Authorization: Bearer a-token-for-tests-onlyy\r\n"}) {
      const auto response = gateway.Get(path, headers);
      EXPECT_EQ(response.status, 401) << path << " " << headers;
      EXPECT_THAT(response.headers.at("www-authenticate"), HasSubstr("Bearer"));
      EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    }
  }
  EXPECT_EQ(gateway.library().calls(), 0);
  EXPECT_EQ(gateway.Get(kBook, "Authorization: bearer a-token-for-tests-only\r\n").status, 200);
}

TEST(ServerTest, AnswersHealthAndPagesWithoutTheToken) {
  TestGateway gateway;
  EXPECT_EQ(gateway.Get("/healthz", "").status, 200);
  EXPECT_EQ(gateway.Get("/readyz", "").status, 200);
  EXPECT_EQ(gateway.Get("/healthz?x=1", "").status, 200);
  const auto docs = gateway.Get("/docs", "");
  EXPECT_EQ(docs.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(docs.headers.at("content-security-policy"), HasSubstr("style-src 'self'"));
  EXPECT_EQ(gateway.Post("/healthz", "{}", "").status, 405);
}

TEST(ServerTest, IsReadyWhenTheServicesAre) {
  TestGateway gateway;
  gateway.library().Stop();
  const auto response = gateway.Get("/readyz", "");
  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(response.body, HasSubstr("\"missing\":[\"access\",\"library\"]"));
  EXPECT_EQ(gateway.Get("/healthz", "").status, 200);
  gateway.library().Start();
  EXPECT_TRUE(Eventually([&] { return gateway.Get("/readyz", "").status == 200; }));
}

// Who asks without a pause asks the gateway alone.
TEST(ServerTest, KeepsForASecondWhetherItIsReady) {
  ServerOptions options;
  options.threads = 1;
  TestGateway gateway(options);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(gateway.Get("/readyz", "").status, 200);
  gateway.library().Stop();
  EXPECT_TRUE(gateway.Get("/readyz", "").status == 200 || std::chrono::steady_clock::now() - begin >= 1s);
  EXPECT_TRUE(Eventually([&] { return gateway.Get("/readyz", "").status == 503; }));
}

TEST(ServerTest, ShowsMetricsToThisMachineOnly) {
  TestGateway gateway;
  gateway.Get(kBook);
  const auto metrics = gateway.Get("/metrics", "");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_THAT(metrics.body, HasSubstr("route=\"/v1/{name=libraries/*/books/*}\",status=\"200\"} 1"));
  EXPECT_EQ(gateway.Get("/metrics", "X-Forwarded-For: 10.0.0.1\r\n").status, 401);
}

TEST(ServerTest, SendsTheHeadersThatMakeBrowsersCareful) {
  TestGateway gateway;
  const auto response = gateway.Get(kBook);
  EXPECT_EQ(response.headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.headers.at("cache-control"), "no-store");
  EXPECT_EQ(response.headers.at("content-security-policy"),
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  EXPECT_EQ(response.headers.at("referrer-policy"), "no-referrer");
  EXPECT_EQ(response.headers.count("access-control-allow-origin"), 0u);
  EXPECT_TRUE(response.headers.count("date"));
}

TEST(ServerTest, EchoesARequestIdThatIsOne) {
  TestGateway gateway;
  const std::string auth = TestGateway::kAuth;
  EXPECT_EQ(gateway.Get(kBook, auth + "X-Request-Id: abc-1.2_3\r\n").headers.at("x-request-id"), "abc-1.2_3");
  EXPECT_EQ(gateway.Get(kBook, auth + "X-Request-Id: a b<c>\r\n").headers.at("x-request-id").size(), 36u);
  EXPECT_EQ(gateway.Get(kBook, auth).headers.at("x-request-id").size(), 36u);
}

TEST(ServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send(GetRequest("/v1/libraries/l/books/1") + GetRequest("/v1/libraries/l/books/2") +
              GetRequest("/v1/libraries/l/books/missing"));
  EXPECT_THAT(client.Receive().body, HasSubstr("books/1"));
  EXPECT_THAT(client.Receive().body, HasSubstr("books/2"));
  EXPECT_EQ(client.Receive().status, 404);
  EXPECT_EQ(client.Request("GET", kBook, TestGateway::kAuth).status, 200);
}

TEST(ServerTest, TakesARequestThatComesByteByByte) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  const std::string body = R"({"title":"T"})";
  const std::string request = "POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\n" +
                              std::string(TestGateway::kJson) +
                              "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  for (const char c : request) {
    client.Send({&c, 1});
    std::this_thread::sleep_for(100us);
  }
  EXPECT_EQ(client.Receive().status, 200);
}

TEST(ServerTest, TakesChunkedBodies) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send("POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" +
              std::string(TestGateway::kJson) + "\r\n4\r\n{\"ti\r\n9\r\ntle\":\"T\"}\r\n0\r\n\r\n" +
              GetRequest(kBook));
  EXPECT_THAT(client.Receive().body, HasSubstr("\"title\":\"T\""));
  EXPECT_EQ(client.Receive().status, 200);
}

TEST(ServerTest, SpeaksHttp10) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send("GET " + std::string(kBook) + " HTTP/1.0\r\n" + TestGateway::kAuth + "\r\n");
  EXPECT_EQ(client.Receive().status, 200);
  EXPECT_TRUE(client.IsClosed());
  HttpClient kept(gateway.port());
  kept.Send("GET " + std::string(kBook) + " HTTP/1.0\r\nConnection: keep-alive\r\n" + TestGateway::kAuth +
            "\r\n");
  EXPECT_EQ(kept.Receive().headers.at("connection"), "keep-alive");
}

TEST(ServerTest, ClosesWhenAsked) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  EXPECT_EQ(client.Request("GET", kBook, std::string(TestGateway::kAuth) + "Connection: close\r\n").status,
            200);
  EXPECT_TRUE(client.IsClosed());
}

TEST(ServerTest, AnswersHeadWithoutABodyAndOptionsWithTheMethods) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  const auto head = client.Request("HEAD", kBook, TestGateway::kAuth);
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.headers.at("content-length"), "0");
  const auto options = client.Request("OPTIONS", kBook, TestGateway::kAuth);
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.at("allow"), "DELETE, GET, PATCH, HEAD, OPTIONS");
}

TEST(ServerTest, TakesAnAbsoluteTarget) {
  TestGateway gateway;
  EXPECT_EQ(gateway.Get("http://test" + std::string(kBook)).status, 200);
}

// Payloads that other parsers read otherwise: refused, and the connection ends.
class MalformedTest : public ::testing::TestWithParam<std::pair<const char*, int>> {};

TEST_P(MalformedTest, IsRefusedAndTheConnectionEnds) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  std::string text = GetParam().first;
  for (size_t at; (at = text.find("AUTH")) != std::string::npos;) text.replace(at, 4, TestGateway::kJson);
  client.Send(text);
  const auto response = client.Receive();
  EXPECT_EQ(response.status, GetParam().second) << text << "\n" << response.body;
  EXPECT_TRUE(client.IsClosed()) << text;
  EXPECT_EQ(gateway.library().calls(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, MalformedTest,
    ::testing::Values(
        std::pair("nonsense\r\n\r\n", 400), std::pair("GET / HTTP/2.0\r\nHost: t\r\n\r\n", 505),
        std::pair("GET / HTTP/1.2\r\nHost: t\r\nAUTH\r\n", 505),
        std::pair("GET  / HTTP/1.1\r\nHost: t\r\n\r\n", 400), std::pair("GET /\r\n\r\n", 400),
        std::pair("GET /v1/libraries/l/books/1 HTTP/1.1\r\nAUTH\r\n", 400),
        std::pair("GET / HTTP/1.1\r\nHost: t\r\nHost: u\r\nAUTH\r\n", 400),
        std::pair("GET / HTTP/1.1\r\nHost: t\r\nBad Name: x\r\n\r\n", 400),
        std::pair("GET / HTTP/1.1\r\nHost : t\r\n\r\n", 400), std::pair("GET / HTTP/1.1\r\n: t\r\n\r\n", 400),
        std::pair("GET /a\x01 HTTP/1.1\r\nHost: t\r\n\r\n", 400),
        std::pair("BREW / HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAUTH\r\n", 501),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: +5\r\nAUTH\r\n{}   ", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 0x5\r\nAUTH\r\n{}   ", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5,6\r\nAUTH\r\n{}   ", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\nAUTH\r\n", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999999\r\nAUTH\r\n", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nContent-Length: 6\r\nAUTH\r\n{}   ",
                  400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nTransfer-Encoding: "
                  "chunked\r\nAUTH\r\n0\r\n\r\n",
                  400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip, chunked\r\nAUTH\r\n0\r\n\r\n", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: xchunked\r\nAUTH\r\n0\r\n\r\n", 400),
        std::pair("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nAUTH\r\n0\r\n\r\n", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nAUTH\r\nzz\r\n", 400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nAUTH\r\nfffffffffffffffff\r\n",
                  400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nAUTH\r\n2\r\n{}XX0\r\n\r\n",
                  400),
        std::pair("POST / HTTP/1.1\r\nHost: t\r\nExpect: more\r\nContent-Length: 2\r\nAUTH\r\n{}", 417)));

TEST(ServerTest, LimitsTheBody) {
  ServerOptions options;
  options.limits.body_bytes = 1000;
  TestGateway gateway(options);
  const std::string body = R"({"title":")" + std::string(980, 'a') + R"("})";
  EXPECT_EQ(gateway.Post("/v1/libraries/l/books", body.substr(0, 980) + "\"}").status, 200);
  const auto response = gateway.Post("/v1/libraries/l/books", body + std::string(100'000, ' '));
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(Reason(response), "BODY_TOO_LARGE");
  HttpClient chunked(gateway.port());
  chunked.Send("POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" +
               std::string(TestGateway::kJson) + "\r\n");
  for (int i = 0; i < 11; ++i) chunked.Send("64\r\n" + std::string(100, ' ') + "\r\n");
  EXPECT_EQ(chunked.Receive().status, 413);
}

TEST(ServerTest, LooksAtTheTokenBeforeItTakesABody) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send("POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
  EXPECT_EQ(client.Receive().status, 401);
  EXPECT_TRUE(client.IsClosed());
}

TEST(ServerTest, AsksForABodyThatWaitsToBeAskedFor) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send(
      "POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" +
      std::string(TestGateway::kJson) + "\r\n");
  EXPECT_EQ(client.Receive().status, 100);
  client.Send("{}");
  EXPECT_EQ(client.Receive().status, 200);
}

TEST(ServerTest, LimitsTheHeader) {
  TestGateway gateway;
  EXPECT_EQ(gateway.Get(kBook, "X: " + std::string(20'000, 'a') + "\r\n").status, 431);
  EXPECT_EQ(gateway.Get("/" + std::string(20'000, 'a')).status, 431);
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X" + std::to_string(i) + ": 1\r\n";
  EXPECT_EQ(gateway.Get(kBook, many).status, 431);
}

TEST(ServerTest, LimitsTheConnections) {
  ServerOptions options;
  options.max_connections = 2;
  TestGateway gateway(options);
  HttpClient first(gateway.port()), second(gateway.port());
  // At work: at rest one would make room.
  for (HttpClient* client : {&first, &second}) {
    client->Send("GET /v1/libraries/l/books/slow HTTP/1.1\r\nHost: t\r\n" + std::string(TestGateway::kAuth) +
                 "\r\n");
  }
  while (gateway.library().calls() < 2) std::this_thread::sleep_for(1ms);
  HttpClient third(gateway.port());
  const auto refused = third.Receive();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  EXPECT_TRUE(third.IsClosed());
  first.Close();
  EXPECT_TRUE(Eventually([&] { return gateway.Get(kBook).status == 200; }));
}

TEST(ServerTest, EndsConnectionsThatAreTooSlow) {
  ServerOptions options;
  options.limits.header_time = 1s;
  options.limits.body_time = 1s;
  options.limits.idle_time = 1s;
  TestGateway gateway(options);
  HttpClient silent(gateway.port()), header(gateway.port()), body(gateway.port()), idle(gateway.port());
  header.Send("GET /v1");
  body.Send("POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n" +
            std::string(TestGateway::kJson) + "\r\n{");
  EXPECT_EQ(idle.Request("GET", kBook, TestGateway::kAuth).status, 200);
  EXPECT_EQ(header.Receive().status, 408);
  EXPECT_EQ(body.Receive().status, 408);
  EXPECT_TRUE(silent.IsClosed());
  EXPECT_TRUE(idle.IsClosed());
}

TEST(ServerTest, CancelsTheCallOfAClientThatLeaves) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send(GetRequest("/v1/libraries/l/books/slow"));
  while (gateway.library().calls() == 0) std::this_thread::sleep_for(10ms);
  client.Close();
  EXPECT_TRUE(Eventually([&] { return gateway.library().cancelled() == 1; }));
}

TEST(ServerTest, FinishesWhatIsUnderWayWhenItStops) {
  TestGateway gateway;
  HttpClient busy(gateway.port()), idle(gateway.port());
  EXPECT_EQ(idle.Request("GET", kBook, TestGateway::kAuth).status, 200);
  busy.Send(GetRequest("/v1/libraries/l/books/slow"));
  while (gateway.library().calls() < 2) std::this_thread::sleep_for(10ms);
  auto stopped = std::async(std::launch::async, [&] { gateway.server().Stop(); });
  EXPECT_TRUE(idle.IsClosed());
  gateway.library().Release();
  const auto response = busy.Receive();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.at("connection"), "close");
  stopped.get();
  EXPECT_THROW(HttpClient(gateway.port()), std::runtime_error);
}

TEST(ServerTest, GivesUpOnWhatTakesTooLongWhenItStops) {
  ServerOptions options;
  options.drain_time = 1s;
  TestGateway gateway(options);
  HttpClient busy(gateway.port());
  busy.Send(GetRequest("/v1/libraries/l/books/slow"));
  while (gateway.library().calls() == 0) std::this_thread::sleep_for(10ms);
  gateway.server().Stop();
  // Whoever is waited for is answered.
  EXPECT_EQ(busy.Receive().status, 0);
}

TEST(ServerTest, ServesManyConnectionsAtOnce) {
  TestGateway gateway;
  std::vector<std::future<int>> clients;
  for (int i = 0; i < 16; ++i) {
    clients.push_back(std::async(std::launch::async, [&] {
      HttpClient client(gateway.port());
      int good = 0;
      for (int k = 0; k < 50; ++k) {
        const std::string path = "/v1/libraries/l/books/" + std::to_string(k);
        const auto response = client.Request("GET", path, TestGateway::kAuth);
        good += response.status == 200 && response.body.find(path.substr(4)) != std::string::npos;
      }
      return good;
    }));
  }
  for (auto& client : clients) EXPECT_EQ(client.get(), 50);
}

}  // namespace
}  // namespace waymark::gateway
