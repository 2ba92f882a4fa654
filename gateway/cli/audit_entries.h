#pragma once

#include <functional>

#include "gateway/cli/client.h"
#include "waymark/access/v1/audit.pb.h"

namespace waymark::cli {

// Calls `take` with each entry that the request asks for, page by page, until it has
// had `limit` of them. Returns how many it had.
int64_t ForEachAuditEntry(const Address& address, waymark::access::v1::ListAuditEntriesRequest request,
                          int64_t limit,
                          const std::function<void(const waymark::access::v1::AuditEntry&)>& take);

}  // namespace waymark::cli
