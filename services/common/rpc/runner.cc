#include "services/common/rpc/runner.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include "services/common/base/bounded_queue.h"
#include "services/common/base/thread_name.h"
#include "services/common/rpc/invocation.h"
#include "services/common/rpc/subject_keys.h"

namespace waymark::rpc {
namespace {

// Who comes while others wait longer is refused at once, and finds a service that still
// answers in time what it takes. A burst, as of a page that asks for much, is worked off.
constexpr std::chrono::milliseconds kLongestWait{100};
constexpr std::chrono::seconds kLongestBurst{1};

}  // namespace

struct Runner::Impl {
  Impl(RunnerOptions runner_options, const Clock& clock, Directory* directory)
      : options(std::move(runner_options)),
        tokens(options.token_key),
        verifier(options.caller_keys),
        organizations(options.organizations),
        writer(options.database, db::Kind::kWrites),
        reader(options.database),
        sealer(options.token_key, SubjectKeyPurpose(options.service)),
        environment{options.service, clock, tokens, directory, writer, reader, sealer},
        queue({.length = static_cast<size_t>(options.queue), .wait = kLongestWait, .burst = kLongestBurst}),
        queue_length(QueueLength(options.service)),
        streams(options.service, options.write_time) {
    AddWorker();
  }

  // Workers are started when calls wait and none is free: an idle one costs some 30 kB, a
  // busy one a connection.
  void AddWorkerIfLacking() {
    if (stopping || started == options.workers || !queue.LacksThreads()) return;
    try {
      AddWorker();
    } catch (const std::system_error&) {
      // The system has no thread to give: those that there are go on.
    }
  }

  void AddWorker() {
    const std::lock_guard lock(workers_mutex);
    if (stopping || started == options.workers) return;
    workers.emplace_back([this] { Work(); });
    ++started;
  }

  void JoinWorkers() {
    const std::lock_guard lock(workers_mutex);
    for (auto& worker : workers) {
      if (worker.joinable()) worker.join();
    }
  }

  void Work() {
    NameThread(options.service);
    Connections connections{.whole = db::Connection(options.database), .part = nullptr};
    if (!options.part_database.empty()) {
      connections.part = std::make_unique<db::Connection>(options.part_database, db::Access::kPart);
    }
    while (auto job = queue.Pop()) {
      queue_length.Decrement();
      Invocation(environment, verifier, organizations, streams, *job, connections).Run();
    }
  }

  bool GivesWay() const {
    return std::ranges::any_of(options.gives_way_to,
                               [](const Runner* other) { return other->is_at_limit(); });
  }

  void Refuse(Job& job) {
    const Error error = stopping ? ShuttingDown() : Overloaded("the service");
    events::Origin origin;
    origin.traceparent = job.exchange->headers().traceparent;
    Finish(job, {.origin = origin, .error = &error});
  }

  const RunnerOptions options;
  const Tokens tokens;
  const authorization::CallerVerifier verifier;
  Organizations organizations;
  db::StatementGroup writer;
  db::Reader reader;
  const crypto::Sealer sealer;
  const Environment environment;
  std::deque<Method> methods;
  std::map<std::string_view, Method*> by_name;
  BoundedQueue<Job> queue;
  prometheus::Gauge& queue_length;
  std::atomic<bool> stopping = false;
  Streams streams;
  std::mutex workers_mutex;
  std::vector<std::thread> workers;
  std::atomic<int> started = 0;
};

Runner::Runner(RunnerOptions options, const Clock& clock, Directory* directory)
    : impl_(std::make_unique<Impl>(std::move(options), clock, directory)) {}

Runner::~Runner() { Shutdown(); }

const RunnerOptions& Runner::options() const { return impl_->options; }

void Runner::AnnounceStop() {
  impl_->stopping = true;
  impl_->streams.Stop();
}

bool Runner::is_at_limit() const { return impl_->queue.IsAtLimit(); }

bool Runner::stopping() const { return impl_->stopping; }

void Runner::Shutdown() {
  AnnounceStop();
  impl_->queue.Close();
  impl_->JoinWorkers();
  impl_->streams.Close();
}

void Runner::Serve(const std::vector<Service>& services) {
  for (const Service& service : services) AddMethods(service, impl_->methods);
  for (Method& method : impl_->methods) impl_->by_name[method.name] = &method;
}

std::deque<Method>& Runner::methods() { return impl_->methods; }

Method* Runner::Find(std::string_view name) {
  const auto found = impl_->by_name.find(name);
  return found == impl_->by_name.end() ? nullptr : found->second;
}

void Runner::Submit(Method& method, std::unique_ptr<Exchange> exchange, google::protobuf::Message* request,
                    google::protobuf::Message* reply) {
  Job job{.exchange = std::move(exchange),
          .method = &method,
          .request = request,
          .reply = reply,
          .arrival = std::chrono::steady_clock::now()};
  impl_->queue_length.Increment();
  if (impl_->GivesWay() || !impl_->queue.TryPush(std::move(job))) {
    impl_->queue_length.Decrement();
    return impl_->Refuse(job);
  }
  impl_->AddWorkerIfLacking();
}

}  // namespace waymark::rpc
