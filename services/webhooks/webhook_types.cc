#include "services/webhooks/webhook_types.h"

#include "services/common/events/outcome_types.h"

namespace waymark::webhooks {

std::vector<FieldViolation> WrongWithTypes(const google::protobuf::RepeatedPtrField<std::string>& named) {
  std::vector<FieldViolation> wrong;
  for (int i = 0; i < named.size(); ++i) {
    if (events::IsOutcome(named[i])) continue;
    wrong.push_back({"webhook.types[" + std::to_string(i) + "]",
                     "must be participant.graduated, or of enrolment.*, credential.*, career.* or "
                     "mentorship.*, as career.promoted: no others are sent"});
  }
  return wrong;
}

}  // namespace waymark::webhooks
