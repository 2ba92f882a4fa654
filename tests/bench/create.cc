// Creates participants through gRPC from several clients at once and prints the
// rate and the latencies.
//
//   waymark_bench_create ADDRESS ORGANIZATION CLIENTS SECONDS CALLER-KEY-FILE
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "services/common/authorization/caller.h"
#include "services/common/base/ids.h"
#include "waymark/participants/v1/participants.grpc.pb.h"

namespace {

using Clock = std::chrono::steady_clock;
using waymark::participants::v1::CreateParticipantRequest;
using waymark::participants::v1::Participant;
using waymark::participants::v1::ParticipantsService;

// Who calls, as the gateway signs it: once for many calls.
std::string SignedRegistrar(const std::string& key_file, const std::string& organization) {
  std::ostringstream key;
  key << std::ifstream(key_file).rdbuf();
  waymark::identity::v1::CallerContext caller;
  caller.set_account_id(waymark::NewUuid());
  caller.set_organization_id(organization);
  auto* grant = caller.add_grants();
  grant->set_organization_id(organization);
  grant->set_role(waymark::identity::v1::ROLE_REGISTRAR);
  const auto expires = std::chrono::system_clock::now() + waymark::authorization::kCallerLifetime;
  caller.mutable_expire_time()->set_seconds(std::chrono::system_clock::to_time_t(expires));
  return waymark::authorization::CallerSigner(key.str()).Sign(caller);
}

// One client: a connection of its own, one call after the other. Returns the
// latencies in microseconds.
std::vector<double> RunClient(const std::string& address, const std::string& organization,
                              const std::string& caller, int client, Clock::time_point until,
                              std::atomic<int>& failures) {
  grpc::ChannelArguments arguments;
  arguments.SetInt("client", client);  // keeps gRPC from sharing one connection
  const auto stub = ParticipantsService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  CreateParticipantRequest request;
  request.set_parent("organizations/" + organization);
  request.mutable_participant()->set_display_name("Bench Person");
  std::vector<double> latencies;
  while (Clock::now() < until) {
    request.set_request_id(waymark::NewUuid());
    request.mutable_participant()->set_external_id(request.request_id());
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    context.AddMetadata(waymark::authorization::kCallerMetadata, caller);
    Participant reply;
    const auto start = Clock::now();
    if (!stub->CreateParticipant(&context, request, &reply).ok()) ++failures;
    latencies.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
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
  std::vector<std::vector<double>> results(static_cast<size_t>(clients));
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  const std::string caller = SignedRegistrar(argv[5], argv[2]);
  const auto until = Clock::now() + std::chrono::seconds(seconds);
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      results[static_cast<size_t>(i)] = RunClient(argv[1], argv[2], caller, i, until, failures);
    });
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
