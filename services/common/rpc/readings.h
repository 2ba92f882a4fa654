#pragma once

#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"

namespace waymark::rpc {

// Of persons whose records a call is about to answer: has the audit log tell that
// those who are protected were read, and says for each of `participants` (resource
// names, which may repeat) whether the caller may not see their whole record. Asks
// their owner, once. Somebody who is not found there counts as protected and hidden.
// Throws Unavailable when the owner does not answer: nobody is read unrecorded.
std::vector<bool> RecordReadings(Call& call, const std::vector<std::string_view>& participants);

// The same for records with a field `participant`.
template <typename Records>
std::vector<bool> RecordReadingsOf(Call& call, const Records& records) {
  std::vector<std::string_view> participants;
  for (const auto& record : records) participants.push_back(record.participant());
  return RecordReadings(call, participants);
}

}  // namespace waymark::rpc
