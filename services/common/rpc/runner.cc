#include "services/common/rpc/runner.h"

#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "services/common/base/bounded_queue.h"
#include "services/common/rpc/invocation.h"

namespace waymark::rpc {
namespace {

using google::protobuf::Descriptor;

// The RPCs that were called, with their measures.
class Methods {
 public:
  Method& Of(const google::protobuf::Message& request, const google::protobuf::Message& reply) {
    const std::pair key(request.GetDescriptor(), reply.GetDescriptor());
    {
      const std::shared_lock lock(mutex_);
      if (const auto known = methods_.find(key); known != methods_.end()) return known->second;
    }
    const std::unique_lock lock(mutex_);
    const auto* method = MethodOf(request, reply);
    if (method == nullptr) throw std::logic_error("no RPC takes " + request.GetTypeName());
    const std::string name = method->service()->full_name() + "/" + method->name();
    return methods_.try_emplace(key, name, authorization::PermissionOf(*method)).first->second;
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::pair<const Descriptor*, const Descriptor*>, Method> methods_;
};

}  // namespace

struct Runner::Impl {
  Impl(RunnerOptions runner_options, const Clock& clock, Directory* directory)
      : options(std::move(runner_options)),
        tokens(options.token_key),
        verifier(options.caller_keys),
        writer(options.database, db::Kind::kWrites),
        reader(options.database),
        environment{options.service, clock, tokens, directory, writer, reader},
        queue(static_cast<size_t>(options.queue)),
        queue_length(QueueLength(options.service)) {
    for (int i = 0; i < options.workers; ++i) workers.emplace_back([this] { Work(); });
  }

  void Work() {
    Connections connections{.whole = db::Connection(options.database), .part = nullptr};
    if (!options.part_database.empty()) {
      connections.part = std::make_unique<db::Connection>(options.part_database, db::Access::kPart);
    }
    while (auto job = queue.Pop()) {
      queue_length.Decrement();
      Invocation(environment, verifier, *job, connections).Run();
    }
  }

  void Refuse(Job& job) {
    const Error error =
        stopping ? Error(Code::kUnavailable, "SHUTTING_DOWN", "the service is shutting down; try again")
                 : Overloaded("the service");
    events::Origin origin;
    origin.traceparent = HeadersOf(*job.context).traceparent;
    Finish(job, origin, &error);
  }

  const RunnerOptions options;
  const Tokens tokens;
  const authorization::CallerVerifier verifier;
  db::StatementGroup writer;
  db::Reader reader;
  const Environment environment;
  Methods methods;
  BoundedQueue<Job> queue;
  prometheus::Gauge& queue_length;
  std::atomic<bool> stopping = false;
  std::vector<std::thread> workers;
};

Runner::Runner(RunnerOptions options, const Clock& clock, Directory* directory)
    : impl_(std::make_unique<Impl>(std::move(options), clock, directory)) {}

Runner::~Runner() { Shutdown(); }

const RunnerOptions& Runner::options() const { return impl_->options; }

void Runner::AnnounceStop() { impl_->stopping = true; }

bool Runner::stopping() const { return impl_->stopping; }

void Runner::Shutdown() {
  AnnounceStop();
  impl_->queue.Close();
  for (auto& worker : impl_->workers) {
    if (worker.joinable()) worker.join();
  }
}

grpc::ServerUnaryReactor* Runner::Enqueue(grpc::CallbackServerContext* context,
                                          google::protobuf::Message* request,
                                          google::protobuf::Message* reply,
                                          std::function<void(Call&)> handler) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  Job job{.context = context,
          .reactor = reactor,
          .request = request,
          .reply = reply,
          .handler = std::move(handler),
          .method = &impl_->methods.Of(*request, *reply),
          .arrival = std::chrono::steady_clock::now()};
  impl_->queue_length.Increment();
  if (!impl_->queue.TryPush(std::move(job))) {
    impl_->queue_length.Decrement();
    impl_->Refuse(job);
  }
  return reactor;
}

}  // namespace waymark::rpc
