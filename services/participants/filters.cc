#include "services/participants/filters.h"

#include "services/common/base/ids.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"

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

}  // namespace waymark::participants
