#include <thread>

#include "services/access/fixture.h"
#include "services/common/base/ids.h"

namespace waymark::access {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using Stub = v1::GrantsService::Stub;

class GrantsServiceTest : public AccessFixture {
 protected:
  GrantsServiceTest() : ana_(MakeAccount("ana")), bora_(MakeAccount("bora")) { NewEvents(); }

  grpc::Status Create(const v1::CreateGrantRequest& request, v1::Grant* reply) {
    return Call(grants_, &Stub::CreateGrant, request, reply);
  }
  grpc::Status Get(const std::string& name, v1::Grant* reply) {
    v1::GetGrantRequest request;
    request.set_name(name);
    return Call(grants_, &Stub::GetGrant, request, reply);
  }
  // `REGISTRAR`: the roles of a page.
  std::vector<std::string> List(const std::string& filter, const std::string& parent = "organizations/asp") {
    v1::ListGrantsRequest request;
    request.set_parent(parent);
    request.set_filter(filter);
    v1::ListGrantsResponse reply;
    EXPECT_THAT(Call(grants_, &Stub::ListGrants, request, &reply), IsOk());
    std::vector<std::string> roles;
    for (const auto& grant : reply.grants()) roles.push_back(id1::Role_Name(grant.role()).substr(5));
    return roles;
  }

  const v1::Account ana_, bora_;
};

TEST_F(GrantsServiceTest, AGrantIsReadBackAsItWasMade) {
  const std::string unit = NewUuid();
  service_.directory().Know("units", "HQ", unit);
  auto request = NewGrant(ana_, id1::ROLE_REGISTRAR);
  request.mutable_grant()->set_account("accounts/~ana");
  request.mutable_grant()->set_unit("organizations/asp/units/~HQ");
  request.mutable_grant()->mutable_end_time()->set_seconds(4'000'000'000);
  const int64_t changes = ChangesSoFar();
  const auto made = MustGrant(request);
  EXPECT_EQ(made.account(), ana_.name());
  EXPECT_EQ(made.unit(), "organizations/asp/units/" + unit);
  EXPECT_EQ(made.start_time().seconds(), made.create_time().seconds());
  v1::Grant read;
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  EXPECT_THAT(NewEvents(), ElementsAre("grant.changed grants 1"));
  EXPECT_EQ(service_.outbox().back().organization_id(), "asp");
  EXPECT_EQ(service_.outbox().back().subject(), made.name());
  EXPECT_EQ(ChangesSoFar(), changes + 1);
}

// No session comes to do more than it was begun for.
TEST_F(GrantsServiceTest, SessionsEndWithANewGrant) {
  const auto cen = MakeActive("cen");
  MustSignIn("cen");
  NewEvents();
  MustGrant(NewGrant(cen, id1::ROLE_ADMINISTRATOR));
  EXPECT_FALSE(headers_.contains("set-session")) << "the administrator has another session";
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "grant.changed grants 1"));
  const auto outbox = service_.outbox();
  EXPECT_EQ(outbox[outbox.size() - 2].organization_id(), "*");
  id1::Identity identity;
  EXPECT_THAT(IdentifySession(secret_, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  MustSignIn("cen");
  ASSERT_THAT(IdentifySession(secret_, &identity), IsOk());
  EXPECT_EQ(identity.grants_size(), 1);
}

TEST_F(GrantsServiceTest, WhoGrantsToThemselvesGoesOnByAnotherSecret) {
  const auto cen = MakeActive("cen");
  const auto session = MustSignIn("cen");
  const std::string before = secret_;
  auto context = testing::AnyRole();
  context.set_account_id(IdOf(cen.name()));
  context.set_session_id(IdOf(session.name()));
  service_.As(context);
  v1::Grant reply;
  ASSERT_THAT(Create(NewGrant(cen, id1::ROLE_REGISTRAR), &reply), IsOk());
  AsRenewed();
  id1::Identity identity;
  EXPECT_THAT(IdentifySession(before, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(GrantsServiceTest, ItsOrganizationMustBeThere) {
  service_.directory().Forget("nowhere");
  v1::Grant reply;
  EXPECT_THAT(Create(NewGrant(ana_, id1::ROLE_REGISTRAR, "organizations/nowhere"), &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(NewEvents(), IsEmpty());
}

TEST_F(GrantsServiceTest, AGrantForAllOrganizationsAsksForNone) {
  service_.directory().down = true;
  v1::Grant reply;
  EXPECT_THAT(Create(NewGrant(ana_, id1::ROLE_REGISTRAR, "organizations/-"), &reply), IsOk());
  EXPECT_THAT(Create(NewGrant(ana_, id1::ROLE_REGISTRAR), &reply),
              Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

TEST_F(GrantsServiceTest, WhatAGrantRefersToMustBeThere) {
  v1::Grant reply;
  auto request = NewGrant(ana_, id1::ROLE_REGISTRAR);
  request.mutable_grant()->set_account("accounts/~nobody");
  auto status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("grant.account"));
  request = NewGrant(ana_, id1::ROLE_REGISTRAR);
  request.mutable_grant()->set_unit("organizations/asp/units/~none");
  status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("grant.unit"));
  request = NewGrant(ana_, id1::ROLE_PARTICIPANT);
  request.mutable_grant()->set_participant("organizations/asp/participants/~none");
  EXPECT_THAT(Create(request, &reply), BlamesField("grant.participant"));
  request.mutable_grant()->clear_participant();
  EXPECT_THAT(Create(request, &reply), Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(NewEvents(), IsEmpty());
}

TEST_F(GrantsServiceTest, OneForAllOrganizationsIsMadeInNoneOfThem) {
  const auto made = MustGrant(NewGrant(ana_, id1::ROLE_AUDITOR, "organizations/-"));
  EXPECT_EQ(made.name(), "organizations/-/grants/" + IdOf(made.name()));
  v1::Grant read;
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  EXPECT_THAT(Get("organizations/asp/grants/" + IdOf(made.name()), &read),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(List("", "organizations/-"), ElementsAre("AUDITOR"));
  EXPECT_THAT(List(""), IsEmpty());
  EXPECT_EQ(service_.outbox().back().organization_id(), "*");
  EXPECT_EQ(service_.outbox().back().subject(), made.name());
  // An administrator of one organization may not.
  service_.As(testing::CallerWith({id1::ROLE_ADMINISTRATOR}, "asp"));
  v1::Grant reply;
  EXPECT_THAT(Create(NewGrant(bora_, id1::ROLE_ADMINISTRATOR), &reply), IsOk());
  EXPECT_FALSE(Create(NewGrant(bora_, id1::ROLE_ADMINISTRATOR, "organizations/-"), &reply).ok());
  EXPECT_FALSE(Create(NewGrant(bora_, id1::ROLE_ADMINISTRATOR, "organizations/bsp"), &reply).ok());
}

TEST_F(GrantsServiceTest, AskingTwiceGrantsOnce) {
  auto request = NewGrant(ana_, id1::ROLE_REGISTRAR);
  request.set_request_id("r1");
  const auto first = MustGrant(request), again = MustGrant(request);
  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_THAT(List(""), ElementsAre("REGISTRAR"));
  v1::EndGrantRequest end;
  end.set_name(first.name());
  end.set_etag(first.etag());
  end.set_request_id("r2");
  v1::Grant ended, ended_again;
  ASSERT_THAT(Call(grants_, &Stub::EndGrant, end, &ended), IsOk());
  ASSERT_THAT(Call(grants_, &Stub::EndGrant, end, &ended_again), IsOk());
  EXPECT_THAT(ended_again, EqualsProto(ended));
}

TEST_F(GrantsServiceTest, TheyAreListedByFilterInPages) {
  MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  MustGrant(NewGrant(bora_, id1::ROLE_REGISTRAR));
  MustGrant(NewGrant(bora_, id1::ROLE_COMMANDER));
  auto future = NewGrant(ana_, id1::ROLE_EVALUATOR);
  future.mutable_grant()->mutable_start_time()->set_seconds(4'000'000'000);
  MustGrant(future);
  v1::Grant ended;
  ASSERT_THAT(End(MustGrant(NewGrant(ana_, id1::ROLE_MENTOR)), &ended), IsOk());
  MustGrant(NewGrant(ana_, id1::ROLE_AUDITOR, "organizations/bsp"));
  EXPECT_THAT(List(""), ElementsAre("REGISTRAR", "REGISTRAR", "COMMANDER", "EVALUATOR", "MENTOR"));
  EXPECT_THAT(List("account = \"accounts/~BORA\""), ElementsAre("REGISTRAR", "COMMANDER"));
  EXPECT_THAT(List("account = \"" + ana_.name() + "\" AND active = true"), ElementsAre("REGISTRAR"));
  EXPECT_THAT(List("active = false"), ElementsAre("EVALUATOR", "MENTOR"));
  EXPECT_THAT(List("role = COMMANDER"), ElementsAre("COMMANDER"));
  EXPECT_THAT(List("account = \"accounts/~nobody\""), IsEmpty());
  v1::ListGrantsRequest request;
  request.set_parent("organizations/asp");
  request.set_page_size(3);
  v1::ListGrantsResponse page;
  ASSERT_THAT(Call(grants_, &Stub::ListGrants, request, &page), IsOk());
  ASSERT_EQ(page.grants_size(), 3);
  request.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(grants_, &Stub::ListGrants, request, &page), IsOk());
  EXPECT_EQ(page.grants_size(), 2);
  EXPECT_EQ(page.next_page_token(), "");
  for (const char* filter : {"account = bora", "active = perhaps", "role = KING", "unit = x"}) {
    request.set_filter(filter);
    request.clear_page_token();
    EXPECT_THAT(Call(grants_, &Stub::ListGrants, request, &page), BlamesField("filter")) << filter;
  }
}

TEST_F(GrantsServiceTest, AnEndIsNowAndOnce) {
  const auto made = MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  NewEvents();
  service_.clock().Advance(std::chrono::seconds(10));
  v1::Grant ended, read;
  ASSERT_THAT(End(made, &ended, made.etag()), IsOk());
  EXPECT_EQ(ended.end_time().seconds(), made.start_time().seconds() + 10);
  EXPECT_THAT(NewEvents(), ElementsAre("grant.changed grants 2"));
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(ended));
  EXPECT_THAT(End(made, &ended, made.etag()), Fails(Code::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(End(made, &ended), Fails(Code::kFailedPrecondition, "GRANT_ENDED"));
}

TEST_F(GrantsServiceTest, SessionsEndWithTheLastGrantInWhateverOrganization) {
  const auto cen = MakeActive("cen");
  const auto in_asp = MustGrant(NewGrant(cen, id1::ROLE_REGISTRAR));
  const auto in_bsp = MustGrant(NewGrant(cen, id1::ROLE_REGISTRAR, "organizations/bsp"));
  MustSignIn("cen");
  id1::Identity identity;
  NewEvents();
  v1::Grant ended;
  service_.As(testing::CallerWith({id1::ROLE_ADMINISTRATOR}, "asp"));
  ASSERT_THAT(End(in_asp, &ended), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("grant.changed grants 2"));
  ASSERT_THAT(IdentifySession(secret_, &identity), IsOk());
  ASSERT_EQ(identity.grants_size(), 1);
  EXPECT_EQ(identity.grants(0).organization_id(), "bsp");
  service_.As(testing::CallerWith({id1::ROLE_ADMINISTRATOR}, "bsp"));
  ASSERT_THAT(End(in_bsp, &ended), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "grant.changed grants 2"));
  const auto outbox = service_.outbox();
  EXPECT_EQ(outbox[outbox.size() - 2].organization_id(), "*");
  EXPECT_EQ(outbox.back().organization_id(), "bsp");
  EXPECT_THAT(IdentifySession(secret_, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  db::Connection admin(service_.database().admin());
  const auto rows = admin.Execute(
      "SELECT count(*) AS n, count(*) FILTER (WHERE organization_id <> '*') AS elsewhere FROM change"
      " WHERE type LIKE 'session.%'");
  EXPECT_EQ(rows[0].Int("n"), 2);
  EXPECT_EQ(rows[0].Int("elsewhere"), 0);
}

TEST_F(GrantsServiceTest, SomebodyIsLeftToGrantAnything) {
  const auto first = MustGrant(NewGrant(ana_, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  MustGrant(NewGrant(bora_, id1::ROLE_ADMINISTRATOR));
  v1::Grant ended;
  EXPECT_THAT(End(first, &ended), Fails(Code::kFailedPrecondition, "LAST_ADMINISTRATOR"));
  const auto second = MustGrant(NewGrant(bora_, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  const auto auditor = MustGrant(NewGrant(bora_, id1::ROLE_AUDITOR, "organizations/-"));
  EXPECT_THAT(End(first, &ended), IsOk());
  EXPECT_THAT(End(second, &ended), Fails(Code::kFailedPrecondition, "LAST_ADMINISTRATOR"));
  EXPECT_THAT(End(auditor, &ended), IsOk());
}

TEST_F(GrantsServiceTest, OfTwoLastAdministratorsWhoGoAtOnceOneStays) {
  const auto first = MustGrant(NewGrant(ana_, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  const auto second = MustGrant(NewGrant(bora_, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (const auto& name : {first.name(), second.name()}) {
    threads.emplace_back([&, name] {
      grpc::ClientContext context;
      v1::EndGrantRequest request;
      request.set_name(name);
      v1::Grant reply;
      if (grants_->EndGrant(&context, request, &reply).ok()) ++good;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 1);
}

TEST_F(GrantsServiceTest, AnotherOrganizationSeesNothing) {
  const auto made = MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  v1::Grant reply;
  EXPECT_THAT(Get("organizations/bsp/grants/" + IdOf(made.name()), &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(List("", "organizations/bsp"), IsEmpty());
}

}  // namespace
}  // namespace waymark::access
