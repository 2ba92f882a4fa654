#pragma once

#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Which entries of the audit log; empty = all.
struct AuditFilter {
  std::string organization;  // its id; `-` = what concerns all
  std::string actor;         // `accounts/<uuid>`
  std::string record;        // `participants/<uuid>`
  std::string type;          // `participant.updated`
  std::string method;
  std::string from, to;  // days or instants: recorded then or later; earlier
};

// Prints the last `limit` entries, the last one first; as the API has them with
// `json`.
void ListAudit(const Address& address, const AuditFilter& filter, int limit, bool json);

// Writes all entries to standard output, a line of JSON each; without a filter in the
// order of their chain. Returns how many.
int64_t ExportAudit(const Address& address, const AuditFilter& filter);

struct AuditVerifyOptions {
  std::string organization;
  std::string checkpoints;  // a file of checkpoints to compare with; empty = none
  std::string key;          // the public keys (PEM) that they are signed by; empty = not checked
};

// Fetches the whole chain, follows it, and says what was checked; false when it is
// broken.
bool VerifyAudit(const Address& address, const AuditVerifyOptions& options);

}  // namespace waymark::cli
