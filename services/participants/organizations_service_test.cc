#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using testing::Fails;
using testing::IsOk;

class OrganizationsServiceTest : public ParticipantsFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::Organization* reply) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    return Call(organizations_, &v1::OrganizationsService::Stub::GetOrganization, request, reply);
  }
  grpc::Status Update(const v1::UpdateOrganizationRequest& request, v1::Organization* reply) {
    return Call(organizations_, &v1::OrganizationsService::Stub::UpdateOrganization, request, reply);
  }
};

TEST_F(OrganizationsServiceTest, WhatWasFoundedIsReadBackWithItsDefaults) {
  v1::CreateOrganizationRequest request;
  request.set_organization_id("ou");
  auto& sent = *request.mutable_organization();
  sent.set_display_name("Open University");
  sent.set_kind("university");
  sent.set_country("GB");
  sent.add_languages("en");
  sent.add_languages("cy");
  v1::Organization made, read;
  ASSERT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::CreateOrganization, request, &made),
              IsOk());
  EXPECT_EQ(made.name(), "organizations/ou");
  EXPECT_EQ(made.time_zone(), "UTC");
  EXPECT_EQ(made.disclosure().min_cell(), 5);
  ASSERT_THAT(Get("organizations/ou", &read), IsOk());
  EXPECT_THAT(read, testing::EqualsProto(made));
  EXPECT_EQ(LastEvent().type(), "organization.changed");
  EXPECT_EQ(LastEvent().organization_id(), "ou");
  EXPECT_EQ(LastEvent().record_changed().record_id(), "ou");
  EXPECT_EQ(LastEvent().record_changed().min_cell(), 5);
}

// This service asks its own table, also for who has a right to a part of the records.
TEST_F(OrganizationsServiceTest, OneThatIsNotThereHasNoEmptyLists) {
  v1::ListUnitsRequest request;
  request.set_parent("organizations/typo");
  v1::ListUnitsResponse reply;
  const auto list = [&] { return Call(units_, &v1::UnitsService::Stub::ListUnits, request, &reply); };
  EXPECT_THAT(list(), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  Found("typo");
  EXPECT_THAT(list(), IsOk());
  Found("second");

  using namespace waymark::identity::v1;  // NOLINT: the roles
  service_.As(testing::CallerWith({ROLE_INSTRUCTOR}));
  v1::GetParticipantRequest get;
  v1::Participant person;
  const auto find = [&](const std::string& organization) {
    get.set_name("organizations/" + organization + "/participants/~nobody");
    const auto status = Call(participants_, &v1::ParticipantsService::Stub::GetParticipant, get, &person);
    EXPECT_THAT(status, Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    return status.error_message();
  };
  EXPECT_THAT(find("later"), ::testing::HasSubstr("organizations/later "));
  EXPECT_THAT(find("second"), ::testing::HasSubstr("organizations/second/participants"));
}

TEST_F(OrganizationsServiceTest, ASlugIsTakenOnce) {
  v1::CreateOrganizationRequest request;
  request.set_organization_id("asp");
  request.mutable_organization()->set_display_name("Another");
  v1::Organization reply;
  const auto status =
      Call(organizations_, &v1::OrganizationsService::Stub::CreateOrganization, request, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("organization_id"));
}

TEST_F(OrganizationsServiceTest, TheNameCannotSayAnotherSlug) {
  v1::CreateOrganizationRequest request;
  request.set_organization_id("one");
  request.mutable_organization()->set_name("organizations/two");
  request.mutable_organization()->set_display_name("Two");
  v1::Organization reply;
  EXPECT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::CreateOrganization, request, &reply),
              Fails(Code::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(OrganizationsServiceTest, AllAreListedInPages) {
  for (const char* slug : {"bsp", "csp"}) Found(slug);
  v1::ListOrganizationsRequest request;
  request.set_page_size(2);
  v1::ListOrganizationsResponse page;
  ASSERT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::ListOrganizations, request, &page),
              IsOk());
  ASSERT_EQ(page.organizations_size(), 2);
  EXPECT_EQ(page.organizations(0).name(), "organizations/asp");
  request.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::ListOrganizations, request, &page),
              IsOk());
  ASSERT_EQ(page.organizations_size(), 1);
  EXPECT_EQ(page.organizations(0).name(), "organizations/csp");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(OrganizationsServiceTest, OnlyThoseWithARoleOfTheCallerAreListed) {
  for (const char* slug : {"bsp", "csp"}) Found(slug);
  auto caller = testing::CallerWith({waymark::identity::v1::ROLE_EVALUATOR}, "bsp");
  caller.set_organization_id("*");
  service_.As(caller);
  v1::ListOrganizationsResponse page;
  ASSERT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::ListOrganizations, {}, &page), IsOk());
  ASSERT_EQ(page.organizations_size(), 1);
  EXPECT_EQ(page.organizations(0).name(), "organizations/bsp");
}

TEST_F(OrganizationsServiceTest, AnUpdateChangesWhatTheMaskNames) {
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(kParent);
  request.mutable_organization()->set_country("AL");
  request.mutable_organization()->set_kind("police");
  request.mutable_update_mask()->add_paths("country");
  v1::Organization reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_EQ(reply.country(), "AL");
  EXPECT_EQ(reply.kind(), "");
  EXPECT_EQ(reply.display_name(), "Organization asp");
  EXPECT_EQ(LastEvent().aggregate_version(), 2);
  v1::Organization read;
  ASSERT_THAT(Get(kParent, &read), IsOk());
  EXPECT_THAT(read, testing::EqualsProto(reply));
}

TEST_F(OrganizationsServiceTest, AnUpdateOfAnOldVersionIsAborted) {
  v1::Organization old;
  ASSERT_THAT(Get(kParent, &old), IsOk());
  v1::UpdateOrganizationRequest request;
  *request.mutable_organization() = old;
  request.mutable_organization()->set_kind("police");
  v1::Organization reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_THAT(Update(request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(OrganizationsServiceTest, TheLimitOfDisclosureIsRaisedAndNeverLowered) {
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(kParent);
  v1::Organization reply;
  const auto set = [&](int min_cell, const char* path) {
    request.mutable_organization()->mutable_disclosure()->set_min_cell(min_cell);
    request.mutable_update_mask()->clear_paths();
    request.mutable_update_mask()->add_paths(path);
    return Update(request, &reply);
  };
  ASSERT_THAT(set(10, "disclosure.min_cell"), IsOk());
  EXPECT_EQ(reply.disclosure().min_cell(), 10);
  for (const char* path : {"disclosure.min_cell", "disclosure"}) {
    for (const int lower : {9, 1, 0}) {
      const auto status = set(lower, path);
      EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "DISCLOSURE_LOWERED")) << path << lower;
      EXPECT_THAT(status, BlamesField("organization.disclosure.min_cell"));
    }
  }
  EXPECT_THAT(set(10, "disclosure"), IsOk());
  EXPECT_THAT(set(11, "disclosure"), IsOk());
  EXPECT_EQ(reply.disclosure().min_cell(), 11);
}

TEST_F(OrganizationsServiceTest, AnUnknownOrganizationIsNotFound) {
  v1::Organization reply;
  EXPECT_THAT(Get("organizations/none", &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace waymark::participants
