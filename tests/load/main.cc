// Load with a ledger, and the comparison of the ledger with what is there.
//
//   waymark_load run FOLDER ORGANIZATION WORKERS RATE
//     asks for RATE operations a second, in all, of the Waymark of WAYMARK_DATA until
//     SIGTERM, and keeps the ledger in FOLDER; ends when each has an answer, or 60 s later
//   waymark_load check FOLDER ORGANIZATION RUN
//     compares it with the databases and streams whose sockets are in RUN; prints a line
//     and what differs; fails when anything does
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <string_view>
#include <thread>

#include "services/common/base/stop_signal.h"
#include "tests/load/verdict.h"
#include "tests/load/worker.h"

namespace {

using namespace waymark::load;

constexpr std::chrono::seconds kPatience{60};
constexpr size_t kShown = 5;  // ids of one finding

int Run(const std::filesystem::path& folder, const std::string& organization, unsigned workers, int rate) {
  waymark::StopSignal signal;
  std::atomic<bool> stop = false;
  std::filesystem::create_directories(folder);
  const auto address = waymark::cli::FindAddress();
  std::deque<Worker> all;
  std::deque<std::thread> threads;
  for (unsigned i = 0; i < workers; ++i) {
    all.emplace_back(address, folder / std::to_string(i),
                     WorkerOptions{.organization = organization,
                                   .every = Clock::duration(std::chrono::seconds(workers)) / rate,
                                   .patience = kPatience,
                                   .seed = i});
  }
  for (Worker& worker : all) threads.emplace_back([&] { worker.Run(stop); });
  signal.Wait();
  stop = true;
  for (auto& thread : threads) thread.join();
  int asked = 0, doubts = 0;
  for (const Worker& worker : all) {
    asked += worker.asked();
    doubts += worker.doubts();
  }
  std::printf("asked=%d doubts=%d\n", asked, doubts);
  return 0;
}

int Check(const std::filesystem::path& folder, const std::string& organization, const std::string& run) {
  const Verdict verdict = Compare(ReadLedger(folder), Gather(run, organization));
  std::printf("acked=%d present=%d lost=%d duplicate=%d phantom=%d unresolved=%d refused=%d wrong=%d\n",
              verdict.acked, verdict.present, verdict.lost, verdict.duplicate, verdict.phantom,
              verdict.unresolved, verdict.refused, verdict.wrong);
  for (const auto& [what, ids] : verdict.findings) {
    std::printf("  %s: %zu:", what.c_str(), ids.size());
    for (size_t i = 0; i < std::min(ids.size(), kShown); ++i) std::printf(" %s", ids[i].c_str());
    std::printf("%s\n", ids.size() > kShown ? " …" : "");
  }
  return verdict.holds() && verdict.acked > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "run" && argc == 6)
    return Run(argv[2], argv[3], static_cast<unsigned>(std::atoi(argv[4])), std::atoi(argv[5]));
  if (what == "check" && argc == 5) return Check(argv[2], argv[3], argv[4]);
  std::fprintf(stderr, "usage: see the head of tests/load/main.cc\n");
  return 2;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "waymark_load: %s\n", failure.what());
  return 2;
}
