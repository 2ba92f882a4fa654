#include "gateway/server/router.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace waymark::gateway {
namespace {

using Outcome = Router::Match::Outcome;
using testing::ElementsAre;

class RouterTest : public testing::Test {
 protected:
  void Add(std::string_view method, std::string_view path, int route) {
    router_.Add(method, ParsePathTemplate(path), route);
  }
  int RouteOf(std::string_view method, std::string_view path) const {
    return router_.Find(method, path).route;
  }

  Router router_;
};

TEST_F(RouterTest, FindsBySegmentsAndGivesTheVariable) {
  Add("GET", "/v1/{name=organizations/*/participants/*}", 1);
  const auto match = router_.Find("GET", "/v1/organizations/asp/participants/7");
  EXPECT_EQ(match.outcome, Outcome::kFound);
  EXPECT_EQ(match.route, 1);
  EXPECT_THAT(match.values, ElementsAre("organizations/asp/participants/7"));
}

TEST_F(RouterTest, GivesSeveralVariablesInOrder) {
  Add("GET", "/v1/{parent=organizations/*}/days/{day}", 1);
  EXPECT_THAT(router_.Find("GET", "/v1/organizations/asp/days/2024-01-01").values,
              ElementsAre("organizations/asp", "2024-01-01"));
}

TEST_F(RouterTest, MatchesTheWholePathOnly) {
  Add("GET", "/v1/{name=organizations/*}", 1);
  for (const char* path :
       {"/v1/organizations", "/v1/organizations/", "/v1/organizations/a/", "/v1/organizations/a/b",
        "/v1//organizations/a", "/organizations/a", "/", "", "v1/organizations/a"}) {
    EXPECT_EQ(router_.Find("GET", path).outcome, Outcome::kNoSuchPath) << path;
  }
}

TEST_F(RouterTest, PrefersLiteralsToOneSegmentToTheRest) {
  Add("GET", "/v1/{name=**}", 1);
  Add("GET", "/v1/{name=a/*}", 2);
  Add("GET", "/v1/{name=a/b}", 3);
  EXPECT_EQ(RouteOf("GET", "/v1/a/b"), 3);
  EXPECT_EQ(RouteOf("GET", "/v1/a/c"), 2);
  EXPECT_EQ(RouteOf("GET", "/v1/a/b/c"), 1);
  EXPECT_EQ(RouteOf("GET", "/v1/x"), 1);
}

TEST_F(RouterTest, GoesBackWhenTheLiteralLeadsNowhere) {
  Add("GET", "/v1/a/b/c", 1);
  Add("GET", "/v1/{x}/b/d", 2);
  EXPECT_EQ(RouteOf("GET", "/v1/a/b/d"), 2);
}

TEST_F(RouterTest, TakesTheVerbApart) {
  Add("GET", "/v1/{name=cohorts/*}", 1);
  Add("POST", "/v1/{name=cohorts/*}:graduate", 2);
  const auto match = router_.Find("POST", "/v1/cohorts/7:graduate");
  EXPECT_EQ(match.route, 2);
  EXPECT_THAT(match.values, ElementsAre("cohorts/7"));
}

TEST_F(RouterTest, KeepsAColonOfAnIdThatIsEncodedOrNoVerb) {
  Add("GET", "/v1/{name=cohorts/*}", 1);
  Add("GET", "/v1/{name=cohorts/*}:report", 2);
  EXPECT_THAT(router_.Find("GET", "/v1/cohorts/~a%3Areport").values, ElementsAre("cohorts/~a:report"));
  EXPECT_THAT(router_.Find("GET", "/v1/cohorts/~a:other").values, ElementsAre("cohorts/~a:other"));
  EXPECT_THAT(router_.Find("GET", "/v1/cohorts/~a%3Ab:report").values, ElementsAre("cohorts/~a:b"));
}

TEST_F(RouterTest, DecodesAfterTakingThePathApart) {
  Add("GET", "/v1/{name=organizations/*/units/*}", 1);
  EXPECT_THAT(router_.Find("GET", "/v1/organizations/asp/units/~HQ%2F1").values,
              ElementsAre("organizations/asp/units/~HQ/1"));
  EXPECT_EQ(RouteOf("GET", "/v1/organizations/asp%2Funits/~HQ"), -1);
}

TEST_F(RouterTest, RefusesBrokenEncodings) {
  Add("GET", "/v1/{name}", 1);
  for (const char* path : {"/v1/%", "/v1/%zz", "/v1/%ff", "/v1/%c0%af", "/v1/\xff"}) {
    EXPECT_EQ(router_.Find("GET", path).outcome, Outcome::kBadEncoding) << path;
  }
}

TEST_F(RouterTest, NamesTheMethodsOfAPath) {
  Add("GET", "/v1/{name=units/*}", 1);
  Add("PATCH", "/v1/{unit.name=units/*}", 2);
  Add("POST", "/v1/{name=units/*}:close", 3);
  const auto match = router_.Find("PUT", "/v1/units/1");
  EXPECT_EQ(match.outcome, Outcome::kNoSuchMethod);
  EXPECT_EQ(match.allow, "GET, PATCH");
  EXPECT_EQ(router_.Find("DELETE", "/v1/units/1:close").allow, "GET, PATCH, POST");
}

TEST_F(RouterTest, RefusesASecondRouteOfTheSameRequests) {
  Add("GET", "/v1/{name=units/*}", 1);
  EXPECT_THROW(Add("GET", "/v1/units/{id}", 2), std::invalid_argument);
  EXPECT_NO_THROW(Add("GET", "/v1/units/{id}:x", 2));
  EXPECT_NO_THROW(Add("POST", "/v1/units/{id}", 3));
}

}  // namespace
}  // namespace waymark::gateway
