#include "services/webhooks/webhook_types.h"

#include "services/common/events/feed.h"

namespace waymark::webhooks {
namespace {

const std::vector<std::string>& LeavingTypes() {
  static const std::vector<std::string> types = {"participant.graduated", "enrolment.*", "credential.*",
                                                 "career.*", "mentorship.*"};
  return types;
}

}  // namespace

bool Leaves(std::string_view type) { return events::IsOneOf(type, LeavingTypes()); }

std::vector<std::string> WantedTypes(std::vector<std::string> named) {
  if (named.empty()) return {"participant.graduated", "credential.*", "career.*"};
  return named;
}

std::vector<FieldViolation> WrongWithTypes(const google::protobuf::RepeatedPtrField<std::string>& named) {
  std::vector<FieldViolation> wrong;
  for (int i = 0; i < named.size(); ++i) {
    if (Leaves(named[i]) && !named[i].ends_with('.')) continue;
    wrong.push_back({"webhook.types[" + std::to_string(i) + "]",
                     "must be participant.graduated, or of enrolment.*, credential.*, career.* or "
                     "mentorship.*, as career.promoted: no others are sent"});
  }
  return wrong;
}

}  // namespace waymark::webhooks
