// Clients of the gateway that want too much, and one that measures what others get
// meanwhile. Each prints one line.
//
//   waymark_bench_flood probe PORT SECONDS TOKEN-FILE PATH
//   waymark_bench_flood login PORT SECONDS one|many RATE USER PASSWORD   (RATE a second)
//   waymark_bench_flood hold PORT SECONDS COUNT silent|drip|unread
#include <poll.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "gateway/server/testing/http_client.h"

namespace {

using Clock = std::chrono::steady_clock;
using waymark::gateway::testing::HttpClient;
using namespace std::chrono_literals;

constexpr int kProbes = 8;
constexpr auto kProbePause = 20ms;
constexpr int kLoginClients = 64;

std::string AuthOf(const char* token_file) {
  std::string token;
  std::ifstream(token_file) >> token;
  return "Authorization: Bearer " + token + "\r\n";
}

// An address of loopback's 127.0.0.0/8 of which there are many.
std::string AddressOf(int number) {
  return "127." + std::to_string(1 + number / 60'000 % 250) + "." + std::to_string(number / 240 % 250) + "." +
         std::to_string(1 + number % 240);
}

// Runs `client(i)` on as many threads as there are clients.
template <typename Client>
void OnThreads(int count, Client client) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(client, i);
  for (auto& thread : threads) thread.join();
}

// What a few clients at a steady pace wait for an answer, on kept connections and,
// each tenth time, on a new one from an address of its own.
void Probe(int port, Clock::time_point until, const std::string& auth, const std::string& path) {
  std::mutex mutex;
  std::vector<double> millis;
  std::atomic<int> refused = 0;
  OnThreads(kProbes, [&](int number) {
    std::vector<double> own;
    std::unique_ptr<HttpClient> client;
    for (int i = 0; Clock::now() < until; ++i) {
      const auto begin = Clock::now();
      try {
        if (!client || i % 10 == 0) client = std::make_unique<HttpClient>(port, AddressOf(number));
        if (client->Request("GET", path, auth).status != 200) throw std::runtime_error("refused");
        own.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
      } catch (const std::exception&) {
        ++refused;
        client.reset();
      }
      std::this_thread::sleep_for(kProbePause);
    }
    const std::lock_guard lock(mutex);
    millis.insert(millis.end(), own.begin(), own.end());
  });
  std::sort(millis.begin(), millis.end());
  const auto quantile = [&](double q) {
    return millis.empty() ? 0 : millis[static_cast<size_t>(q * static_cast<double>(millis.size() - 1))];
  };
  std::printf("%zu answers, p50 %.1f ms, p99 %.1f ms, longest %.0f ms, refused %d\n", millis.size(),
              quantile(0.5), quantile(0.99), quantile(1), refused.load());
}

// Signs in at a steady rate, each time on a new connection; at a lower one where the
// answers do not come in time.
void Login(int port, Clock::time_point until, bool many, int rate, const std::string& user,
           const std::string& password) {
  const auto pause = std::chrono::nanoseconds(1s) * kLoginClients / rate;
  std::mutex mutex;
  std::map<int, int> statuses;
  std::atomic<int> attempt = 0;
  const std::string body = R"({"userName":")" + user + R"(","password":")" + password + R"("})";
  OnThreads(kLoginClients, [&](int number) {
    for (auto next = Clock::now() + pause * number / kLoginClients; next < until;
         next = std::max(next + pause, Clock::now())) {
      std::this_thread::sleep_until(next);
      int status = 0;
      try {
        HttpClient client(port, many ? AddressOf(1'000 + attempt++) : "127.0.0.9");
        status = client.Request("POST", "/v1/sessions", "Content-Type: application/json\r\n", body).status;
      } catch (const std::exception&) {
        std::this_thread::sleep_for(10ms);
      }
      const std::lock_guard lock(mutex);
      ++statuses[status];
    }
  });
  for (const auto& [status, count] : statuses) std::printf("%d x %d, ", count, status);
  std::printf("(x 0: no answer)\n");
}

struct Held {
  std::unique_ptr<HttpClient> client;
  bool open = true;
};

// Sees who was shut out, without reading.
int CountOpen(std::vector<Held>& clients) {
  int open = 0;
  for (Held& held : clients) {
    if (!held.open) continue;
    pollfd look{.fd = held.client->descriptor(), .events = POLLRDHUP, .revents = 0};
    poll(&look, 1, 0);
    held.open = (look.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0;
    if (held.open) ++open;
  }
  return open;
}

// Opens connections, each from one of 50 addresses, and keeps them as long as it may.
// Those that do not read ask for the longest answer that needs no credential.
void Hold(int port, Clock::time_point until, int count, const std::string& how) {
  std::vector<Held> clients;
  const std::string request = "GET /openapi.json HTTP/1.1\r\nHost: bench\r\n\r\n";
  for (int i = 0; i < count && Clock::now() < until; ++i) {
    try {
      auto client = std::make_unique<HttpClient>(port, AddressOf(500 + i % 50));
      for (int n = 0; how == "unread" && n < 100; ++n) client->SendAtOnce(request);
      clients.push_back({std::move(client)});
    } catch (const std::exception&) {
      // Not even taken.
    }
  }
  int most = 0, open = 0;
  const auto begin = Clock::now();
  double none_after = 0;
  while (Clock::now() < until) {
    open = CountOpen(clients);
    most = std::max(most, open);
    if (open == 0 && none_after == 0) {
      none_after = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    for (Held& held : clients) {
      if (how == "drip" && held.open) held.client->SendAtOnce("G");
    }
    std::this_thread::sleep_for(200ms);
  }
  std::printf("%zu opened, %d held at most, %d at the end", clients.size(), most, open);
  if (none_after > 0) std::printf(", none after %.1f s", none_after);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  const auto until = [&] { return Clock::now() + std::chrono::seconds(std::atoi(argv[3])); };
  if (what == "probe" && argc == 6) {
    Probe(std::atoi(argv[2]), until(), AuthOf(argv[4]), argv[5]);
  } else if (what == "login" && argc == 8) {
    Login(std::atoi(argv[2]), until(), argv[4] == std::string("many"), std::max(1, std::atoi(argv[5])),
          argv[6], argv[7]);
  } else if (what == "hold" && argc == 6) {
    Hold(std::atoi(argv[2]), until(), std::atoi(argv[4]), argv[5]);
  } else {
    std::fprintf(stderr, "usage: see the head of tests/bench/flood.cc\n");
    return 2;
  }
  return 0;
}
