#include "services/common/authorization/request_fields.h"

#include "services/common/testing/test_protos.h"

namespace waymark::authorization {
namespace {

testing::TestProtos& Protos() {
  static testing::TestProtos protos(R"(
    syntax = "proto3";
    package test;
    import "waymark/options/v1/options.proto";
    message Unit { string name = 1; string display_name = 2; }
    message Update { Unit unit = 1; string request_id = 2; }
    message Delete { string name = 1; }
    message Create { string parent = 1; Unit unit = 2; }
    message Found { string organization_id = 1; Unit organization = 2; }
    message Text { string title = 1; string organization = 2 [(waymark.options.v1.rules).resource = "organizations/*"]; }
    message List { int32 page_size = 1; repeated string name = 2; }
  )");
  return protos;
}

std::string Organization(const std::string& type, const std::string& text) {
  return OrganizationOf(*Protos().Make(type, text));
}

TEST(OrganizationOf, IsInParentOrName) {
  EXPECT_EQ(Organization("Create", "parent: 'organizations/asp' unit { name: 'organizations/ou/units/1' }"),
            "asp");
  EXPECT_EQ(Organization("Delete", "name: 'organizations/asp/units/~HQ/1'"), "asp");
  EXPECT_EQ(Organization("Delete", "name: 'organizations/asp'"), "asp");
}

TEST(OrganizationOf, IsInTheNameOfTheResource) {
  EXPECT_EQ(Organization("Update", "unit { name: 'organizations/asp/units/1' }"), "asp");
}

TEST(OrganizationOf, IsInTheFirstReferenceOrTheIdOfAnOrganization) {
  EXPECT_EQ(Organization("Text", "organization: 'organizations/asp'"), "asp");
  EXPECT_EQ(Organization("Found", "organization_id: 'asp' organization { display_name: 'x' }"), "asp");
}

TEST(OrganizationOf, IsAStarWhenTheRequestNamesNone) {
  for (const char* type : {"List", "Update", "Create", "Found", "Text"})
    EXPECT_EQ(Organization(type, ""), "*");
  EXPECT_EQ(Organization("List", "name: 'organizations/asp'"), "*");
}

TEST(OrganizationOf, IsEmptyWhenWhatItSaysIsNoName) {
  for (const char* name :
       {"asp", "organizations", "organizations/", "organizations/*", "organizations/Asp", "/asp"}) {
    EXPECT_EQ(Organization("Delete", "name: '" + std::string(name) + "'"), "") << name;
  }
  EXPECT_EQ(Organization("Found", "organization_id: '*'"), "");
}

TEST(OrganizationOf, IsAStarForAccountsAndForAllOrganizations) {
  EXPECT_EQ(Organization("Delete", "name: 'accounts/me'"), "*");
  EXPECT_EQ(Organization("Delete", "name: 'mails/1'"), "*");
  EXPECT_EQ(Organization("Update", "unit { name: 'accounts/1' }"), "*");
  EXPECT_EQ(Organization("Create", "parent: 'organizations/-'"), "*");
}

}  // namespace
}  // namespace waymark::authorization
