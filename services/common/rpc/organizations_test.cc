#include "services/common/rpc/organizations.h"

#include <gmock/gmock.h>

#include <atomic>

#include "services/common/rpc/directory.h"
#include "services/common/rpc/runner.h"
#include "services/common/rpc/server.h"
#include "services/common/status/error.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/process.h"
#include "waymark/directory/v1/directory.grpc.pb.h"
#include "waymark/evaluation/v1/outcomes.grpc.pb.h"

namespace waymark::rpc {
namespace {

using testing::Fails;
using testing::IsOk;
using waymark::directory::v1::DirectoryService;
using waymark::evaluation::v1::OutcomesService;
namespace ev = waymark::evaluation::v1;
namespace dv = waymark::directory::v1;

// Knows the organizations `asp` and, once founded, `later`; counts how often it is asked.
class Owner final : public Directory {
 public:
  std::vector<Resolved> Resolve(const Call&, std::string_view collection,
                                const std::vector<std::string>& references, bool,
                                waymark::identity::v1::Role) override {
    ++asked;
    if (down) throw Unavailable("the directory");
    EXPECT_EQ(collection, "organizations");
    const bool there = references.at(0) == "asp" || (founded && references.at(0) == "later");
    return {{.id = there ? references[0] : "", .open = there}};
  }

  std::atomic<int> asked = 0;
  std::atomic<bool> founded = false, down = false;
};

class OrganizationsTest : public ::testing::Test {
 protected:
  OrganizationsTest()
      : runner_({.service = "guinea-pig",
                 .database = "",
                 .token_key = "a key for tests",
                 .caller_keys = testing::GatewayKeys().open},
                clock_, &owner_) {
    const auto list = [this](Call&, const ev::ListOutcomesRequest&, ev::ListOutcomesResponse&) {
      ++handled_;
    };
    const auto latest = [](Call&, const ev::ListLatestOutcomesRequest&, ev::ListLatestOutcomesResponse&) {};
    const auto watch = [](Call&, const ev::WatchOutcomesRequest&, Waker) -> std::shared_ptr<Source> {
      throw Internal("is not asked");
    };
    const auto resolve = [](Call&, const dv::ResolveRequest&, dv::ResolveResponse&) {};
    runner_.Serve({{OutcomesService::service_full_name(),
                    {{"ListOutcomes", list},
                     {"ListLatestOutcomes", latest},
                     Handler::Streaming<ev::WatchOutcomesResponse>("WatchOutcomes", watch)}},
                   {DirectoryService::service_full_name(), {{"Resolve", resolve}}}});
    const std::string socket = "unix:" + folder_ / "s";
    server_ = std::make_unique<Server>(socket, authorization::PeerFiles{}, runner_);
    channel_ = testing::ChannelAs(socket, clock_, [this] { return caller_; });
  }
  ~OrganizationsTest() override {
    server_.reset();
    runner_.Shutdown();
  }

  grpc::Status List(const std::string& organization) {
    grpc::ClientContext context;
    ev::ListOutcomesRequest request;
    request.set_parent("organizations/" + organization);
    ev::ListOutcomesResponse reply;
    return OutcomesService::NewStub(channel_)->ListOutcomes(&context, request, &reply);
  }

  testing::FakeClock clock_;
  testing::CallerContext caller_ = testing::AnyRole();
  Owner owner_;
  std::atomic<int> handled_ = 0;
  Runner runner_;
  const testing::Folder folder_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(OrganizationsTest, OneThatIsNotThereIsNotFoundWhateverTheRoleInAll) {
  const auto status = List("typo");
  EXPECT_THAT(status, Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(status.error_message(), ::testing::HasSubstr("organizations/typo"));
  EXPECT_EQ(handled_, 0);
}

TEST_F(OrganizationsTest, IsAskedForOnceWhereItIsThereAndEachTimeWhereItIsNot) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(List("asp"), IsOk());
  EXPECT_EQ(owner_.asked, 1);
  EXPECT_THAT(List("later"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  owner_.founded = true;
  EXPECT_THAT(List("later"), IsOk());
  EXPECT_EQ(owner_.asked, 3);
}

TEST_F(OrganizationsTest, IsNotAskedForWhereARoleInItSaysThatItIsThere) {
  caller_ = testing::CallerWith({waymark::identity::v1::ROLE_REGISTRAR}, "asp");
  EXPECT_THAT(List("asp"), IsOk());
  EXPECT_EQ(owner_.asked, 0);
}

TEST_F(OrganizationsTest, OfOneThatIsKnownTheOwnerIsNotMissed) {
  EXPECT_THAT(List("asp"), IsOk());
  owner_.down = true;
  EXPECT_THAT(List("asp"), IsOk());
  EXPECT_THAT(List("later"), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

TEST_F(OrganizationsTest, WhatAServiceAsksForItsCallerIsLookedAtThere) {
  grpc::ClientContext context;
  dv::ResolveRequest request;
  request.set_organization_id("typo");
  dv::ResolveResponse reply;
  EXPECT_THAT(DirectoryService::NewStub(channel_)->Resolve(&context, request, &reply), IsOk());
  EXPECT_EQ(owner_.asked, 0);
}

}  // namespace
}  // namespace waymark::rpc
