#pragma once

#include <google/protobuf/util/message_differencer.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/rpc/times.h"

namespace waymark::rpc {

// This call's time as records say it.
inline google::protobuf::Timestamp Now(const Call& call) { return StampOf(call.now()); }

// Sets what the service itself says of a new record.
template <typename Record>
void SetCreated(const Call& call, std::string name, Record& record) {
  record.set_etag(call.tokens().Etag(name, 1));
  record.set_name(std::move(name));
  *record.mutable_create_time() = *record.mutable_update_time() = Now(call);
}

// Sets what the service itself says of a record that is changed to `version`.
template <typename Record>
void SetUpdated(const Call& call, int64_t version, Record& record) {
  record.set_etag(call.tokens().Etag(record.name(), version));
  *record.mutable_update_time() = Now(call);
}

// Throws EtagMismatch unless `etag` is empty or that of the record's version.
void CheckEtag(const Call& call, std::string_view name, std::string_view etag, int64_t version);

// Copies the fields that `paths` (of MaskPaths) names; repeated fields and
// messages are replaced, fields without a value are cleared. Throws InvalidField for one that is
// IMMUTABLE and other in `from`; what that names by an external id is not compared.
void ApplyPaths(const std::vector<std::string>& paths, const google::protobuf::Message& from,
                google::protobuf::Message& to);

// Ends an update that changes nothing: the record as it is answers it, in no new version and without
// event. Whether it did.
template <typename Record>
bool EndsUnchanged(Call& call, db::Transaction& tx, const Record& before, const Record& after,
                   Record& reply) {
  if (!google::protobuf::util::MessageDifferencer::Equals(before, after)) return false;
  reply = before;
  call.Record(tx, call.NewChanges(), reply);
  tx.Commit();
  return true;
}

// Whether `paths` names a field.
bool Names(const std::vector<std::string>& paths, std::string_view field);

}  // namespace waymark::rpc
