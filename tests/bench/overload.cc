// Three times as many requests as there is capacity for, and what becomes of them.
//
//   waymark_bench_overload PORT TOKEN-FILE ORGANIZATION PID SECONDS
//
// Measures first how much is answered when clients wait for their answers, then offers half of
// it, three times as much for SECONDS, and half of it again; prints a table of it in Markdown. PID is
// that of the gateway. Fails when anything but 429 and 503 refused, or one of those did not
// say when to come again.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>
#include <utility>

#include "gateway/server/testing/http_client.h"
#include "tests/bench/crowd.h"

namespace {

using namespace waymark::bench;
using std::chrono::seconds;

constexpr seconds kProbeTime{8}, kNormalTime{15}, kAfterTime{30};
constexpr size_t kProbes[] = {16, 64, 256};  // clients at once
constexpr int kTimes = 3;                    // as much as there is capacity for
constexpr auto kLook = std::chrono::milliseconds(200);
// Back to normal: so many seconds one after the other in which nothing was refused, and the slowest of a
// hundred took at most so many times as long as before.
constexpr size_t kCalm = 3;
constexpr double kSlower = 2;
// Until what the probes left behind is worked off.
constexpr size_t kStillBusy = 5;

// What people do: of twenty requests, eight register somebody, eight look at a person, three at a list, one
// at the funnel.
class Habits {
 public:
  Habits(const std::string& token, const std::string& organization)
      : tail_(" HTTP/1.1\r\nHost: load\r\nAuthorization: Bearer " + token + "\r\n"),
        parent_("/v1/organizations/" + organization) {}

  Draft Next() {
    const unsigned turn = turn_++ % 20;
    if (turn % 5 < 2) return {"register", Post("/participants", R"({"displayName":"Load"})")};
    if (turn % 5 < 4) return {"get", Get("/participants/~P" + std::to_string(1 + random_() % 1000))};
    return turn == 4 ? Draft{"funnel", Get(":funnel")} : Draft{"list", Get("/participants?pageSize=50")};
  }

 private:
  std::string Get(const std::string& path) const { return "GET " + parent_ + path + tail_ + "\r\n"; }
  std::string Post(const std::string& path, const std::string& body) const {
    return "POST " + parent_ + path + tail_ +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
  }

  const std::string tail_, parent_;
  unsigned turn_ = 0;
  std::minstd_rand random_;
};

// The most of each that was seen, a few times a second.
struct Peaks {
  long queue = 0, in_flight = 0, connections = 0, megabytes = 0;
};

class Watch {
 public:
  Watch(int port, int pid) : port_(port), pid_(pid), thread_([this] { Run(); }) {}
  ~Watch() {
    stop_ = true;
    thread_.join();
  }

  // Since the last time.
  Peaks Take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(peaks_, {});
  }

 private:
  void Run() {
    while (!stop_) {
      try {
        Look(waymark::gateway::testing::HttpClient(port_, "127.0.0.9").Request("GET", "/metrics").body);
      } catch (const std::exception&) {
        // There is no room for it, either: the next look counts.
      }
      std::this_thread::sleep_for(kLook);
    }
  }

  void Look(const std::string& metrics) {
    const std::lock_guard lock(mutex_);
    std::istringstream lines(metrics);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with('#')) continue;
      const long value = std::atol(line.c_str() + line.rfind(' ') + 1);
      const auto note = [&](const char* name, long& peak) {
        if (line.starts_with(name)) peak = std::max(peak, value);
      };
      note("waymark_queue_length", peaks_.queue);
      note("waymark_gateway_requests_in_flight", peaks_.in_flight);
      note("waymark_gateway_connections", peaks_.connections);
    }
    long pages = 0;
    std::ifstream("/proc/" + std::to_string(pid_) + "/statm") >> pages >> pages;
    peaks_.megabytes = std::max(peaks_.megabytes, pages * sysconf(_SC_PAGESIZE) >> 20);
  }

  const int port_, pid_;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  Peaks peaks_;
  std::thread thread_;
};

// Seconds of the processor that were used: of the gateway's process and of this one.
struct Used {
  double gateway, own;
};

double SecondsOf(const std::string& process) {
  std::string stat;
  std::getline(std::ifstream("/proc/" + process + "/stat"), stat);
  // Its name may hold anything: the fields are counted from behind it. The 14th and 15th are times.
  std::istringstream fields(stat.substr(stat.rfind(')') + 1));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

struct Phase {
  std::string name;
  size_t first, last;  // seconds, the last one not included
  Peaks peaks;
  Used used;
};

double Quantile(std::vector<double>& millis, double q) {
  if (millis.empty()) return 0;
  std::ranges::sort(millis);
  return millis[static_cast<size_t>(q * static_cast<double>(millis.size() - 1))];
}

Second SumOf(const std::vector<Second>& all, size_t first, size_t last) {
  Second sum;
  for (size_t i = first; i < std::min(last, all.size()); ++i) {
    sum.offered += all[i].offered;
    sum.late += all[i].late;
    sum.unsent += all[i].unsent;
    sum.without_retry_after += all[i].without_retry_after;
    for (const auto& [kind, count] : all[i].good) sum.good[kind] += count;
    for (const auto& [status, count] : all[i].others) sum.others[status] += count;
    sum.millis.insert(sum.millis.end(), all[i].millis.begin(), all[i].millis.end());
  }
  return sum;
}

template <typename Key>
std::string TextOf(const std::map<Key, int>& counts, double time) {
  std::ostringstream text;
  for (const auto& [key, count] : counts) {
    const double rate = count / time;
    text << (text.tellp() > 0 ? ", " : "") << key << ": " << std::fixed << std::setprecision(rate < 1 ? 2 : 0)
         << rate;
  }
  return text.str();
}

void PrintHead() {
  std::puts(
      "| | offered/s | goodput/s | of capacity | good, by kind | refused/s, by status | late/s | unsent/s | "
      "p50 "
      "| p99 | longest | queue | in flight | connections | memory | processor: gateway, generator |");
  std::puts("|---|---:|---:|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
}

void Print(const Phase& phase, const std::vector<Second>& all, double capacity) {
  Second sum = SumOf(all, phase.first, phase.last);
  const auto time = static_cast<double>(phase.last - phase.first);
  const double goodput = sum.GoodCount() / time;
  std::printf(
      "| %s | %.0f | %.0f | %.0f %% | %s | %s | %.0f | %.0f | %.1f ms | %.1f ms | %.0f ms | %ld | %ld | %ld "
      "| "
      "%ld MB | %.2f, %.2f |\n",
      phase.name.c_str(), sum.offered / time, goodput, 100 * goodput / capacity,
      TextOf(sum.good, time).c_str(), TextOf(sum.others, time).c_str(), sum.late / time, sum.unsent / time,
      Quantile(sum.millis, 0.5), Quantile(sum.millis, 0.99), Quantile(sum.millis, 1), phase.peaks.queue,
      phase.peaks.in_flight, phase.peaks.connections, phase.peaks.megabytes, phase.used.gateway / time,
      phase.used.own / time);
}

// After how many seconds of a phase all is as it was in the one before; -1: not within it.
int SecondsToNormal(const std::vector<Second>& all, const Phase& before, const Phase& after) {
  Second normal = SumOf(all, before.first + kStillBusy, before.last);
  const double longest = kSlower * Quantile(normal.millis, 0.99);
  size_t calm = 0;
  for (size_t i = after.first; i < after.last; ++i) {
    Second second = SumOf(all, i, i + 1);
    const bool good = second.GoodCount() == second.offered && Quantile(second.millis, 0.99) <= longest;
    calm = good ? calm + 1 : 0;
    if (calm == kCalm) return static_cast<int>(i + 1 - kCalm - after.first);
  }
  return -1;
}

// Whether all refusals of all phases are as they should be.
bool RefusesWell(const std::vector<Second>& all) {
  const Second sum = SumOf(all, 0, all.size());
  bool well = sum.without_retry_after == 0;
  for (const auto& [status, count] : sum.others) well &= status == 429 || status == 503;
  return well;
}

int Run(int port, const std::string& token, const std::string& organization, int pid, seconds time) {
  Habits habits(token, organization);
  Crowd crowd(port, [&] { return habits.Next(); });
  Watch watch(port, pid);
  std::vector<Phase> phases;
  const auto& all = crowd.seconds();
  const auto used = [pid] { return Used{SecondsOf(std::to_string(pid)), SecondsOf("self")}; };
  const auto phase = [&](const std::string& name, const auto& act) {
    watch.Take();
    size_t first = all.size();
    const Used before = used();
    act();
    while (first < all.size() && all[first].offered == 0) ++first;  // it waited for one to begin
    const Used after = used();
    phases.push_back({name,
                      first,
                      all.size(),
                      watch.Take(),
                      {.gateway = after.gateway - before.gateway, .own = after.own - before.own}});
  };
  double capacity = 0;
  for (const size_t clients : kProbes) {
    phase(std::to_string(clients) + " clients", [&] { crowd.Saturate(clients, kProbeTime); });
    // The first and the last second are not whole.
    const Phase& probe = phases.back();
    const double good = SumOf(all, probe.first + 1, probe.last - 1).GoodCount();
    capacity = std::max(capacity, good / static_cast<double>(probe.last - probe.first - 2));
  }
  const int half = static_cast<int>(capacity / 2);
  phase("before: half of capacity", [&] { crowd.Offer(half, kNormalTime); });
  phase("overload", [&] { crowd.Offer(kTimes * static_cast<int>(capacity), time); });
  phase("after: half of capacity", [&] {
    crowd.Offer(half, kAfterTime);
    crowd.Settle();
  });
  std::printf("capacity: %.0f requests/s\n\n", capacity);
  PrintHead();
  for (const Phase& each : phases) Print(each, all, capacity);
  const Phase& overload = phases[phases.size() - 2];
  const double goodput = SumOf(all, overload.first, overload.last).GoodCount() /
                         static_cast<double>(overload.last - overload.first);
  const int normal = SecondsToNormal(all, phases[phases.size() - 3], phases.back());
  const bool well = RefusesWell(all);
  std::puts("\n| goal | |\n|---|---|");
  std::printf("| goodput under overload at least 80 %% of capacity | %.0f %% |\n", 100 * goodput / capacity);
  std::printf("| back to normal in 10 s | %s |\n",
              normal < 0 ? "not in 30 s" : ("after " + std::to_string(normal) + " s").c_str());
  std::printf("| refusals are 429 or 503, and say when to come again | %s |\n\n", well ? "yes" : "NO");
  return well ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 6) {
    std::fprintf(stderr, "usage: see the head of tests/bench/overload.cc\n");
    return 2;
  }
  std::string token;
  std::ifstream(argv[2]) >> token;
  return Run(std::atoi(argv[1]), token, argv[3], std::atoi(argv[4]), seconds(std::atoi(argv[5])));
} catch (const std::exception& failure) {
  std::fprintf(stderr, "waymark_bench_overload: %s\n", failure.what());
  return 2;
}
