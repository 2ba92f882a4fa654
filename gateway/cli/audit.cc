#include "gateway/cli/audit.h"

#include <google/protobuf/util/time_util.h>

#include <cstdio>

#include "gateway/cli/audit_entries.h"
#include "gateway/cli/conditions.h"
#include "gateway/cli/instant.h"
#include "gateway/cli/json.h"

namespace waymark::cli {
namespace {

using waymark::access::v1::AuditEntry;
using waymark::access::v1::ListAuditEntriesRequest;
using waymark::events::v1::AuditRecord;

ListAuditEntriesRequest RequestOf(const AuditFilter& filter) {
  ListAuditEntriesRequest request;
  request.set_parent("organizations/" + filter.organization);
  std::string conditions;
  AddCondition("actor", filter.actor, conditions);
  AddCondition("record", filter.record, conditions);
  AddCondition("type", filter.type, conditions);
  AddCondition("method", filter.method, conditions);
  request.set_filter(conditions);
  if (!filter.from.empty()) *request.mutable_recorded_from_time() = InstantOf("--from", filter.from);
  if (!filter.to.empty()) *request.mutable_recorded_before_time() = InstantOf("--to", filter.to);
  if (conditions.empty() && filter.from.empty() && filter.to.empty()) request.set_order_by("entry_no");
  return request;
}

// `number  time  who  what  on what`, then what changed.
void Print(const AuditEntry& entry) {
  const AuditRecord& what = entry.content();
  const std::string on = what.aggregate() == what.subject() ? "" : " of " + what.subject();
  std::printf("%-6ld %s  %-45s %-24s %s%s%s%s\n", static_cast<long>(entry.entry_no()),
              google::protobuf::util::TimeUtil::ToString(what.recorded_time()).c_str(),
              what.actor().empty() ? "-" : what.actor().c_str(), what.type().c_str(),
              what.aggregate().c_str(), on.c_str(),
              what.address().empty() ? "" : (" from " + what.address()).c_str(),
              what.purpose().empty() ? "" : (" because: " + what.purpose()).c_str());
  for (const auto& change : what.diff().changes()) {
    const std::string values =
        change.withheld() ? "changed" : change.before() + (change.has_before() ? " > " : "") + change.after();
    std::printf("         %s: %s\n", change.field().c_str(), values.c_str());
  }
  if (!what.sealed_diff().empty()) std::printf("         (sealed: %zu bytes)\n", what.sealed_diff().size());
}

}  // namespace

void ListAudit(const Address& address, const AuditFilter& filter, int limit, bool json) {
  auto request = RequestOf(filter);
  request.clear_order_by();
  ForEachAuditEntry(address, request, limit, [json](const AuditEntry& entry) {
    if (json) {
      std::printf("%s\n", ToJson(entry, false).c_str());
    } else {
      Print(entry);
    }
  });
}

int64_t ExportAudit(const Address& address, const AuditFilter& filter) {
  return ForEachAuditEntry(address, RequestOf(filter), INT64_MAX, [](const AuditEntry& entry) {
    std::printf("%s\n", ToJson(entry, false).c_str());
  });
}

}  // namespace waymark::cli
