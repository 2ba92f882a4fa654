#pragma once

#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Which openings of records of protected persons; empty = all.
struct OpeningsFilter {
  std::string organization;  // its id
  std::string account;       // `accounts/<uuid>`
  std::string participant;   // `participants/<uuid>`, or `participants/~` and an external id
  bool open = false;         // only those that have not ended
};

// Prints the newest `limit` openings: which, to whom, since when and until when, and
// why; as the API has them with `json`.
void ListOpenings(const Address& address, const OpeningsFilter& filter, int limit, bool json);

// Ends an opening before its time. `name` is its resource name, as the list shows it.
void CloseOpening(const Address& address, const std::string& name, bool json);

}  // namespace waymark::cli
