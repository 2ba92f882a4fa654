// Calls and streams of callers in the same process, many at once and each on a thread of its own. Without
// gRPC between, ThreadSanitizer sees all that they do to each other.
#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "services/common/events/event_test_support.h"
#include "services/common/rpc/runner.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/service.h"
#include "waymark/evaluation/v1/outcomes.grpc.pb.h"

namespace waymark::rpc {
namespace {

using namespace waymark::evaluation::v1;
using events::Eventually;
using ::testing::AnyOf;
using ::testing::ElementsAre;

// A caller, with a thread that takes what is sent until the answer has come.
class Caller {
 public:
  Caller(const google::protobuf::Message& request, const google::protobuf::Message& reply)
      : request_(request.New()), reply_(reply.New()), thread_([this] { Take(); }) {
    request_->CopyFrom(request);
  }

  google::protobuf::Message* request() { return request_.get(); }
  google::protobuf::Message* reply() { return reply_.get(); }
  void Send(const grpc::ByteBuffer& message, Exchange::Sent sent) {
    grpc::Slice slice;
    EXPECT_TRUE(message.DumpToSingleSlice(&slice).ok());
    const std::lock_guard lock(mutex_);
    received_.emplace_back(slice.begin(), slice.end());
    sent_ = std::move(sent);
    changed_.notify_one();
  }
  void Finish(const Error* error) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(error == nullptr ? "" : error->reason());
    changed_.notify_one();
  }
  void Leave() { gone_ = true; }
  bool gone() const { return gone_; }

  std::vector<std::string> received() const {
    const std::lock_guard lock(mutex_);
    return received_;
  }
  // The reasons of the answers, one if all is well; returns when nothing of the call is left here.
  std::vector<std::string> Await() {
    thread_.join();
    return answers_;
  }

 private:
  void Take() {
    for (;;) {
      Exchange::Sent sent;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return sent_ || !answers_.empty(); });
        if (!sent_) return;
        sent = std::exchange(sent_, nullptr);
      }
      sent(!gone_);
    }
  }

  const std::unique_ptr<google::protobuf::Message> request_, reply_;
  std::atomic<bool> gone_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> received_, answers_;
  Exchange::Sent sent_;
  std::thread thread_;
};

class CallerExchange final : public Exchange {
 public:
  CallerExchange(std::shared_ptr<Caller> caller, std::string context)
      : caller_(std::move(caller)), context_(std::move(context)) {}

  CallHeaders headers() const override {
    return HeadersOf(
        [this](const std::string& key) { return key == "x-waymark-caller-bin" ? context_ : ""; });
  }
  std::chrono::system_clock::time_point deadline() const override {
    return std::chrono::system_clock::time_point::max();
  }
  bool cancelled() const override { return caller_->gone(); }
  void AddHeader(const std::string&, const std::string&) override {}
  void Send(const grpc::ByteBuffer& message, Sent sent) override { caller_->Send(message, std::move(sent)); }
  void Cut() override { caller_->Leave(); }
  void Finish(const Error* error) override { caller_->Finish(error); }

 private:
  const std::shared_ptr<Caller> caller_;
  const std::string context_;
};

// Counts from 1, as far as it was told.
class Count final : public Source {
 public:
  explicit Count(Waker wake) : wake_(std::move(wake)) {}
  void Go() {
    ++last_;
    wake_();
  }
  std::optional<grpc::ByteBuffer> Next() override {
    if (given_ == last_) return std::nullopt;
    const grpc::Slice slice(std::to_string(++given_));
    return grpc::ByteBuffer(&slice, 1);
  }

 private:
  const Waker wake_;
  std::atomic<int> last_ = 0;
  int given_ = 0;
};

class ThreadsTest : public ::testing::Test {
 protected:
  ThreadsTest() {
    const auto list = [this](Call&, const ListOutcomesRequest&, ListOutcomesResponse&) { ++handled_; };
    const auto latest = [](Call&, const ListLatestOutcomesRequest&, ListLatestOutcomesResponse&) {};
    const auto watch = [this](Call&, const WatchOutcomesRequest&, Waker wake) -> std::shared_ptr<Source> {
      auto count = std::make_shared<Count>(std::move(wake));
      const std::lock_guard lock(mutex_);
      counts_.push_back(count);
      return count;
    };
    runner_.Serve({{OutcomesService::service_full_name(),
                    {{"ListOutcomes", list},
                     {"ListLatestOutcomes", latest},
                     Handler::Streaming<WatchOutcomesResponse>("WatchOutcomes", watch)}}});
  }

  template <typename Request>
  std::shared_ptr<Caller> Submit(const std::string& rpc, const google::protobuf::Message& reply) {
    Request request;
    request.set_parent("organizations/asp");
    auto caller = std::make_shared<Caller>(request, reply);
    Method* method = runner_.Find(std::string(OutcomesService::service_full_name()) + "/" + rpc);
    runner_.Submit(*method, std::make_unique<CallerExchange>(caller, context_), caller->request(),
                   method->handler.streams() ? nullptr : caller->reply());
    return caller;
  }
  std::shared_ptr<Caller> List() {
    return Submit<ListOutcomesRequest>("ListOutcomes", ListOutcomesResponse());
  }
  // Readers whose streams have begun.
  std::vector<std::shared_ptr<Caller>> Watch(size_t readers) {
    std::vector<std::shared_ptr<Caller>> callers;
    while (callers.size() < readers) {
      callers.push_back(Submit<WatchOutcomesRequest>("WatchOutcomes", WatchOutcomesResponse()));
      EXPECT_TRUE(Eventually([&] { return CountOf(callers.size() - 1) != nullptr; }));
    }
    return callers;
  }
  // Threads that each tell all sources so many times to go on.
  std::vector<std::jthread> Play(int times) {
    std::vector<std::jthread> players;
    for (int i = 0; i < kPlayers; ++i) {
      players.emplace_back([this, times] {
        for (int turn = 0; turn < times; ++turn) {
          for (size_t source = 0; source < kReaders; ++source) {
            if (const auto count = CountOf(source)) count->Go();
          }
        }
      });
    }
    return players;
  }

  std::shared_ptr<Count> CountOf(size_t i) {
    const std::lock_guard lock(mutex_);
    return i < counts_.size() ? counts_[i].lock() : nullptr;
  }

  static constexpr int kPlayers = 3;
  static constexpr size_t kReaders = 12;
  const testing::FakeClock clock_;
  const std::string context_ = testing::Signed(testing::AnyRole(), clock_.Now());
  std::atomic<int> handled_ = 0;
  std::mutex mutex_;
  std::vector<std::weak_ptr<Count>> counts_;
  testing::FakeDirectory directory_;
  Runner runner_{{.service = "guinea-pig",
                  .database = "",
                  .workers = 4,
                  .queue = 16,
                  .token_key = "a key for tests",
                  .caller_keys = testing::GatewayKeys().open},
                 clock_,
                 &directory_};
};

// Whether it is 1, 2, 3 and so on.
MATCHER(CountsFromOne, "") {
  for (size_t i = 0; i < arg.size(); ++i) {
    if (arg[i] != std::to_string(i + 1)) return false;
  }
  return true;
}

TEST_F(ThreadsTest, EachOfManyCallsIsAnsweredOnce) {
  constexpr int kCalls = 50;
  std::vector<std::shared_ptr<Caller>> callers(kPlayers * kCalls);
  {
    std::vector<std::jthread> clients;
    for (int client = 0; client < kPlayers; ++client) {
      clients.emplace_back([&, client] {
        for (int i = 0; i < kCalls; ++i) callers[static_cast<size_t>(client * kCalls + i)] = List();
      });
    }
  }
  int answered = 0;
  for (const auto& caller : callers) {
    const auto answers = caller->Await();
    EXPECT_THAT(answers, AnyOf(ElementsAre(""), ElementsAre("OVERLOADED")));
    answered += answers == std::vector<std::string>{""};
  }
  EXPECT_EQ(answered, handled_);
}

TEST_F(ThreadsTest, AReaderGetsAllInOrderUntilTheServiceStops) {
  constexpr int kTimes = 50;
  const auto readers = Watch(kReaders);
  Play(kTimes);
  for (const auto& reader : readers) {
    EXPECT_TRUE(Eventually([&] { return reader->received().size() == kPlayers * kTimes; }));
  }
  runner_.Shutdown();
  for (const auto& reader : readers) {
    EXPECT_THAT(reader->received(), CountsFromOne());
    EXPECT_THAT(reader->Await(), ElementsAre("SHUTTING_DOWN"));
  }
}

TEST_F(ThreadsTest, AStreamIsAnsweredOnceWhoeverEndsIt) {
  const auto readers = Watch(kReaders);
  {
    const auto players = Play(50);
    const std::jthread leaving([&] {
      for (size_t i = 0; i < kReaders; i += 2) readers[i]->Leave();
    });
    runner_.Shutdown();
  }
  for (const auto& reader : readers) {
    EXPECT_THAT(reader->received(), CountsFromOne());
    EXPECT_THAT(reader->Await(), AnyOf(ElementsAre("SHUTTING_DOWN"), ElementsAre("CANCELLED")));
  }
}

}  // namespace
}  // namespace waymark::rpc
