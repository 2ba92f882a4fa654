// Streams through a real server and a real stub.
#include "services/common/rpc/stream.h"

#include <gmock/gmock.h>

#include <deque>
#include <future>

#include "services/common/events/event_test_support.h"
#include "services/common/rpc/runner.h"
#include "services/common/rpc/server.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/process.h"
#include "services/common/testing/service.h"
#include "waymark/evaluation/v1/outcomes.grpc.pb.h"

namespace waymark::rpc {
namespace {

using namespace waymark::evaluation::v1;
using events::Eventually;
using testing::Fails;
using testing::IsOk;
using namespace std::chrono_literals;

// Messages that a test makes, each with a token.
class Tape final : public Source {
 public:
  explicit Tape(Waker wake) : wake_(std::move(wake)) {}

  void Play(const std::string& token, size_t padding = 0) {
    WatchOutcomesResponse message;
    message.set_resume_token(token);
    message.mutable_event()->set_id(std::string(padding, 'x'));
    const std::string bytes = message.SerializeAsString();
    const grpc::Slice slice(bytes);
    {
      const std::lock_guard lock(mutex_);
      messages_.emplace_back(&slice, 1);
    }
    wake_();
  }
  void Fail(const Error& error) {
    {
      const std::lock_guard lock(mutex_);
      error_ = error;
    }
    wake_();
  }
  size_t left() const {
    const std::lock_guard lock(mutex_);
    return messages_.size();
  }

  std::optional<grpc::ByteBuffer> Next() override {
    const std::lock_guard lock(mutex_);
    if (messages_.empty()) {
      if (error_) throw *error_;
      return std::nullopt;
    }
    grpc::ByteBuffer message = messages_.front();
    messages_.pop_front();
    return message;
  }

 private:
  const Waker wake_;
  mutable std::mutex mutex_;
  std::deque<grpc::ByteBuffer> messages_;
  std::optional<Error> error_;
};

class StreamTest : public ::testing::Test {
 protected:
  void Serve(std::chrono::milliseconds write_time = 30s, int workers = 1) {
    runner_ = std::make_unique<Runner>(RunnerOptions{.service = "guinea-pig",
                                                     .database = "",
                                                     .workers = workers,
                                                     .queue = 8,
                                                     .token_key = "a key for tests",
                                                     .caller_keys = testing::GatewayKeys().open,
                                                     .write_time = write_time},
                                       clock_, &directory_);
    const auto open = [this](Call& call, const WatchOutcomesRequest& request,
                             Waker waker) -> std::shared_ptr<Source> {
      if (request.resume_token() == "wrong") throw InvalidToken("resume_token");
      organization_ = call.organization();
      auto tape = std::make_shared<Tape>(std::move(waker));
      tape->Play("first");
      const std::lock_guard lock(mutex_);
      tapes_.push_back(tape);
      return tape;
    };
    const auto list = [](Call&, const ListOutcomesRequest&, ListOutcomesResponse&) {};
    const auto latest = [](Call&, const ListLatestOutcomesRequest&, ListLatestOutcomesResponse&) {};
    runner_->Serve({{OutcomesService::service_full_name(),
                     {{"ListOutcomes", list},
                      {"ListLatestOutcomes", latest},
                      Handler::Streaming<WatchOutcomesResponse>("WatchOutcomes", open)}}});
    server_ = std::make_unique<Server>("unix:" + folder_ / "s", authorization::PeerFiles{}, *runner_);
    stub_ = OutcomesService::NewStub(
        testing::ChannelAs("unix:" + folder_ / "s", clock_, [this] { return caller_; }));
  }

  void TearDown() override {
    server_.reset();
    runner_.reset();
  }

  // A reader of one stream.
  struct Reader {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<WatchOutcomesResponse>> stream;

    // The token of the next message; empty when there is none.
    std::string Read() {
      WatchOutcomesResponse message;
      return stream->Read(&message) ? message.resume_token() : "";
    }
  };
  std::unique_ptr<Reader> Watch(const std::string& token = "",
                                std::chrono::milliseconds patience = std::chrono::minutes(1)) {
    auto reader = std::make_unique<Reader>();
    WatchOutcomesRequest request;
    request.set_parent("organizations/asp");
    request.set_resume_token(token);
    reader->context.set_deadline(std::chrono::system_clock::now() + patience);
    reader->stream = stub_->WatchOutcomes(&reader->context, request);
    return reader;
  }
  std::shared_ptr<Tape> TapeOf(size_t i) {
    const std::lock_guard lock(mutex_);
    return tapes_.at(i).lock();
  }

  testing::FakeClock clock_;
  testing::CallerContext caller_ = testing::AnyRole();
  testing::FakeDirectory directory_;
  std::mutex mutex_;
  std::vector<std::weak_ptr<Tape>> tapes_;  // one for each stream that was opened
  std::string organization_;
  const testing::Folder folder_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<OutcomesService::Stub> stub_;
};

TEST_F(StreamTest, SendsWhatTheSourceHasWheneverItHasSomething) {
  Serve();
  const auto reader = Watch();
  EXPECT_EQ(reader->Read(), "first");
  EXPECT_EQ(organization_, "asp");
  for (int i = 0; i < 100; ++i) TapeOf(0)->Play(std::to_string(i));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(reader->Read(), std::to_string(i));
}

TEST_F(StreamTest, IsCheckedLikeAnyOtherCallBeforeItBegins) {
  Serve();
  EXPECT_THAT(Watch("wrong")->stream->Finish(), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
  EXPECT_THAT(Watch(std::string(3000, 'x'))->stream->Finish(),
              Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  caller_ = testing::CallerWith({testing::Role::ROLE_AUDITOR}, "asp");
  EXPECT_THAT(Watch()->stream->Finish(), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(StreamTest, HoldsNoWorker) {
  Serve(30s, /*workers=*/1);
  std::vector<std::unique_ptr<Reader>> readers;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(readers.emplace_back(Watch())->Read(), "first");
  grpc::ClientContext context;
  ListOutcomesRequest request;
  request.set_parent("organizations/asp");
  ListOutcomesResponse reply;
  EXPECT_THAT(stub_->ListOutcomes(&context, request, &reply), IsOk());
}

TEST_F(StreamTest, EndsWithTheErrorOfTheSourceAfterItsMessages) {
  Serve();
  const auto reader = Watch();
  reader->Read();
  TapeOf(0)->Play("last");
  TapeOf(0)->Fail(Unavailable("the stream server"));
  EXPECT_EQ(reader->Read(), "last");
  EXPECT_EQ(reader->Read(), "");
  EXPECT_THAT(reader->stream->Finish(), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

TEST_F(StreamTest, LetsTheSourceGoWhenTheReaderHasGone) {
  Serve();
  const auto reader = Watch();
  reader->Read();
  reader->context.TryCancel();
  EXPECT_TRUE(Eventually([this] { return TapeOf(0) == nullptr; }));
}

TEST_F(StreamTest, LetsTheSourceGoWhenTheTimeOfTheReaderIsOver) {
  Serve();
  const auto reader = Watch("", 1s);
  EXPECT_EQ(reader->Read(), "first");
  EXPECT_EQ(reader->Read(), "");
  EXPECT_EQ(reader->stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_TRUE(Eventually([this] { return TapeOf(0) == nullptr; }));
}

TEST_F(StreamTest, TakesFromTheSourceNoFasterThanTheReaderReads) {
  Serve();
  const auto reader = Watch();
  reader->Read();
  constexpr int kMegabytes = 40;
  for (int i = 0; i < kMegabytes; ++i) TapeOf(0)->Play(std::to_string(i), 1 << 20);
  // Once it stands still, what is on the way is little of it.
  size_t left = 0;
  EXPECT_TRUE(Eventually([&] { return std::exchange(left, TapeOf(0)->left()) == TapeOf(0)->left(); }));
  EXPECT_GT(left, kMegabytes / 2u);
  for (int i = 0; i < kMegabytes; ++i) EXPECT_EQ(reader->Read(), std::to_string(i));
}

TEST_F(StreamTest, CutsAReaderWhoDoesNotRead) {
  Serve(/*write_time=*/200ms);
  const auto reader = Watch();
  reader->Read();
  // The stream may be cut, and let its tape go, before all of it was played.
  auto tape = TapeOf(0);
  for (int i = 0; i < 40; ++i) tape->Play("x", 1 << 20);
  tape.reset();
  EXPECT_TRUE(Eventually([this] { return TapeOf(0) == nullptr; }));
  while (!reader->Read().empty()) {
  }
  EXPECT_FALSE(reader->stream->Finish().ok());
}

TEST_F(StreamTest, EndsSoThatItCanBeResumedWhenTheServiceStops) {
  Serve();
  const auto reader = Watch();
  reader->Read();
  auto stopped = std::async(std::launch::async, [this] {
    runner_->AnnounceStop();
    server_->Drain(0ms, 10s);
    runner_->Shutdown();
  });
  EXPECT_EQ(reader->Read(), "");
  EXPECT_THAT(reader->stream->Finish(), Fails(Code::kUnavailable, "SHUTTING_DOWN"));
  stopped.get();
}

TEST_F(StreamTest, DoesNotBeginWhenTheServiceStops) {
  Serve();
  runner_->AnnounceStop();
  const auto reader = Watch();
  EXPECT_EQ(reader->Read(), "");
  EXPECT_THAT(reader->stream->Finish(), Fails(Code::kUnavailable, "SHUTTING_DOWN"));
}

}  // namespace
}  // namespace waymark::rpc
