#include <grpcpp/grpcpp.h>

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <thread>

#include "services/common/authorization/caller.h"
#include "tests/bench/create_load.h"
#include "waymark/participants/v1/participants.grpc.pb.h"

namespace waymark::bench {
namespace {

// As many as pgbench gets.
constexpr size_t kThreads = 2;

using participants::v1::Participant;
using participants::v1::ParticipantsService;

class Client {
 public:
  Client(const CreateLoad& load, int number) : requests_(load.organization), caller_(load.caller) {
    grpc::ChannelArguments arguments;
    arguments.SetInt("client", number);  // keeps gRPC from sharing one connection
    stub_ = ParticipantsService::NewStub(
        grpc::CreateCustomChannel(load.address, grpc::InsecureChannelCredentials(), arguments));
  }

  // The queue gives this client back when the call is done.
  void Start(grpc::CompletionQueue& queue) {
    context_.emplace();
    context_->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    context_->AddMetadata(authorization::kCallerMetadata, caller_);
    start_ = Clock::now();
    call_ = stub_->AsyncCreateParticipant(&*context_, requests_.Next(), &queue);
    call_->Finish(&reply_, &status_, this);
  }

  void Finish(CreateAnswers& answers) const { answers.Add(start_, status_.ok()); }

 private:
  CreateRequests requests_;
  const std::string caller_;
  std::unique_ptr<ParticipantsService::Stub> stub_;
  Participant reply_;
  grpc::Status status_;
  std::optional<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<Participant>> call_;
  Clock::time_point start_;
};

CreateAnswers RunClients(std::deque<Client>& clients, Clock::time_point until) {
  grpc::CompletionQueue queue;
  for (Client& client : clients) client.Start(queue);
  CreateAnswers answers;
  size_t running = clients.size();
  void* done = nullptr;
  for (bool ok = false; running > 0 && queue.Next(&done, &ok);) {
    auto& client = *static_cast<Client*>(done);
    client.Finish(answers);
    if (Clock::now() < until) {
      client.Start(queue);
    } else {
      --running;
    }
  }
  return answers;
}

}  // namespace

CreateAnswers CreateByLibrary(const CreateLoad& load) {
  std::array<std::deque<Client>, kThreads> shares;
  for (int i = 0; i < load.clients; ++i) shares[static_cast<size_t>(i) % kThreads].emplace_back(load, i);
  std::array<CreateAnswers, kThreads> results;
  std::vector<std::thread> threads;
  for (size_t i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] { results[i] = RunClients(shares[i], load.until); });
  for (auto& thread : threads) thread.join();
  CreateAnswers all;
  for (const auto& [milliseconds, failures] : results) {
    all.milliseconds.insert(all.milliseconds.end(), milliseconds.begin(), milliseconds.end());
    all.failures += failures;
  }
  return all;
}

}  // namespace waymark::bench
