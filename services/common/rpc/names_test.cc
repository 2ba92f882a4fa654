#include "services/common/rpc/names.h"

#include <gtest/gtest.h>

namespace waymark::rpc {
namespace {

constexpr char kUuid[] = "0190a2c4-0000-7000-8000-000000000001";

TEST(LastPart, IsTheIdAfterTheLastSlash) {
  EXPECT_EQ(LastPart("organizations/asp"), "asp");
  EXPECT_EQ(LastPart(std::string("organizations/asp/units/") + kUuid), kUuid);
  EXPECT_EQ(LastPart(std::string("organizations/asp/cohorts/") + kUuid + "/sessions/x"), "x");
}

TEST(LastPart, KeepsSlashesOfAnExternalId) {
  EXPECT_EQ(LastPart("organizations/asp/units/~HQ/1"), "~HQ/1");
  EXPECT_EQ(LastPart("organizations/asp/units/~/"), "~/");
  EXPECT_EQ(LastPart("organizations/asp/units/~a/~b"), "~a/~b");
  EXPECT_EQ(LastPart(std::string("organizations/asp/cohorts/") + kUuid + "/sessions/~1/2"), "~1/2");
}

TEST(LastPart, TakesABareReferenceAsItIs) {
  EXPECT_EQ(LastPart(kUuid), kUuid);
  EXPECT_EQ(LastPart("~HQ/1"), "~HQ/1");
  EXPECT_EQ(LastPart(""), "");
}

TEST(ParseReference, IsAnIdOrAnExternalIdNeverBoth) {
  const Reference id = ParseReference(std::string_view("organizations/asp/units/x"));
  EXPECT_EQ(id.id, "x");
  EXPECT_EQ(id.external_id, "");
  const Reference external = ParseReference("organizations/asp/units/~HQ/1");
  EXPECT_EQ(external.id, "");
  EXPECT_EQ(external.external_id, "HQ/1");
  const Reference none = ParseReference("");
  EXPECT_EQ(none.id, "");
  EXPECT_EQ(none.external_id, "");
}

TEST(Name, IsTheWholeResourceNameOrEmpty) {
  EXPECT_EQ(Name("asp", "units", "x"), "organizations/asp/units/x");
  EXPECT_EQ(Name("asp", "units", ""), "");
}

}  // namespace
}  // namespace waymark::rpc
