// What the administrator of a unit can make of grants. The station is below north; south
// is beside it.
#include "services/access/fixture.h"

namespace waymark::access {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using Stub = v1::GrantsService::Stub;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kStation[] = "00000000-0000-7000-8000-0000000000a2";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a3";

class KeptGrantsServiceTest : public AccessFixture {
 protected:
  KeptGrantsServiceTest() : ana_(MakeActive("ana")) {
    service_.PlaceUnit(kNorth);
    service_.PlaceUnit(kStation, kNorth);
    service_.PlaceUnit(kSouth);
  }

  // `about`: the organization that the call is about, `*` = all.
  void AsAdministratorOfNorth(const std::string& about = "asp") {
    auto caller = testing::CallerInUnit(id1::ROLE_ADMINISTRATOR, "asp", kNorth);
    caller.set_organization_id(about);
    service_.As(caller);
  }
  v1::CreateGrantRequest In(const std::string& unit, id1::Role role) {
    auto request = NewGrant(ana_, role);
    request.mutable_grant()->set_unit("organizations/asp/units/" + unit);
    return request;
  }
  grpc::Status Create(const v1::CreateGrantRequest& request) {
    v1::Grant reply;
    return Call(grants_, &Stub::CreateGrant, request, &reply);
  }
  std::vector<std::string> Listed() {
    v1::ListGrantsRequest request;
    request.set_parent("organizations/asp");
    v1::ListGrantsResponse page;
    EXPECT_THAT(Call(grants_, &Stub::ListGrants, request, &page), IsOk());
    std::vector<std::string> roles;
    for (const auto& grant : page.grants()) roles.push_back(id1::Role_Name(grant.role()).substr(5));
    return roles;
  }
  // Whether a session of ana is one still.
  bool HoldsSession(const std::string& secret) {
    id1::Identity reply;
    return IdentifySession(secret, &reply).ok();
  }

  const v1::Account ana_;
};

TEST_F(KeptGrantsServiceTest, ThoseForTheUnitAndBelowAreGiven) {
  AsAdministratorOfNorth();
  EXPECT_THAT(Create(In(kNorth, id1::ROLE_REGISTRAR)), IsOk());
  EXPECT_THAT(Create(In(kStation, id1::ROLE_ADMINISTRATOR)), IsOk());
  EXPECT_THAT(Create(In(kSouth, id1::ROLE_REGISTRAR)), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Listed(), ElementsAre("REGISTRAR", "ADMINISTRATOR"));
}

TEST_F(KeptGrantsServiceTest, NoneIsWiderThanTheUnit) {
  AsAdministratorOfNorth();
  EXPECT_THAT(Create(NewGrant(ana_, id1::ROLE_EVALUATOR)), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  auto person = NewGrant(ana_, id1::ROLE_PARTICIPANT);
  person.mutable_grant()->set_participant("organizations/asp/participants/" + std::string(kNorth));
  EXPECT_THAT(Create(person), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  AsAdministratorOfNorth("*");
  EXPECT_THAT(Create(NewGrant(ana_, id1::ROLE_REGISTRAR, "organizations/-")),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(KeptGrantsServiceTest, OthersAreAsIfTheyWereNot) {
  const auto whole = MustGrant(NewGrant(ana_, id1::ROLE_COMMANDER));
  const auto south = MustGrant(In(kSouth, id1::ROLE_MENTOR));
  MustGrant(In(kStation, id1::ROLE_REGISTRAR));
  AsAdministratorOfNorth();
  EXPECT_THAT(Listed(), ElementsAre("REGISTRAR"));
  for (const v1::Grant& other : {whole, south}) {
    v1::GetGrantRequest get;
    get.set_name(other.name());
    v1::Grant reply;
    EXPECT_THAT(Call(grants_, &Stub::GetGrant, get, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(End(other, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
}

TEST_F(KeptGrantsServiceTest, TheLastOneEndsTheSessionsOfItsAccount) {
  const auto given = MustGrant(In(kNorth, id1::ROLE_REGISTRAR));
  MustSignIn("ana");
  AsAdministratorOfNorth();
  v1::Grant ended;
  ASSERT_THAT(End(given, &ended), IsOk());
  EXPECT_TRUE(ended.has_end_time());
  EXPECT_FALSE(HoldsSession(secret_));
}

TEST_F(KeptGrantsServiceTest, OneThatIsLeftElsewhereKeepsThem) {
  for (const auto& elsewhere :
       {In(kSouth, id1::ROLE_MENTOR), NewGrant(ana_, id1::ROLE_AUDITOR, "organizations/bsp")}) {
    const auto left = MustGrant(elsewhere), given = MustGrant(In(kNorth, id1::ROLE_REGISTRAR));
    MustSignIn("ana");
    AsAdministratorOfNorth();
    v1::Grant ended;
    ASSERT_THAT(End(given, &ended), IsOk());
    EXPECT_TRUE(HoldsSession(secret_));
    AsAdministrator();
    ASSERT_THAT(End(left, &ended), IsOk());
  }
}

TEST_F(KeptGrantsServiceTest, AccountsAreOfWhoKeepsAll) {
  AsAdministratorOfNorth("*");
  v1::Account reply;
  EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::CreateAccount, NewAccount("new"), &reply),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(KeptGrantsServiceTest, NobodyIsLeftAUnitThatMovedAway) {
  MustGrant(In(kStation, id1::ROLE_REGISTRAR));
  db::Connection(service_.database().admin())
      .Execute("UPDATE reach_unit SET parent_id = '" + std::string(kSouth) + "' WHERE unit_id = '" +
               kStation + "'");
  AsAdministratorOfNorth();
  EXPECT_THAT(Listed(), IsEmpty());
}

}  // namespace
}  // namespace waymark::access
