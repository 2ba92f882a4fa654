#include "services/common/rpc/runner.h"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <set>
#include <thread>

#include "services/common/base/longest_request.h"
#include "services/common/rpc/server.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/process.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::rpc {
namespace {

using testing::Fails;
using testing::IsOk;
using waymark::directory::v1::DirectoryService;
using waymark::directory::v1::ResolveRequest;
using waymark::directory::v1::ResolveResponse;
using Resolve = std::function<void(Call&, const ResolveRequest&, ResolveResponse&)>;

// A handler that stands still until it is let go.
class Gate {
 public:
  void Pass() {
    entered_.release();
    open_.get_future().wait();
  }
  void AwaitEntry() { entered_.acquire(); }
  void Open() { open_.set_value(); }

 private:
  std::counting_semaphore<> entered_{0};
  std::promise<void> open_;
};

class RunnerTest : public ::testing::Test {
 protected:
  // Serves the smallest service there is, with this handler.
  void Serve(Resolve handler, int workers = 1, int queue = 1) {
    runner_ = MakeRunner(std::move(handler), workers, queue);
    socket_ = "unix:" + folder_ / "s";
    server_ = std::make_unique<Server>(socket_, authorization::PeerFiles{}, *runner_);
    channel_ = testing::ChannelAs(socket_, clock_, [this] { return caller_; });
    stub_ = DirectoryService::NewStub(channel_);
  }

  std::unique_ptr<Runner> MakeRunner(Resolve handler, int workers, int queue,
                                     std::vector<const Runner*> gives_way_to = {}) {
    auto runner = std::make_unique<Runner>(RunnerOptions{.service = "guinea-pig",
                                                         .database = "",
                                                         .workers = workers,
                                                         .queue = queue,
                                                         .token_key = "a key for tests",
                                                         .caller_keys = testing::GatewayKeys().open,
                                                         .gives_way_to = std::move(gives_way_to)},
                                           clock_, nullptr);
    runner->Serve({{DirectoryService::service_full_name(), {{"Resolve", std::move(handler)}}}});
    return runner;
  }

  void TearDown() override {
    server_.reset();
    runner_.reset();
  }

  struct Answer {
    grpc::Status status;
    ResolveResponse reply;
  };

  Answer Ask(const ResolveRequest& request = {},
             std::chrono::milliseconds patience = std::chrono::seconds(10),
             const std::map<std::string, std::string>& metadata = {}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + patience);
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    Answer answer;
    answer.status = stub_->Resolve(&context, request, &answer.reply);
    return answer;
  }

  std::future<Answer> AskAside() {
    return std::async(std::launch::async, [this] { return Ask(); });
  }

  testing::FakeClock clock_;
  testing::CallerContext caller_ = testing::AnyRole();
  std::unique_ptr<Runner> runner_;
  const testing::Folder folder_;
  std::string socket_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<DirectoryService::Stub> stub_;
};

ResolveRequest RequestOf(const std::string& organization) {
  ResolveRequest request;
  request.set_organization_id(organization);
  return request;
}

TEST_F(RunnerTest, AnswersWithWhatTheHandlerSays) {
  Serve([](Call&, const ResolveRequest& request, ResolveResponse& reply) {
    reply.add_resolutions()->set_id(request.collection());
  });
  ResolveRequest request;
  request.set_collection("units");
  const Answer answer = Ask(request);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reply.resolutions(0).id(), "units");
}

TEST_F(RunnerTest, TellsTheHandlerWhoAsksWhereAndWhen) {
  Serve([this](Call& call, const ResolveRequest&, ResolveResponse& reply) {
    EXPECT_EQ(call.now(), clock_.Now());
    EXPECT_EQ(call.parent(), "organizations/asp");
    EXPECT_EQ(call.origin().method, "waymark.directory.v1.DirectoryService/Resolve");
    reply.add_resolutions()->set_id(call.organization());
    reply.add_resolutions()->set_id(call.origin().actor);
    reply.add_resolutions()->set_id(call.origin().purpose);
    reply.add_resolutions()->set_id(call.origin().traceparent);
  });
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  caller_.set_purpose("audit");
  const Answer answer = Ask(RequestOf("asp"), std::chrono::seconds(10), {{"traceparent", trace}});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reply.resolutions(0).id(), "asp");
  EXPECT_EQ(answer.reply.resolutions(1).id(), "accounts/" + std::string(testing::kTester));
  EXPECT_EQ(answer.reply.resolutions(2).id(), "audit");
  EXPECT_EQ(answer.reply.resolutions(3).id(), trace);
}

TEST_F(RunnerTest, RefusesWhatIsNotValidBeforeTheHandler) {
  std::atomic<int> runs = 0;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse&) { ++runs; });
  ResolveRequest request;
  request.add_references(std::string("a\0b", 3));
  const Answer answer = Ask(request);
  EXPECT_THAT(answer.status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(answer.status, testing::BlamesField("references[0]"));
  EXPECT_THAT(Ask(RequestOf("No Slug")).status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(runs, 0);
}

TEST_F(RunnerTest, LooksAtTheLongestRequestThatAGatewayMayTake) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse&) {});
  ResolveRequest request;
  request.set_collection(std::string(kLongestRequest, 'a'));
  EXPECT_THAT(Ask(request).status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(RunnerTest, AnswersAnErrorOfTheHandlerWithItsDetails) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse& reply) {
    reply.add_resolutions();
    throw IllegalStateChange("an enrolment", "APPLIED", "GRADUATED");
  });
  EXPECT_THAT(Ask().status, Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
}

TEST_F(RunnerTest, AnswersManyLongViolationsWithinTheLimitOfHeaders) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse&) {
    throw InvalidFields(std::vector<FieldViolation>(1000, {std::string(100, 'f'), std::string(400, 'x')}));
  });
  EXPECT_THAT(Ask().status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(RunnerTest, HidesTheTextOfAnUnexpectedException) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse&) { throw std::runtime_error("Ana Hoxha"); });
  const grpc::Status status = Ask().status;
  EXPECT_THAT(status, Fails(Code::kInternal, "INTERNAL"));
  EXPECT_EQ(status.error_message(), "internal error");
  EXPECT_EQ(status.error_details().find("Ana"), std::string::npos);
}

TEST_F(RunnerTest, TheLogSaysWhoWasRefusedWhat) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse&) {
    throw Error(Code::kPermissionDenied, "OUTSIDE_REACH", "not this one");
  });
  ::testing::internal::CaptureStderr();
  Ask();
  const std::string log = ::testing::internal::GetCapturedStderr();
  for (const std::string& part :
       {std::string(R"("code":"PERMISSION_DENIED")"), std::string(R"("reason":"OUTSIDE_REACH")"),
        R"("account":"accounts/)" + caller_.account_id() + '"'})
    EXPECT_THAT(log, ::testing::HasSubstr(part));
}

TEST_F(RunnerTest, RefusesWhatTheQueueHasNoRoomFor) {
  Gate gate;
  std::atomic<int> runs = 0;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse&) {
    if (runs++ == 0) gate.Pass();
  });
  auto working = AskAside();
  gate.AwaitEntry();
  auto waiting = AskAside();
  // The second call sits in the queue of one as soon as a third is refused.
  Answer third;
  do {
    third = Ask({}, std::chrono::milliseconds(200));
  } while (third.status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(third.status, Fails(Code::kResourceExhausted, "OVERLOADED"));
  gate.Open();
  EXPECT_THAT(working.get().status, IsOk());
  waiting.get();
}

TEST_F(RunnerTest, WhoGivesWayTakesNothingWhileTheOtherIsAtItsLimit) {
  Gate gate;
  std::atomic<int> runs = 0;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse&) {
    if (runs++ == 0) gate.Pass();
  });
  const auto giving =
      MakeRunner([](Call&, const ResolveRequest&, ResolveResponse&) {}, 1, 1, {runner_.get()});
  const std::string socket = "unix:" + folder_ / "giving";
  Server server(socket, authorization::PeerFiles{}, *giving);
  const auto stub = DirectoryService::NewStub(testing::ChannelAs(socket, clock_, [this] { return caller_; }));
  const auto ask_giving = [&] {
    grpc::ClientContext context;
    ResolveResponse reply;
    return stub->Resolve(&context, {}, &reply);
  };
  auto working = AskAside();
  gate.AwaitEntry();
  EXPECT_THAT(ask_giving(), IsOk()) << "one that works is none that waits";
  auto waiting = AskAside();
  while (!runner_->is_at_limit()) std::this_thread::yield();
  EXPECT_THAT(ask_giving(), Fails(Code::kResourceExhausted, "OVERLOADED"));
  gate.Open();
  EXPECT_THAT(working.get().status, IsOk());
  EXPECT_THAT(waiting.get().status, IsOk());
  EXPECT_THAT(ask_giving(), IsOk());
}

TEST_F(RunnerTest, RunsAsManyCallsAtOnceAsThereMayBeWorkers) {
  std::latch all_inside(3);
  Serve([&](Call&, const ResolveRequest&, ResolveResponse&) { all_inside.arrive_and_wait(); }, 3, 8);
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 3; ++i) answers.push_back(AskAside());
  for (auto& answer : answers) EXPECT_THAT(answer.get().status, IsOk());
}

TEST_F(RunnerTest, StartsFewWorkersWhereCallsComeOneByOne) {
  std::mutex mutex;
  std::set<std::thread::id> workers;
  Serve(
      [&](Call&, const ResolveRequest&, ResolveResponse&) {
        const std::lock_guard lock(mutex);
        workers.insert(std::this_thread::get_id());
      },
      32, 8);
  for (int i = 0; i < 100; ++i) ASSERT_THAT(Ask().status, IsOk());
  // One; more only where a call came before the worker was back from the one before.
  EXPECT_LE(workers.size(), 4);
}

TEST_F(RunnerTest, NeverRunsACallWhoseDeadlinePassedInTheQueue) {
  Gate gate;
  std::atomic<int> runs = 0;
  Serve(
      [&](Call&, const ResolveRequest&, ResolveResponse&) {
        if (runs++ == 0) gate.Pass();
      },
      1, 8);
  auto working = AskAside();
  gate.AwaitEntry();
  EXPECT_EQ(Ask({}, std::chrono::milliseconds(50)).status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // For the service it passes as much later as the call was on its way.
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  gate.Open();
  EXPECT_THAT(working.get().status, IsOk());
  EXPECT_THAT(Ask().status, IsOk());
  EXPECT_EQ(runs, 2);
}

TEST_F(RunnerTest, RunsAHandlerAgainWhenAnotherTransactionCameBetween) {
  int runs = 0;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse& reply) {
    reply.add_resolutions();
    if (++runs < 3) throw Error(Code::kAborted, "CONCURRENT_CHANGE", "try again");
  });
  const Answer answer = Ask();
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reply.resolutions_size(), 1);
  EXPECT_EQ(runs, 3);
}

TEST_F(RunnerTest, GivesUpAfterThreeTriesAndTriesOtherErrorsOnce) {
  std::string reason = "CONCURRENT_CHANGE";
  int runs = 0;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse&) {
    ++runs;
    throw Error(Code::kAborted, reason, "try again");
  });
  EXPECT_THAT(Ask().status, Fails(Code::kAborted, "CONCURRENT_CHANGE"));
  EXPECT_EQ(runs, 3);
  reason = "ETAG_MISMATCH";
  EXPECT_THAT(Ask().status, Fails(Code::kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(runs, 4);
}

TEST_F(RunnerTest, GivesHandlersThatSetNoDeadlineThirtySeconds) {
  std::chrono::steady_clock::duration left{};
  Serve([&](Call& call, const ResolveRequest&, ResolveResponse&) {
    left = call.scope().deadline - std::chrono::steady_clock::now();
  });
  grpc::ClientContext context;
  ResolveResponse reply;
  ASSERT_THAT(stub_->Resolve(&context, {}, &reply), IsOk());
  EXPECT_GT(left, std::chrono::seconds(20));
  EXPECT_LE(left, std::chrono::seconds(30));
}

TEST_F(RunnerTest, DrainFinishesWhatIsUnderWayAndTakesNoMore) {
  Gate gate;
  Serve([&](Call&, const ResolveRequest&, ResolveResponse& reply) {
    gate.Pass();
    reply.add_resolutions();
  });
  auto working = AskAside();
  gate.AwaitEntry();
  auto drained = std::async(std::launch::async, [this] {
    server_->AnnounceStop();
    server_->Drain(std::chrono::milliseconds(0), std::chrono::seconds(10));
    runner_->Shutdown();
  });
  while (Ask({}, std::chrono::milliseconds(100)).status.error_code() != grpc::StatusCode::UNAVAILABLE) {
  }
  gate.Open();
  const Answer answer = working.get();
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reply.resolutions_size(), 1);
  drained.get();
}

TEST_F(RunnerTest, RefusesCallsAfterShutdown) {
  Serve([](Call&, const ResolveRequest&, ResolveResponse&) {});
  runner_->Shutdown();
  EXPECT_THAT(Ask().status, Fails(Code::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace waymark::rpc
