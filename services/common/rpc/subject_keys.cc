#include "services/common/rpc/subject_keys.h"

#include "services/common/crypto/subject_key.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

std::string SubjectKeyPurpose(const std::string& service) { return "subject keys of " + service; }

SubjectKey NewSubjectKey(const Call& call) {
  std::string key = crypto::NewSubjectKey();
  std::string sealed = call.sealer().Seal(key);
  return {std::move(key), std::move(sealed)};
}

SubjectKey SubjectKeyOf(const Call& call, const db::Row& row) {
  std::string sealed = row.Bytes("seal_key");
  if (sealed.empty()) return NewSubjectKey(call);
  std::string key = call.sealer().Open(sealed);
  return {std::move(key), std::move(sealed)};
}

void OpenAuditDiff(const Call& call, const db::Row& row, const events::DiffPlace& place,
                   const std::string& sealed_diff, waymark::events::v1::AuditDiff& reply) {
  const std::string sealed = row.Bytes("seal_key");
  if (sealed.empty()) {
    throw FailedPrecondition("AUDIT_DIFF_ERASED",
                             "the key of these values was destroyed: nobody can read them");
  }
  auto diff = events::OpenDiff(call.sealer().Open(sealed), place, sealed_diff);
  if (!diff) throw InvalidField("sealed_diff", "is not what was sealed for this event of this record");
  reply = std::move(*diff);
}

}  // namespace waymark::rpc
