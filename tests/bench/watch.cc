// Many who watch outcomes at once, each on a connection of its own with Server-Sent
// Events, for as long as it is told. Prints how many events they got, and how long after
// it was recorded an event came to the last of them.
//
//   waymark_bench_watch PORT SECONDS SUBSCRIBERS TOKEN-FILE ORGANIZATION
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/server/testing/http_client.h"

namespace {

using Clock = std::chrono::system_clock;
using waymark::gateway::testing::HttpClient;

struct Reader {
  std::unique_ptr<HttpClient> client;
  std::string rest = {};
};

// What came of one event.
struct Seen {
  int times = 0;
  double recorded = 0;  // both in seconds
  double last = 0;
};

double Now() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

// The seconds of `"recordedTime":"2026-01-02T03:04:05.678Z"` in an event.
double RecordedOf(const std::string& event) {
  const size_t at = event.find("\"recordedTime\":\"");
  std::tm time{};
  const char* rest = strptime(event.c_str() + at + 16, "%Y-%m-%dT%H:%M:%S", &time);
  return static_cast<double>(timegm(&time)) + (rest && *rest == '.' ? std::atof(rest) : 0);
}

void Take(const std::string& event, std::map<std::string, Seen>& seen) {
  const size_t data = event.find("data: {\"id\":\"");
  if (data == std::string::npos) return;
  Seen& one = seen[event.substr(data + 13, 36)];
  if (one.times++ == 0) one.recorded = RecordedOf(event);
  one.last = Now();
}

void TakeAll(Reader& reader, std::map<std::string, Seen>& seen) {
  char bytes[65536];
  ssize_t got;
  while ((got = recv(reader.client->descriptor(), bytes, sizeof(bytes), MSG_DONTWAIT)) > 0) {
    reader.rest.append(bytes, static_cast<size_t>(got));
  }
  size_t begin = 0;
  for (size_t end; (end = reader.rest.find("\n\n", begin)) != std::string::npos; begin = end + 2) {
    Take(reader.rest.substr(begin, end - begin), seen);
  }
  reader.rest.erase(0, begin);
}

std::vector<Reader> Connect(int port, int count, const std::string& auth, const std::string& path,
                            int epoll) {
  std::vector<Reader> readers(static_cast<size_t>(count));
  for (size_t i = 0; i < readers.size(); ++i) {
    readers[i].client = std::make_unique<HttpClient>(port);
    if (readers[i].client->Request("GET", path, auth).status != 200) {
      std::fprintf(stderr, "subscriber %zu is refused\n", i);
      std::exit(1);
    }
    epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, readers[i].client->descriptor(), &event);
  }
  return readers;
}

void Print(const std::map<std::string, Seen>& seen, int subscribers) {
  std::vector<double> millis;
  int64_t messages = 0, whole = 0;
  for (const auto& [id, one] : seen) {
    messages += one.times;
    whole += one.times == subscribers;
    millis.push_back((one.last - one.recorded) * 1'000);
  }
  std::sort(millis.begin(), millis.end());
  const auto quantile = [&](double q) {
    return millis.empty() ? 0 : millis[static_cast<size_t>(q * static_cast<double>(millis.size() - 1))];
  };
  std::printf(
      "%d subscribers, %zu events, %lld messages, %lld events came to each once; from record to the last "
      "of them p50 %.0f ms, p99 %.0f ms, longest %.0f ms\n",
      subscribers, seen.size(), static_cast<long long>(messages), static_cast<long long>(whole),
      quantile(0.5), quantile(0.99), quantile(1));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: see the head of tests/bench/watch.cc\n");
    return 2;
  }
  const int subscribers = std::atoi(argv[3]), epoll = epoll_create1(0);
  std::string token;
  std::ifstream(argv[4]) >> token;
  auto readers = Connect(std::atoi(argv[1]), subscribers, "Authorization: Bearer " + token + "\r\n",
                         "/v1/organizations/" + std::string(argv[5]) + "/outcomes:watch", epoll);
  std::printf("all are connected\n");
  std::fflush(stdout);
  std::map<std::string, Seen> seen;
  const double end = Now() + std::atof(argv[2]);
  epoll_event events[256];
  while (Now() < end) {
    const int count = epoll_wait(epoll, events, 256, 200);
    for (int i = 0; i < count; ++i) TakeAll(readers[events[i].data.u64], seen);
  }
  Print(seen, subscribers);
  return 0;
}
