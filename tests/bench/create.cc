// Creates participants through gRPC from several clients at once and prints the
// rate and the latencies.
//
//   waymark_bench_create ADDRESS ORGANIZATION CLIENTS SECONDS CALLER-KEY-FILE
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "services/common/base/ids.h"
#include "tests/bench/registrar.h"
#include "waymark/participants/v1/participants.grpc.pb.h"

namespace {

// As many as pgbench gets.
constexpr size_t kThreads = 2;

using Clock = std::chrono::steady_clock;
using waymark::participants::v1::CreateParticipantRequest;
using waymark::participants::v1::Participant;
using waymark::participants::v1::ParticipantsService;

// One client: a connection of its own, one call after the other.
class Client {
 public:
  Client(const std::string& address, const std::string& organization, int number) {
    grpc::ChannelArguments arguments;
    arguments.SetInt("client", number);  // keeps gRPC from sharing one connection
    stub_ = ParticipantsService::NewStub(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
    request_.set_parent("organizations/" + organization);
    request_.mutable_participant()->set_display_name("Bench Person");
  }

  // The queue gives this client back when the call is done.
  void Start(const std::string& caller, grpc::CompletionQueue& queue) {
    request_.set_request_id(waymark::NewUuid());
    request_.mutable_participant()->set_external_id(request_.request_id());
    context_.emplace();
    context_->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    context_->AddMetadata(waymark::bench::kCallerMetadata, caller);
    start_ = Clock::now();
    call_ = stub_->AsyncCreateParticipant(&*context_, request_, &queue);
    call_->Finish(&reply_, &status_, this);
  }

  bool ok() const { return status_.ok(); }
  double microseconds() const {
    return std::chrono::duration<double, std::micro>(Clock::now() - start_).count();
  }

 private:
  std::unique_ptr<ParticipantsService::Stub> stub_;
  CreateParticipantRequest request_;
  Participant reply_;
  grpc::Status status_;
  std::optional<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<Participant>> call_;
  Clock::time_point start_;
};

// Some of the clients, on one thread as pgbench's are. Returns the latencies in
// microseconds.
std::vector<double> RunClients(std::deque<Client>& clients, const std::string& caller,
                               Clock::time_point until, std::atomic<int>& failures) {
  grpc::CompletionQueue queue;
  for (Client& client : clients) client.Start(caller, queue);
  std::vector<double> latencies;
  size_t running = clients.size();
  void* done = nullptr;
  for (bool ok = false; running > 0 && queue.Next(&done, &ok);) {
    auto& client = *static_cast<Client*>(done);
    latencies.push_back(client.microseconds());
    if (!client.ok()) ++failures;
    if (Clock::now() < until) {
      client.Start(caller, queue);
    } else {
      --running;
    }
  }
  return latencies;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: %s ADDRESS ORGANIZATION CLIENTS SECONDS CALLER-KEY-FILE\n", argv[0]);
    return 2;
  }
  const int clients = std::atoi(argv[3]), seconds = std::atoi(argv[4]);
  std::array<std::vector<double>, kThreads> results;
  std::array<std::deque<Client>, kThreads> shares;
  for (int i = 0; i < clients; ++i)
    shares[static_cast<size_t>(i) % kThreads].emplace_back(argv[1], argv[2], i);
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  const std::string caller = waymark::bench::SignedRegistrar(argv[5], argv[2]);
  const auto until = Clock::now() + std::chrono::seconds(seconds);
  for (size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] { results[i] = RunClients(shares[i], caller, until, failures); });
  }
  for (auto& thread : threads) thread.join();
  std::vector<double> all;
  for (const auto& result : results) all.insert(all.end(), result.begin(), result.end());
  std::sort(all.begin(), all.end());
  if (all.empty()) return 1;
  const auto quantile = [&](double q) {
    return all[static_cast<size_t>(q * static_cast<double>(all.size() - 1))] / 1000;
  };
  std::printf("%.0f/s p50 %.2f ms p99 %.2f ms failures %d\n", static_cast<double>(all.size()) / seconds,
              quantile(0.5), quantile(0.99), failures.load());
  return failures == 0 ? 0 : 1;
}
