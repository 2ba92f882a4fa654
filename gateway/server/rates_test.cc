// How often somebody may come through the door. The clock of the rates stands
// until a test moves it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/fake_clock.h"

namespace waymark::gateway {
namespace {

using testing::HttpResponse;
using testing::TestGateway;
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
    for (int i = 0; i < 200; ++i) {
      const int before = gateway.library().doorkeeper().asked();
      ASSERT_EQ(gateway.Get(kBook).status, 200);
      if (gateway.library().doorkeeper().asked() == before) return;
      std::this_thread::sleep_for(10ms);
    }
    FAIL() << "it remembers nobody";
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
