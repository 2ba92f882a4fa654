// What it takes from the answer to a write to its effect in the read model of another
// service: creates participants at a steady rate, sees how far evaluation has read, and
// prints the quantiles.
//
//   waymark_bench_stream ADDRESS ORGANIZATION RATE SECONDS CALLER-KEY-FILE POSTGRES
//
// POSTGRES: how the databases are reached, without their name, by who sees all rows.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "services/common/base/ids.h"
#include "services/common/db/connection.h"
#include "tests/bench/registrar.h"
#include "waymark/participants/v1/participants.grpc.pb.h"

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
using waymark::db::Connection;
using waymark::participants::v1::CreateParticipantRequest;
using waymark::participants::v1::Participant;
using waymark::participants::v1::ParticipantsService;

constexpr int kClients = 32;
// How exactly the effect is seen.
constexpr auto kLook = 1ms;
constexpr auto kPatience = 10min;

// When each participant was answered, by id.
using Answers = std::map<std::string, Clock::time_point>;
// When the read model had come to a sequence.
using Progress = std::vector<std::pair<int64_t, Clock::time_point>>;

Answers Write(const std::string& address, const std::string& organization, int rate, Clock::time_point until,
              const std::string& caller) {
  const auto stub =
      ParticipantsService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  const auto pause = std::chrono::nanoseconds(1s) * kClients / rate;
  std::mutex mutex;
  Answers answers;
  std::vector<std::thread> clients;
  for (int number = 0; number < kClients; ++number) {
    clients.emplace_back([&, number] {
      for (auto next = Clock::now() + pause * number / kClients; next < until; next += pause) {
        std::this_thread::sleep_until(next);
        CreateParticipantRequest request;
        request.set_parent("organizations/" + organization);
        request.set_request_id(waymark::NewUuid());
        request.mutable_participant()->set_display_name("Bench Person");
        grpc::ClientContext context;
        context.AddMetadata(waymark::bench::kCallerMetadata, caller);
        Participant reply;
        const auto status = stub->CreateParticipant(&context, request, &reply);
        const auto now = Clock::now();
        const std::lock_guard lock(mutex);
        if (status.ok()) {
          answers[reply.name().substr(reply.name().rfind('/') + 1)] = now;
        } else {
          std::fprintf(stderr, "%s\n", status.error_message().c_str());
        }
      }
    });
  }
  for (auto& client : clients) client.join();
  return answers;
}

int64_t Sequence(Connection& connection, const std::string& query) {
  const auto rows = connection.Execute(query);
  return rows.empty() ? 0 : rows[0].Int("sequence");
}

// Looks until the read model is where the outbox is and writing is `done`.
Progress Follow(const std::string& postgres, const std::atomic<bool>& done) {
  Connection evaluation(postgres + " dbname=waymark_evaluation");
  Connection participants(postgres + " dbname=waymark_participants");
  const std::string position =
      "SELECT sequence FROM position WHERE consumer = 'evaluation' AND producer = 'participants'";
  Progress progress;
  for (const auto give_up = Clock::now() + kPatience; Clock::now() < give_up;) {
    const int64_t sequence = Sequence(evaluation, position);
    if (progress.empty() || progress.back().first != sequence) progress.emplace_back(sequence, Clock::now());
    if (done && Clock::now() - progress.back().second > 1s &&
        sequence == Sequence(participants, "SELECT last_seq AS sequence FROM publication"))
      break;
    std::this_thread::sleep_for(kLook);
  }
  return progress;
}

// Of each participant the number of its event, behind `first`.
std::map<std::string, int64_t> Numbers(const std::string& postgres, int64_t first) {
  Connection participants(postgres + " dbname=waymark_participants");
  std::map<std::string, int64_t> numbers;
  for (const auto row :
       participants.Execute("SELECT substr(c.aggregate, 14) AS id, n.sequence FROM change c JOIN ("
                            "  SELECT first_seq - 1 + row_number() OVER (PARTITION BY first_seq ORDER BY "
                            "change_no) AS sequence, change_no"
                            "  FROM numbering, unnest(change_nos) AS run, generate_series(lower(run), "
                            "upper(run) - 1) AS change_no"
                            "  WHERE first_seq > " +
                            std::to_string(first) + ") AS n USING (change_no)")) {
    numbers[row.Text("id")] = row.Int("sequence");
  }
  return numbers;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr, "usage: %s ADDRESS ORGANIZATION RATE SECONDS CALLER-KEY-FILE POSTGRES\n", argv[0]);
    return 2;
  }
  const std::string postgres = argv[6];
  std::atomic<bool> done = false;
  Progress progress;
  std::thread follower([&] { progress = Follow(postgres, done); });
  const auto caller = waymark::bench::SignedRegistrar(argv[5], argv[2]);
  const auto answers = Write(argv[1], argv[2], std::max(1, std::atoi(argv[3])),
                             Clock::now() + std::chrono::seconds(std::atoi(argv[4])), caller);
  done = true;
  follower.join();

  std::vector<double> millis;
  for (const auto& [id, number] : Numbers(postgres, progress.front().first)) {
    const auto answer = answers.find(id);
    const auto effect =
        std::lower_bound(progress.begin(), progress.end(), std::pair(number, Clock::time_point::min()));
    if (answer == answers.end() || effect == progress.end()) continue;
    millis.push_back(std::chrono::duration<double, std::milli>(effect->second - answer->second).count());
  }
  if (millis.empty()) return 1;
  std::sort(millis.begin(), millis.end());
  const auto quantile = [&](double q) {
    return millis[static_cast<size_t>(q * static_cast<double>(millis.size() - 1))];
  };
  std::printf("p50 %.1f ms, p99 %.1f ms, longest %.0f ms, of %zu\n", quantile(0.5), quantile(0.99),
              quantile(1), millis.size());
}
