#pragma once

#include "services/common/rpc/times.h"
#include "services/webhooks/transfers.h"
#include "waymark/webhooks/v1/deliveries.pb.h"

namespace waymark::webhooks {

// An attempt as the API has it.
inline v1::Attempt AttemptOf(const Outcome& outcome) {
  v1::Attempt attempt;
  *attempt.mutable_time() = rpc::StampOf(outcome.time);
  attempt.set_duration_ms(static_cast<int>(outcome.duration.count()));
  attempt.set_status(outcome.status);
  attempt.set_error(outcome.error);
  attempt.set_answer(outcome.answer);
  return attempt;
}

}  // namespace waymark::webhooks
