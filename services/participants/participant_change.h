#pragma once

#include <string>

#include "services/common/rpc/call.h"
#include "services/common/rpc/subject_keys.h"
#include "waymark/participants/v1/participants.pb.h"

// How a person's record is changed: it is locked, compared, written, and its change is
// recorded.
namespace waymark::participants {

// A record that is being changed, locked until the end of the transaction.
struct Changing {
  waymark::participants::v1::Participant before, after;
  int version;
  rpc::SubjectKey seal_key;
};

// Locks the record. Throws NotFound, and Aborted when `etag` is not the current one.
Changing BeginChange(rpc::Call& call, db::Transaction& tx, const std::string& name, const std::string& etag);

// Writes `after`, records the change with its event, and commits. Records that are merged
// into this one go where it goes, and are protected as it is. Where nothing changes, nothing is written.
// `reply` is what the caller may see of it.
void FinishChange(rpc::Call& call, db::Transaction& tx, const Changing& change,
                  waymark::participants::v1::Participant& reply);

}  // namespace waymark::participants
