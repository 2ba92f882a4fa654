#include "services/common/rpc/formats.h"

#include <gtest/gtest.h>

#include <string>

#include "services/common/base/text.h"

namespace waymark::rpc {
namespace {

using namespace waymark::options::v1;

constexpr char kUuid[] = "0190a2c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";

void ExpectFormat(Format format, std::vector<std::string> good, std::vector<std::string> bad) {
  for (const auto& text : good) EXPECT_TRUE(HasFormat(text, format)) << text;
  for (const auto& text : bad) EXPECT_FALSE(HasFormat(text, format)) << text;
  EXPECT_TRUE(DescriptionOf(format).starts_with("must be ")) << Format_Name(format);
}

TEST(HasFormat, TakesAnyTextWhenThereIsNone) { EXPECT_TRUE(HasFormat("anything", FORMAT_UNSPECIFIED)); }

TEST(HasFormat, KnowsDays) {
  ExpectFormat(
      FORMAT_DATE, {"2026-01-31", "2024-02-29"},
      {"2026-02-29", "2026-1-1", "2026-01-01T00:00:00Z", "31.01.2026", "2026-13-01", "0000-01-01", " "});
}

TEST(HasFormat, KnowsDatesWithPrecision) {
  ExpectFormat(FORMAT_PARTIAL_DATE, {"1990-05-17", "1990-05", "1990", "1990~", "1990-05~", "1990-05-17~"},
               {"~", "1990~~", "90", "1990-13", "1990-05-32", "1990-", "1990/05", "199X"});
}

TEST(HasFormat, KnowsUuids) {
  ExpectFormat(FORMAT_UUID, {kUuid}, {"0190A2C4-5e6f-7a8b-9c0d-1e2f3a4b5c6d", "x"});
}

TEST(HasFormat, KnowsSlugs) {
  ExpectFormat(FORMAT_SLUG, {"asp", "a1", "state-police-2", std::string(32, 'a')},
               {"a", "1a", "-a", "Asp", "a_b", "a b", std::string(33, 'a'), "é1"});
}

TEST(HasFormat, KnowsCountries) { ExpectFormat(FORMAT_COUNTRY, {"AL", "XK"}, {"al", "ALB", "A", "A1"}); }

TEST(HasFormat, KnowsTimeZones) {
  ExpectFormat(
      FORMAT_TIME_ZONE, {"Europe/Tirane", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"},
      {"europe/tirane", "Europe/", "/etc/passwd", "Europe/../UTC", "posixrules", "Europe Tirane", "+01:00"});
}

TEST(HasFormat, KnowsLanguages) {
  ExpectFormat(FORMAT_LANGUAGE, {"sq", "pt-BR", "sr-Latn-RS", "ckb"},
               {"s", "english", "pt_BR", "pt-", "sq--AL", "s1", "sq-ninechars"});
}

bool Matches(std::string_view pattern, const std::string& name) {
  return IsResourceName(name, Split(pattern, '/'));
}

TEST(IsResourceName, WantsASlugForAnOrganization) {
  EXPECT_TRUE(Matches("organizations/*", "organizations/asp"));
  for (const char* name : {"organizations", "organizations/", "organizations/Asp", "organizations/asp/",
                           "asp", "organisations/asp", "organizations/asp/units/x", "/organizations/asp"}) {
    EXPECT_FALSE(Matches("organizations/*", name)) << name;
  }
}

TEST(IsResourceName, WantsASlugForAConsumer) {
  constexpr char kParked[] = "organizations/*/consumers/*/parkedEvents/*";
  EXPECT_TRUE(Matches(kParked, std::string("organizations/asp/consumers/courses/parkedEvents/") + kUuid));
  EXPECT_FALSE(Matches(kParked, std::string("organizations/asp/consumers/~x/parkedEvents/") + kUuid));
  EXPECT_FALSE(Matches("organizations/*/consumers/*", "organizations/asp/consumers/"));
}

TEST(IsResourceName, WantsAUuidOrAnExternalId) {
  constexpr char kUnits[] = "organizations/*/units/*";
  for (const std::string id : {kUuid, "~HQ", "~HQ/1", "~~", "~/", "~ü 1"}) {
    EXPECT_TRUE(Matches(kUnits, "organizations/asp/units/" + id)) << id;
  }
  for (const std::string id : {"", "~", "HQ", "1", "-", "0190A2C4-5E6F-7A8B-9C0D-1E2F3A4B5C6D"}) {
    EXPECT_FALSE(Matches(kUnits, "organizations/asp/units/" + id)) << id;
  }
  EXPECT_FALSE(Matches(kUnits, std::string("organizations/asp/units/") + kUuid + "/"));
  EXPECT_FALSE(Matches(kUnits, std::string("organizations/asp/cohorts/") + kUuid));
  EXPECT_FALSE(Matches(kUnits, "organizations/asp"));
  EXPECT_FALSE(Matches(kUnits, "organizations/~asp/units/~HQ"));
}

TEST(IsResourceName, WantsANumberForAnAuditEntry) {
  for (const char* name :
       {"organizations/asp/auditEntries/1", "organizations/asp/auditEntries/123456789012345678"})
    EXPECT_TRUE(Matches("organizations/*/auditEntries/*", name)) << name;
  EXPECT_TRUE(Matches("organizations/*/webhooks/*/deliveries/*",
                      "organizations/asp/webhooks/0190a2c4-0000-7000-8000-000000000000/deliveries/12"));
  for (const char* name :
       {"organizations/asp/auditEntries/", "organizations/asp/auditEntries/x1",
        "organizations/asp/auditEntries/-1", "organizations/asp/auditEntries/1234567890123456789"})
    EXPECT_FALSE(Matches("organizations/*/auditEntries/*", name)) << name;
  EXPECT_FALSE(Matches("organizations/*/units/*", "organizations/asp/units/1"));
}

TEST(IsResourceName, TakesExternalIdsOfUpTo200Characters) {
  std::string id;
  for (int i = 0; i < 200; ++i) id += "ü";
  EXPECT_TRUE(Matches("organizations/*/units/*", "organizations/asp/units/~" + id));
  EXPECT_FALSE(Matches("organizations/*/units/*", "organizations/asp/units/~" + id + "x"));
}

TEST(IsResourceName, HasAnExternalIdOnlyAtItsEnd) {
  constexpr char kSessions[] = "organizations/*/cohorts/*/sessions/*";
  EXPECT_TRUE(Matches(kSessions, std::string("organizations/asp/cohorts/") + kUuid + "/sessions/~1/2"));
  EXPECT_FALSE(Matches(kSessions, std::string("organizations/asp/cohorts/~a/sessions/") + kUuid));
}

}  // namespace
}  // namespace waymark::rpc
