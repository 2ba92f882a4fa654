#include "gateway/cli/audit_entries.h"

#include <algorithm>

namespace waymark::cli {

using waymark::access::v1::AuditEntry;
using waymark::access::v1::ListAuditEntriesRequest;
using waymark::access::v1::ListAuditEntriesResponse;

namespace {

constexpr char kMethod[] = "waymark.access.v1.AuditService/ListAuditEntries";
constexpr int kPatienceSeconds = 60;
constexpr int64_t kPageSize = 1'000;

}  // namespace

int64_t ForEachAuditEntry(const Address& address, ListAuditEntriesRequest request, int64_t limit,
                          const std::function<void(const AuditEntry&)>& take) {
  Client client(address);
  int64_t taken = 0;
  do {
    request.set_page_size(static_cast<int>(std::min(kPageSize, limit - taken)));
    ListAuditEntriesResponse reply;
    client.CallPatiently(kMethod, request, reply, kPatienceSeconds);
    for (const AuditEntry& entry : reply.audit_entries()) take(entry);
    taken += reply.audit_entries_size();
    request.set_page_token(reply.next_page_token());
  } while (!request.page_token().empty() && taken < limit);
  return taken;
}

}  // namespace waymark::cli
