// How often somebody may come through the door. The clock of the rates stands
// until a test moves it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/eventually.h"
#include "services/common/testing/fake_clock.h"

namespace waymark::gateway {
namespace {

using testing::HttpResponse;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

constexpr char kBook[] = "/v1/libraries/l/books/1";
constexpr char kPublic[] = "/v1/public/l/books/1";
constexpr char kWrong[] = "Authorization: Bearer wrong\r\n";

std::string Reason(const HttpResponse& response) {
  return nlohmann::json::parse(response.body).value("reason", "");
}

class RatesTest : public ::testing::Test {
 protected:
  DoorOptions Options() {
    DoorOptions options;
    options.clock = &clock_;
    return options;
  }
  static void ExpectRefused(const HttpResponse& response, const std::string& seconds) {
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(response.headers.at("retry-after"), seconds);
    EXPECT_EQ(Reason(response), "RATE_LIMITED");
  }
  // Until the gateway hears of changes, it remembers nobody.
  static void AwaitThatItRemembers(TestGateway& gateway) {
    ASSERT_TRUE(Eventually([&] {
      const int before = gateway.library().doorkeeper().asked();
      EXPECT_EQ(gateway.Get(kBook).status, 200);
      return gateway.library().doorkeeper().asked() == before;
    }));
  }

  // The address that the service is told of a request with these headers.
  static std::string AddressTold(const TestGateway& gateway, const std::string& headers) {
    const auto response = gateway.Get(kBook, TestGateway::kAuth + headers);
    return nlohmann::json::parse(response.body)["notes"].value("x-waymark-address", "");
  }

  waymark::testing::FakeClock clock_;
};

TEST_F(RatesTest, LimitsGuessesOfAnAddressAndDoesNotAskAboutFurtherOnes) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 3};
  TestGateway gateway({}, options);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(gateway.Get(kBook, kWrong).status, 401);
  const int asked = gateway.library().doorkeeper().asked();
  ExpectRefused(gateway.Get(kBook, kWrong), "1");
  ExpectRefused(gateway.Get(kBook, "Authorization: Bearer another\r\n"), "1");
  ExpectRefused(gateway.Get(kBook, "Cookie: __Host-session=wrong\r\n"), "1");
  EXPECT_EQ(gateway.library().doorkeeper().asked(), asked);
  clock_.Advance(1s);
  EXPECT_EQ(gateway.Get(kBook, kWrong).status, 401);
}

TEST_F(RatesTest, LetsThoseInWhoAreKnownWhileOthersGuess) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 3};
  TestGateway gateway({}, options);
  AwaitThatItRemembers(gateway);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(gateway.Get(kBook, kWrong).status, 401);
  EXPECT_EQ(gateway.Get(kBook, kWrong).status, 429);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(gateway.Get(kBook).status, 200);
}

TEST_F(RatesTest, ChargesNothingForCredentialsThatHold) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 1};
  TestGateway gateway({}, options);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(gateway.Get(kBook).status, 200);
  EXPECT_EQ(gateway.Get(kBook, kWrong).status, 401);
}

TEST_F(RatesTest, LimitsPagesAndReadinessAsWhatNeedsNoCredential) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 2};
  TestGateway gateway({}, options);
  EXPECT_EQ(gateway.Get("/docs", "").status, 200);
  EXPECT_EQ(gateway.Get("/readyz", "").status, 200);
  ExpectRefused(gateway.Get("/readyz", ""), "1");
  ExpectRefused(gateway.Get("/docs", ""), "1");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(gateway.Get("/healthz", "").status, 200);
}

TEST_F(RatesTest, LimitsWhatNeedsNoCredential) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 2};
  TestGateway gateway({}, options);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(gateway.Get(kPublic, "").status, 200);
  ExpectRefused(gateway.Get(kPublic, ""), "1");
  // Nor does a credential help: it is not looked at.
  ExpectRefused(gateway.Get(kPublic), "1");
  EXPECT_EQ(gateway.library().calls(), 2);
}

// A flood of sign-ins has many addresses.
TEST_F(RatesTest, LimitsWhatNeedsNoCredentialOfAllAddressesTogether) {
  DoorOptions options = Options();
  options.open_rate = {.per_second = 1, .burst = 2};
  TestGateway gateway({}, options);
  for (int i = 1; i <= 2; ++i) {
    testing::HttpClient client(gateway.port(), "127.0.0." + std::to_string(i));
    EXPECT_EQ(client.Request("GET", kPublic).status, 200);
  }
  testing::HttpClient another(gateway.port(), "127.0.0.3");
  ExpectRefused(another.Request("GET", kPublic), "1");
  EXPECT_EQ(gateway.Get(kBook).status, 200);
}

TEST_F(RatesTest, ARefusalIsInTheLogWithItsAddress) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 1};
  ::testing::internal::CaptureStderr();
  {
    TestGateway gateway({}, options);
    EXPECT_EQ(gateway.Get(kBook, kWrong).status, 401);
    ExpectRefused(gateway.Get(kBook, kWrong), "1");
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  for (const std::string status : {"401", "429"})
    EXPECT_THAT(log, ::testing::ContainsRegex("\"status\":" + status + "[^\n]*\"address\":\"127.0.0.1\""));
}

TEST_F(RatesTest, LimitsAnAccountAndSaysHowLongToWait) {
  DoorOptions options = Options();
  options.account_rate = {.per_second = 2, .burst = 3};
  TestGateway gateway({}, options);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(gateway.Get(kBook).status, 200);
  ExpectRefused(gateway.Get(kBook), "1");
  // By whatever credential.
  ExpectRefused(gateway.Get(kBook, "Cookie: __Host-session=a-session-for-tests-only\r\n"), "1");
  clock_.Advance(500ms);
  EXPECT_EQ(gateway.Get(kBook).status, 200);
  EXPECT_EQ(gateway.library().calls(), 4);
}

TEST_F(RatesTest, LimitsATokenAndNotTheAccountsOtherCredentials) {
  DoorOptions options = Options();
  options.token_rate = {.per_second = 2, .burst = 3};
  TestGateway gateway({}, options);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(gateway.Get(kBook).status, 200);
  ExpectRefused(gateway.Get(kBook), "1");
  EXPECT_EQ(gateway.Get(kBook, "Cookie: __Host-session=a-session-for-tests-only\r\n").status, 200);
  clock_.Advance(500ms);
  EXPECT_EQ(gateway.Get(kBook).status, 200);
  EXPECT_EQ(gateway.library().calls(), 5);
}

TEST_F(RatesTest, CountsForTheAddressThatATrustedProxyNamesAndNoOther) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 2};
  options.proxies = TrustedProxies("127.0.0.1", "x-forwarded-for");
  TestGateway gateway({}, options);
  const auto from = [&](const std::string& hops) {
    return gateway.Get(kPublic, "X-Forwarded-For: " + hops + "\r\n").status;
  };
  // What a client writes before the proxy's word makes it nobody else.
  EXPECT_EQ(from("203.0.113.5"), 200);
  EXPECT_EQ(from("198.51.100.1, 203.0.113.5"), 200);
  EXPECT_EQ(from("198.51.100.2, 203.0.113.5"), 429);
  EXPECT_EQ(from("203.0.113.6"), 200);
}

TEST_F(RatesTest, TakesNobodysWordForAnAddressWhoIsNoTrustedProxy) {
  DoorOptions options = Options();
  options.address_rate = {.per_second = 1, .burst = 2};
  options.proxies = TrustedProxies("192.0.2.1", "x-forwarded-for");
  TestGateway gateway({}, options);
  const std::string forged = "X-Forwarded-For: 203.0.113.";
  EXPECT_EQ(AddressTold(gateway, forged + "1\r\n"), "127.0.0.1");
  for (int i = 1; i <= 2; ++i) {
    EXPECT_EQ(gateway.Get(kPublic, forged + std::to_string(i) + "\r\n").status, 200);
  }
  EXPECT_EQ(gateway.Get(kPublic, forged + "3\r\n").status, 429);
}

TEST_F(RatesTest, TellsServicesTheAddressThatATrustedProxyNames) {
  DoorOptions options = Options();
  options.proxies = TrustedProxies("127.0.0.0/8", "forwarded");
  TestGateway gateway({}, options);
  EXPECT_EQ(AddressTold(gateway, "Forwarded: for=6.6.6.6, for=\"[2001:db8::5]:80\"\r\n"), "2001:db8::5");
}

TEST_F(RatesTest, LimitsAnOrganizationInRestAndConnect) {
  DoorOptions options = Options();
  options.organization_rate = {.per_second = 1, .burst = 2};
  TestGateway gateway({}, options);
  const std::string rpc = "/waymark.library.v1.BookService/GetBook";
  EXPECT_EQ(gateway.Get("/v1/organizations/one/books/1").status, 200);
  EXPECT_EQ(gateway.Post(rpc, R"({"name":"organizations/one/books/1"})").status, 200);
  ExpectRefused(gateway.Get("/v1/organizations/one/books/1"), "1");
  const auto connect = gateway.Post(rpc, R"({"name":"organizations/one/books/1"})");
  EXPECT_EQ(connect.status, 429);
  EXPECT_EQ(connect.headers.at("retry-after"), "1");
  EXPECT_EQ(gateway.Get("/v1/organizations/two/books/1").status, 200);
  EXPECT_EQ(gateway.Get(kBook).status, 200);
}

}  // namespace
}  // namespace waymark::gateway
