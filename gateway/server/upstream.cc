#include "gateway/server/upstream.h"

#include <mutex>
#include <optional>
#include <utility>

#include "gateway/server/grpc_bytes.h"
#include "gateway/server/grpc_health.h"
#include "services/common/base/thread_name.h"

namespace waymark::gateway {
namespace {

// A page of 1,000 records is well below this.
constexpr int kMaxReplyBytes = 64 << 20;
// For those who ask often, and need no credential for it.
constexpr std::chrono::seconds kHealthKept{1};

grpc::ChannelArguments ChannelSettings() {
  grpc::ChannelArguments settings;
  // A service that was restarted is found again quickly, and one that does not
  // answer at all fails its callers quickly.
  settings.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  settings.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 1000);
  settings.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  // The gateway itself decides what may be tried again.
  settings.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  settings.SetMaxReceiveMessageSize(kMaxReplyBytes);
  // A connection of its own for each thread of the gateway.
  settings.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return settings;
}

// What a stream of this process sends, which comes on other threads: one thing at a time.
class LocalReplies {
 public:
  // A message, or with no `taken` the end.
  struct Reply {
    grpc::ByteBuffer message = {};
    LocalService::Taken taken = {};
    grpc::Status status = {};
  };

  void Put(Reply reply) {
    std::function<void(Reply)> resume;
    {
      const std::lock_guard lock(mutex_);
      resume = std::exchange(resume_, nullptr);
      if (!resume) reply_ = std::move(reply);
    }
    // It may go on at once, to its end: nothing of this is touched any more.
    if (resume) resume(std::move(reply));
  }

  Awaitable<Reply> Next() {
    const auto wait = [this](std::function<void(Reply)> resume) {
      std::optional<Reply> reply;
      {
        const std::lock_guard lock(mutex_);
        reply = std::exchange(reply_, std::nullopt);
        if (!reply) resume_ = resume;
      }
      if (reply) resume(*std::move(reply));
    };
    co_return co_await Outcome<Reply>(wait);
  }

 private:
  std::mutex mutex_;
  std::optional<Reply> reply_;
  std::function<void(Reply)> resume_;
};

}  // namespace

Upstreams::Upstreams(const Backends& backends) : local_(backends.local) {
  for (const auto& [name, address] : backends.addresses) {
    auto channel = authorization::ChannelTo(name, address, backends.tls, ChannelSettings());
    channel->GetState(/*try_to_connect=*/true);
    remote_[name] = {channel, std::make_unique<Stub>(channel), std::make_unique<grpc::GenericStub>(channel)};
  }
  thread_ = std::thread([this] {
    NameThread("gateway grpc");
    Poll();
  });
}

Upstreams::~Upstreams() {
  queue_.Shutdown();
  thread_.join();
}

void Upstreams::Poll() {
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) static_cast<Completion*>(tag)->Resume(ok);
}

template <typename Start>
Awaitable<bool> Upstreams::Completed(Start start) {
  // Named first: gcc 12 destroys a temporary lambda of a co_await expression twice.
  auto initiate = [start = std::move(start)](auto handler) {
    struct Waiting final : Completion {
      explicit Waiting(decltype(handler) resume) : resume_(std::move(resume)) {}
      void Resume(bool ok) override {
        const std::unique_ptr<Waiting> self(this);
        const auto executor = asio::get_associated_executor(resume_);
        asio::post(executor, [resume = std::move(resume_), ok]() mutable { resume(ok); });
      }
      decltype(handler) resume_;
    };
    start(static_cast<Completion*>(new Waiting(std::move(handler))));
  };
  return asio::async_initiate<decltype(kAwait), void(bool)>(std::move(initiate), kAwait);
}

template <typename AnyStub, typename Request, typename Reply>
Awaitable<grpc::Status> Upstreams::Run(AnyStub& stub, const std::string& rpc_path, ServiceCall& call,
                                       const Request& request, Reply& reply) {
  auto reader = stub.PrepareUnaryCall(&call.ForGrpc(), rpc_path, request, &queue_);
  grpc::Status status;
  auto start = [&](void* tag) {
    reader->StartCall();
    reader->Finish(&reply, &status, tag);
  };
  co_await Completed(start);
  call.TakeReplyMetadata();
  co_return status;
}

Awaitable<grpc::Status> Upstreams::Stream(const std::string& upstream, const std::string& rpc_path,
                                          ServiceCall& call, google::protobuf::Message& message,
                                          ReplySink& sink) {
  const auto local = local_.find(upstream);
  if (local != local_.end()) co_return co_await StreamLocal(local->second, rpc_path, call, message, sink);
  const grpc::ByteBuffer request = ToBuffer(message);
  const auto stream = remote_.at(upstream).raw->PrepareCall(&call.ForGrpc(), rpc_path, &queue_);
  const auto start = [&](void* tag) { stream->StartCall(tag); };
  const auto ask = [&](void* tag) { stream->WriteLast(request, grpc::WriteOptions(), tag); };
  grpc::ByteBuffer reply;
  const auto read = [&](void* tag) { stream->Read(&reply, tag); };
  bool going = co_await Completed(start);
  going = going && co_await Completed(ask);
  while (going && co_await Completed(read)) {
    going = co_await sink.Take(reply);
    if (!going) call.Cancel();
  }
  grpc::Status status;
  const auto finish = [&](void* tag) { stream->Finish(&status, tag); };
  co_await Completed(finish);
  co_return status;
}

Awaitable<grpc::Status> Upstreams::CallLocal(const LocalService& service, const std::string& rpc_path,
                                             ServiceCall& call, google::protobuf::Message& request,
                                             google::protobuf::Message& reply) {
  auto start = [&](std::function<void(grpc::Status)> done) {
    service.answer(rpc_path, call, request, reply, std::move(done));
  };
  return Outcome<grpc::Status>(start);
}

Awaitable<grpc::Status> Upstreams::StreamLocal(const LocalService& service, const std::string& rpc_path,
                                               ServiceCall& call, google::protobuf::Message& request,
                                               ReplySink& sink) {
  LocalReplies replies;
  service.stream(
      rpc_path, call, request,
      [&replies](const grpc::ByteBuffer& message, LocalService::Taken taken) {
        replies.Put({.message = message, .taken = std::move(taken)});
      },
      [&replies](grpc::Status status) { replies.Put({.status = std::move(status)}); });
  for (;;) {
    const LocalReplies::Reply reply = co_await replies.Next();
    if (!reply.taken) co_return reply.status;
    const bool going = co_await sink.Take(reply.message);
    if (!going) call.Cancel();
    reply.taken(going);
  }
}

Awaitable<grpc::Status> Upstreams::Call(const std::string& upstream, const std::string& rpc_path,
                                        ServiceCall& call, google::protobuf::Message& request,
                                        google::protobuf::Message& reply) {
  const auto local = local_.find(upstream);
  if (local != local_.end()) return CallLocal(local->second, rpc_path, call, request, reply);
  return Run(*remote_.at(upstream).stub, rpc_path, call, request, reply);
}

Awaitable<std::vector<std::string>> Upstreams::NotServing(std::chrono::milliseconds patience) {
  if (asked_for_health_ && std::chrono::steady_clock::now() - *asked_for_health_ < kHealthKept)
    co_return not_serving_;
  const std::string check(kHealthCheck);
  const grpc::ByteBuffer request = BufferOf("");  // it asks about the whole server
  std::vector<std::string> missing;
  for (auto& [name, remote] : remote_) {
    ServiceCall call(std::chrono::system_clock::now() + patience);
    grpc::ByteBuffer reply;
    const grpc::Status status = co_await Run(*remote.raw, check, call, request, reply);
    if (!status.ok() || TextOf(reply) != kServing) missing.push_back(name);
  }
  not_serving_ = missing;
  asked_for_health_ = std::chrono::steady_clock::now();
  co_return missing;
}

}  // namespace waymark::gateway
