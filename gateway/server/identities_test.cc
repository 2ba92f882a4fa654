#include "gateway/server/identities.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/eventually.h"
#include "services/common/testing/fake_clock.h"

namespace waymark::gateway {
namespace {

using namespace std::chrono_literals;
using testing::HttpResponse;
using testing::TestGateway;
using waymark::testing::Eventually;

constexpr char kBook[] = "/v1/libraries/l/books/1";
constexpr char kCookie[] =
    "Cookie: __Host-session=a-session-for-tests-only\r\nContent-Type: application/json\r\n";

std::string Reason(const HttpResponse& response) {
  return nlohmann::json::parse(response.body).value("reason", "");
}

TEST(Identities, AreAskedForOnceOnly) {
  TestGateway gateway;
  // Until it hears of changes, it remembers nobody.
  ASSERT_TRUE(Eventually([&] {
    const int before = gateway.library().doorkeeper().asked();
    gateway.Get(kBook);
    return gateway.library().doorkeeper().asked() == before;
  }));
  const int asked = gateway.library().doorkeeper().asked();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(gateway.Get(kBook).status, 200);
  EXPECT_EQ(gateway.library().doorkeeper().asked(), asked);
}

TEST(Identities, HoldNoLongerOnceRevoked) {
  TestGateway gateway;
  ASSERT_EQ(gateway.Get(kBook).status, 200);
  ASSERT_EQ(gateway.Get(kBook, kCookie).status, 200);
  gateway.library().doorkeeper().Revoke();
  EXPECT_TRUE(Eventually([&] { return gateway.Get(kBook).status == 401; }));
  EXPECT_TRUE(Eventually([&] { return gateway.Get(kBook, kCookie).status == 401; }));
  EXPECT_EQ(Reason(gateway.Get(kBook)), "CREDENTIALS_INVALID");
}

TEST(Identities, AreNotGuessedWhileNobodyKnows) {
  TestGateway gateway;
  gateway.library().Stop();
  EXPECT_EQ(gateway.Get(kBook).status, 503);
}

TEST(Identities, AreSignedAnewWhenTheClockIsSetBack) {
  waymark::testing::FakeClock clock;
  Identities identities(waymark::testing::GatewayKeys().secret, clock);
  const authorization::CallerVerifier services(waymark::testing::GatewayKeys().open);
  const auto let_in = [&] {
    return services.Verify(identities.ContextFor(identities.Nobody(), "*", ""), clock.Now());
  };
  let_in();
  clock.Advance(-1h);
  EXPECT_NO_THROW(let_in());
  clock.Advance(2h);
  EXPECT_NO_THROW(let_in());
}

TEST(Sessions, ChangeNothingForForeignPages) {
  TestGateway gateway;
  const std::string shelf = "/v1/libraries/l/books?bookId=3";
  const auto post = [&](const std::string& headers) {
    return gateway.Post(shelf, R"({"title":"T"})", kCookie + headers);
  };
  for (const char* headers : {"", "Origin: https://evil.example\r\n", "Origin: null\r\n",
                              "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"}) {
    const auto response = post(headers);
    EXPECT_EQ(response.status, 403) << headers;
    EXPECT_EQ(Reason(response), "ORIGIN_REFUSED");
  }
  EXPECT_EQ(gateway.library().calls(), 0);
  EXPECT_EQ(post("Sec-Fetch-Site: same-origin\r\n").status, 200);
}

TEST(Sessions, MayReadFromWherever) {
  TestGateway gateway;
  EXPECT_EQ(gateway.Get(kBook, kCookie).status, 200);
}

}  // namespace
}  // namespace waymark::gateway
