#include "services/progression/records.h"

namespace waymark::progression {

void AddRecordChanged(events::Changes& changes, std::string_view type, const std::string& name, int version) {
  // organizations/<organization>/ apart, the name is the aggregate.
  const auto aggregate = std::string_view(name).substr(name.find('/', name.find('/') + 1) + 1);
  auto& event = changes.Add(type, aggregate, version);
  event.mutable_record_changed()->set_record_id(std::string(rpc::LastPart(name)));
}

Error NotAllowed(std::string reason, const std::string& field, const std::string& description) {
  return FailedPrecondition(std::move(reason), field + ": " + description).WithViolation(field, description);
}

}  // namespace waymark::progression
