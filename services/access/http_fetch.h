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

// A value as part of a query or a form.
std::string UrlEncoded(const std::string& value);

}  // namespace waymark::access
