#pragma once

#include <string>
#include <string_view>

#include "gateway/server/http.h"

namespace waymark::gateway {

struct HeadOptions {
  std::string_view request_id;
  bool keep_alive = true;
  unsigned version = 11;  // of the request
  bool encrypted = false;
  bool of_known_length = true;  // else it ends with the connection
};

// Writes the status line and the headers of a response into `out` (replacing
// what it held): those of the response and those that every response has.
void MakeHead(const Response& response, const HeadOptions& options, std::string& out);

}  // namespace waymark::gateway
