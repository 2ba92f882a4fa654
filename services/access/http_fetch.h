#pragma once

#include <string>

namespace waymark::access {

struct HttpQuestion {
  std::string url;
  std::string form = {};  // of a POST; empty = a GET
  std::string user = {}, password = {};
};

struct HttpAnswer {
  long status = 0;
  std::string body;
};

// Asks another server for a small answer, within some seconds; follows it nowhere
// else. Throws UNAVAILABLE / PROVIDER_UNREACHABLE.
HttpAnswer FetchByHttp(const HttpQuestion& question);

}  // namespace waymark::access
