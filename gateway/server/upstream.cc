#include "gateway/server/upstream.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>

namespace waymark::gateway {
namespace {

// A page of 1,000 records is well below this.
constexpr int kMaxReplyBytes = 64 << 20;

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

// What grpc.health.v1 answers for SERVING: field 1, value 1.
constexpr char kServing[] = "\x08\x01";

}  // namespace

Upstreams::Upstreams(const Backends& backends) : local_(backends.local) {
  for (const auto& [name, address] : backends.addresses) {
    auto channel = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), ChannelSettings());
    channel->GetState(/*try_to_connect=*/true);
    remote_[name] = {channel, std::make_unique<Stub>(channel), std::make_unique<grpc::GenericStub>(channel)};
  }
  thread_ = std::thread([this] { Poll(); });
}

Upstreams::~Upstreams() {
  queue_.Shutdown();
  thread_.join();
}

void Upstreams::Poll() {
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) static_cast<Completion*>(tag)->Resume();
}

template <typename AnyStub, typename Request, typename Reply>
Awaitable<grpc::Status> Upstreams::Run(AnyStub& stub, const std::string& rpc_path, ServiceCall& call,
                                       const Request& request, Reply& reply) {
  auto reader = stub.PrepareUnaryCall(&call.ForGrpc(), rpc_path, request, &queue_);
  grpc::Status status;
  // Named first: gcc 12 destroys a temporary lambda of a co_await expression twice.
  auto start = [&](auto handler) {
    struct Waiting final : Completion {
      explicit Waiting(decltype(handler) resume) : resume_(std::move(resume)) {}
      void Resume() override {
        const std::unique_ptr<Waiting> self(this);
        const auto executor = boost::asio::get_associated_executor(resume_);
        boost::asio::post(executor, std::move(resume_));
      }
      decltype(handler) resume_;
    };
    reader->StartCall();
    reader->Finish(&reply, &status, static_cast<Completion*>(new Waiting(std::move(handler))));
  };
  co_await boost::asio::async_initiate<decltype(kAwait), void()>(start, kAwait);
  call.TakeReplyMetadata();
  co_return status;
}

Awaitable<grpc::Status> Upstreams::CallLocal(const LocalService& service, const std::string& rpc_path,
                                             ServiceCall& call, google::protobuf::Message& request,
                                             google::protobuf::Message& reply) {
  grpc::Status status;
  auto start = [&](auto handler) {
    // A std::function can be copied, what it holds must be too.
    const auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    service(rpc_path, call, request, reply, [resume, &status](grpc::Status ended) {
      status = std::move(ended);
      const auto executor = boost::asio::get_associated_executor(*resume);
      boost::asio::post(executor, std::move(*resume));
    });
  };
  co_await boost::asio::async_initiate<decltype(kAwait), void()>(start, kAwait);
  co_return status;
}

Awaitable<grpc::Status> Upstreams::Call(const std::string& upstream, const std::string& rpc_path,
                                        ServiceCall& call, google::protobuf::Message& request,
                                        google::protobuf::Message& reply) {
  const auto local = local_.find(upstream);
  if (local != local_.end()) return CallLocal(local->second, rpc_path, call, request, reply);
  return Run(*remote_.at(upstream).stub, rpc_path, call, request, reply);
}

Awaitable<std::vector<std::string>> Upstreams::NotServing(std::chrono::milliseconds patience) {
  const std::string check = "/grpc.health.v1.Health/Check";
  const grpc::Slice nothing;  // the empty message asks about the whole server
  const grpc::ByteBuffer request(&nothing, 1);
  std::vector<std::string> missing;
  for (auto& [name, remote] : remote_) {
    ServiceCall call(std::chrono::system_clock::now() + patience);
    grpc::ByteBuffer reply;
    const grpc::Status status = co_await Run(*remote.raw, check, call, request, reply);
    grpc::Slice bytes;
    if (!status.ok() || !reply.DumpToSingleSlice(&bytes).ok() ||
        std::string_view(reinterpret_cast<const char*>(bytes.begin()), bytes.size()) != kServing) {
      missing.push_back(name);
    }
  }
  co_return missing;
}

}  // namespace waymark::gateway
