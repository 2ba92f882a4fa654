// What an account is told that it may do.
#include "services/access/fixture.h"
#include "services/common/base/ids.h"

namespace waymark::access {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using Stub = v1::AccountsService::Stub;

class AccountAccessServiceTest : public AccessFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::AccountAccess* reply) {
    v1::GetAccountAccessRequest request;
    request.set_name(name);
    return Call(accounts_, &Stub::GetAccountAccess, request, reply);
  }
  // Of the account's own.
  v1::AccountAccess MustGet(const v1::Account& account) {
    As(account);
    v1::AccountAccess reply;
    EXPECT_THAT(Get("accounts/me/access", &reply), IsOk());
    return reply;
  }
  static std::vector<std::string> Permissions(const v1::HeldRole& role) {
    std::vector<std::string> names;
    for (const int permission : role.permissions())
      names.push_back(waymark::options::v1::Permission_Name(permission).substr(11));
    return names;
  }

  const v1::Account ana_ = MakeAccount("ana"), bora_ = MakeAccount("bora");
};

TEST_F(AccountAccessServiceTest, ARoleIsToldWithWhatItPermits) {
  MustGrant(NewGrant(ana_, id1::ROLE_EVALUATOR));
  MustGrant(NewGrant(bora_, id1::ROLE_REGISTRAR));
  const auto access = MustGet(ana_);
  EXPECT_EQ(access.name(), ana_.name() + "/access");
  ASSERT_EQ(access.roles_size(), 1);
  EXPECT_EQ(access.roles(0).organization(), "organizations/asp");
  EXPECT_EQ(access.roles(0).role(), id1::ROLE_EVALUATOR);
  EXPECT_THAT(Permissions(access.roles(0)), ElementsAre("STRUCTURE_READ", "FIGURES_READ", "COHORTS_READ"));
}

TEST_F(AccountAccessServiceTest, ARoleOfAUnitPermitsWhatIsAboutUnitsAndPersons) {
  const std::string unit = NewUuid();
  service_.directory().Know("units", "HQ", unit);
  auto request = NewGrant(ana_, id1::ROLE_REGISTRAR);
  request.mutable_grant()->set_unit("organizations/asp/units/~HQ");
  MustGrant(request);
  const auto access = MustGet(ana_);
  ASSERT_EQ(access.roles_size(), 1);
  EXPECT_EQ(access.roles(0).unit(), "organizations/asp/units/" + unit);
  EXPECT_THAT(Permissions(access.roles(0)), AllOf(Contains("PEOPLE_RECORD"), Contains("STRUCTURE_READ"),
                                                  Not(Contains("CURRICULUM_MANAGE"))));
}

TEST_F(AccountAccessServiceTest, ARoleEverywhereIsToldOnce) {
  MustGrant(NewGrant(ana_, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  const auto access = MustGet(ana_);
  ASSERT_EQ(access.roles_size(), 1);
  EXPECT_EQ(access.roles(0).organization(), "organizations/-");
  EXPECT_THAT(Permissions(access.roles(0)), AllOf(Contains("ACCOUNTS_MANAGE"), Contains("UNITS_MANAGE")));
}

TEST_F(AccountAccessServiceTest, AnAdministratorOfOneOrganizationKeepsNoAccounts) {
  MustGrant(NewGrant(ana_, id1::ROLE_ADMINISTRATOR));
  EXPECT_THAT(Permissions(MustGet(ana_).roles(0)),
              AllOf(Contains("GRANTS_MANAGE"), Not(Contains("ACCOUNTS_MANAGE")),
                    Not(Contains("ORGANIZATIONS_CREATE"))));
}

TEST_F(AccountAccessServiceTest, WhatHasEndedOrNotBegunIsNotTold) {
  auto later = NewGrant(ana_, id1::ROLE_REGISTRAR);
  later.mutable_grant()->mutable_start_time()->set_seconds(4'000'000'000);
  MustGrant(later);
  EXPECT_THAT(MustGet(ana_).roles(), IsEmpty());
}

TEST_F(AccountAccessServiceTest, NobodyIsToldOfAnother) {
  As(ana_);
  v1::AccountAccess reply;
  EXPECT_THAT(Get(bora_.name() + "/access", &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace waymark::access
