#include "services/common/rpc/directory.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include "services/common/rpc/call.h"
#include "services/common/status/error.h"
#include "services/common/testing/process.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::rpc {
namespace {

using waymark::directory::v1::DirectoryService;
using waymark::directory::v1::ResolveRequest;
using waymark::directory::v1::ResolveResponse;

// An owner that knows every reference but `~gone`, and notes what it is asked.
class Owner final : public DirectoryService::Service {
 public:
  grpc::Status Resolve(grpc::ServerContext* context, const ResolveRequest* request,
                       ResolveResponse* reply) override {
    requests.push_back(*request);
    traceparent = std::string(context->client_metadata().find("traceparent")->second.data(), 55);
    const auto sent = context->client_metadata().find(authorization::kCallerMetadata);
    caller = std::string(sent->second.data(), sent->second.size());
    for (const auto& reference : request->references()) {
      auto* resolution = reply->add_resolutions();
      if (reference == "~gone") continue;
      resolution->set_id("id of " + reference);
      resolution->set_open(reference != "~closed");
      if (!request->with_protection()) continue;
      resolution->set_protected_(reference == "~minor");
      resolution->set_redacted(reference == "~minor");
    }
    return status;
  }

  std::vector<ResolveRequest> requests;
  std::string traceparent, caller;
  grpc::Status status;
};

class DirectoryTest : public ::testing::Test {
 protected:
  DirectoryTest() : address_("unix:" + folder_ / "s") {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&owner_);
    server_ = builder.BuildAndStart();
  }

  std::vector<Resolved> Resolve(const std::vector<std::string>& references,
                                std::chrono::milliseconds time = std::chrono::seconds(10),
                                bool with_protection = false) {
    return Resolve({.participants = address_}, "units", references, time, with_protection);
  }
  std::vector<Resolved> Resolve(const DirectoryAddresses& addresses, const std::string& collection,
                                const std::vector<std::string>& references,
                                std::chrono::milliseconds time = std::chrono::seconds(10),
                                bool with_protection = false,
                                waymark::identity::v1::Role role = waymark::identity::v1::ROLE_UNSPECIFIED) {
    events::Origin origin;
    origin.traceparent = kTrace;
    const Call call(connection_, environment_, caller_, origin,
                    {"asp", std::chrono::steady_clock::now() + time});
    return MakeDirectory(addresses, {})->Resolve(call, collection, references, with_protection, role);
  }

  Code CodeOfError() {
    try {
      Resolve({"~a"});
    } catch (const Error& error) {
      return error.code();
    }
    return Code::kUnknown;
  }

  static constexpr char kTrace[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const testing::Folder folder_;
  const std::string address_;
  const Tokens tokens_{"a key for tests"};
  db::Connection connection_{""};
  db::StatementGroup writer_{"", db::Kind::kWrites};
  db::Reader reader_{""};
  const std::string service_ = "test";
  const crypto::Sealer sealer_{"a key for tests", "test"};
  const Environment environment_{service_, SystemClock(), tokens_, nullptr, writer_, reader_, sealer_};
  const Caller caller_{.context = std::make_shared<authorization::CallerContext>(),
                       .signed_context = "signed by the gateway",
                       .address = "",
                       .user_agent = "",
                       .permission = waymark::options::v1::PERMISSION_PEOPLE_READ};
  Owner owner_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(DirectoryTest, AnswersInTheOrderOfTheReferences) {
  const auto answers = Resolve({"~b", "", "~gone", "~closed", "~b"});
  ASSERT_EQ(answers.size(), 5u);
  EXPECT_EQ(answers[0].id, "id of ~b");
  EXPECT_TRUE(answers[0].open);
  EXPECT_EQ(answers[1].id, "");
  EXPECT_EQ(answers[2].id, "");
  EXPECT_EQ(answers[3].id, "id of ~closed");
  EXPECT_FALSE(answers[3].open);
  EXPECT_EQ(answers[4].id, "id of ~b");
}

TEST_F(DirectoryTest, AsksOnceForEachOnItsCallersBehalf) {
  Resolve({"~b", "~a", "~b", ""});
  ASSERT_EQ(owner_.requests.size(), 1u);
  EXPECT_EQ(owner_.requests[0].organization_id(), "asp");
  EXPECT_EQ(owner_.requests[0].collection(), "units");
  EXPECT_EQ(owner_.requests[0].permission(), waymark::options::v1::PERMISSION_PEOPLE_READ);
  EXPECT_THAT(owner_.requests[0].references(), ::testing::ElementsAre("~b", "~a"));
  EXPECT_EQ(owner_.traceparent, kTrace);
}

TEST_F(DirectoryTest, TellsWhoIsProtectedWhereThatIsAskedFor) {
  const auto answers = Resolve({"~a", "~minor"}, std::chrono::seconds(10), true);
  EXPECT_FALSE(answers[0].is_protected || answers[0].redacted);
  EXPECT_TRUE(answers[1].is_protected && answers[1].redacted);
  EXPECT_FALSE(Resolve({"~minor"})[0].is_protected);
}

TEST_F(DirectoryTest, DoesNotAskForNothing) {
  EXPECT_EQ(Resolve({"", ""}).size(), 2u);
  EXPECT_TRUE(owner_.requests.empty());
}

TEST_F(DirectoryTest, AsksForAccountsWhereTheyAreKeptAndWhatTheyMustBe) {
  const DirectoryAddresses addresses{.participants = "unix:" + folder_ / "nobody", .access = address_};
  const auto answers = Resolve(addresses, "accounts", {"~ana"}, std::chrono::seconds(10), false,
                               waymark::identity::v1::ROLE_MENTOR);
  EXPECT_EQ(answers[0].id, "id of ~ana");
  ASSERT_EQ(owner_.requests.size(), 1u);
  EXPECT_EQ(owner_.requests[0].collection(), "accounts");
  EXPECT_EQ(owner_.requests[0].role(), waymark::identity::v1::ROLE_MENTOR);
  EXPECT_EQ(owner_.requests[0].permission(), waymark::options::v1::PERMISSION_UNSPECIFIED)
      << "which callers with a right to some units would be refused for";
}

TEST_F(DirectoryTest, AsksForAThousandAtATime) {
  std::vector<std::string> references;
  for (int i = 0; i < 2001; ++i) references.push_back("~" + std::to_string(i));
  const auto answers = Resolve(references);
  EXPECT_EQ(answers[2000].id, "id of ~2000");
  ASSERT_EQ(owner_.requests.size(), 3u);
  EXPECT_EQ(owner_.requests[0].references_size(), 1000);
  EXPECT_EQ(owner_.requests[2].references_size(), 1);
}

TEST_F(DirectoryTest, SaysThatTheOwnerIsNotThere) {
  server_.reset();
  EXPECT_EQ(CodeOfError(), Code::kUnavailable);
}

TEST_F(DirectoryTest, TellsTheOwnersTroublesApart) {
  owner_.status = {grpc::StatusCode::RESOURCE_EXHAUSTED, ""};
  EXPECT_EQ(CodeOfError(), Code::kResourceExhausted);
  owner_.status = {grpc::StatusCode::UNAUTHENTICATED, ""};
  EXPECT_EQ(CodeOfError(), Code::kUnavailable) << "the context of a caller may have run out meanwhile";
  owner_.status = {grpc::StatusCode::INVALID_ARGUMENT, ""};
  EXPECT_EQ(CodeOfError(), Code::kInternal);
}

TEST_F(DirectoryTest, KeepsTheDeadlineOfTheCall) {
  EXPECT_THROW(Resolve({"~a"}, std::chrono::milliseconds(-1)), Error);
  EXPECT_TRUE(owner_.requests.empty());
}

}  // namespace
}  // namespace waymark::rpc
