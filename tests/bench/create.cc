// Creates participants through gRPC from several clients at once and prints the
// rate and the latencies.
//
//   waymark_bench_create library|nghttp2 ADDRESS ORGANIZATION CLIENTS SECONDS CALLER-KEY-FILE
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/bench/create_load.h"
#include "tests/bench/registrar.h"

int main(int argc, char** argv) {
  using namespace waymark::bench;
  const std::string_view client = argc == 7 ? argv[1] : "";
  if (client != "library" && client != "nghttp2") {
    std::fprintf(stderr, "usage: %s library|nghttp2 ADDRESS ORGANIZATION CLIENTS SECONDS CALLER-KEY-FILE\n",
                 argv[0]);
    return 2;
  }
  const int seconds = std::atoi(argv[5]);
  const CreateLoad load{.address = argv[2],
                        .organization = argv[3],
                        .clients = std::atoi(argv[4]),
                        .caller = SignedRegistrar(argv[6], argv[3]),
                        .until = Clock::now() + std::chrono::seconds(seconds)};
  auto [took, failures] = client == "library" ? CreateByLibrary(load) : CreateByNghttp2(load);
  if (took.empty()) return 1;
  std::sort(took.begin(), took.end());
  const auto quantile = [&](double q) {
    return took[static_cast<size_t>(q * static_cast<double>(took.size() - 1))];
  };
  std::printf("%.0f/s p50 %.2f ms p99 %.2f ms failures %d\n", static_cast<double>(took.size()) / seconds,
              quantile(0.5), quantile(0.99), failures);
  return failures == 0 ? 0 : 1;
}
