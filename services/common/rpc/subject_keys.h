#pragma once

#include <string>

#include "services/common/events/diff.h"
#include "services/common/rpc/call.h"

namespace waymark::rpc {

// What the keys of subjects are sealed for, with the key of a service.
std::string SubjectKeyPurpose(const std::string& service);

// The key with which the values of one person are sealed in the audit log, and what
// is kept of it in the person's own row: sealed with the key of the service.
struct SubjectKey {
  std::string key;
  std::string sealed;
};
SubjectKey NewSubjectKey(const Call& call);
// That of a row's column `seal_key`; a new one where it has none yet.
SubjectKey SubjectKeyOf(const Call& call, const db::Row& row);

// Answers OpenAuditDiff of a subject: `row` has its column `seal_key`. Throws
// AUDIT_DIFF_ERASED when the key is not there, InvalidField when the bytes are not
// what was sealed there.
void OpenAuditDiff(const Call& call, const db::Row& row, const events::DiffPlace& place,
                   const std::string& sealed_diff, waymark::events::v1::AuditDiff& reply);

}  // namespace waymark::rpc
