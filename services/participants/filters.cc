#include "services/participants/filters.h"

#include "services/common/base/ids.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "waymark/vocabulary/v1/vocabulary.pb.h"

namespace waymark::participants {

std::optional<FilterReference> ReferenceFilter(const rpc::Call& call, const Filter& filter,
                                               const std::string& field, const std::string& collection) {
  const auto name = rpc::TextFilter(filter, field);
  if (!name) return std::nullopt;
  const auto parsed = rpc::ParseReference(*name);
  const bool known_form = IsUuid(parsed.id) || !parsed.external_id.empty();
  const std::string folder = call.parent() + "/" + collection + "/";
  if (!known_form || !name->starts_with(folder))
    throw InvalidField("filter", "`" + field + "` must be a resource name " + folder + "*");
  return FilterReference{std::string(parsed.id), std::string(parsed.external_id)};
}

db::Params PersonsFilter(const rpc::Call& call, const Filter& filter) {
  using namespace waymark::vocabulary::v1;
  const auto unit = ReferenceFilter(call, filter, "unit_subtree", "units");
  return db::Params()
      .SetOrNull("unit_id", unit ? unit->id : "")
      .SetOrNull("unit_external_id", unit ? unit->external_id : "")
      .Set("sex", rpc::EnumFilter(filter, "sex", Sex_descriptor()))
      .Set("state", rpc::EnumFilter(filter, "state", ParticipantState_descriptor()));
}

}  // namespace waymark::participants
