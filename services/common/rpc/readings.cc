#include "services/common/rpc/readings.h"

#include <set>

#include "services/common/rpc/directory.h"
#include "services/common/rpc/names.h"

namespace waymark::rpc {

std::vector<bool> RecordReadings(Call& call, const std::vector<std::string_view>& participants) {
  std::vector<bool> hidden;
  if (participants.empty()) return hidden;
  std::vector<std::string> ids;
  for (const auto name : participants) ids.emplace_back(LastPart(name));
  const auto found = call.directory().Resolve(call, "participants", ids, /*with_protection=*/true);
  std::set<std::string> read;
  for (size_t i = 0; i < ids.size(); ++i) {
    const bool gone = found[i].id.empty();
    if (gone || found[i].is_protected) read.insert("participants/" + ids[i]);
    hidden.push_back(gone || found[i].redacted);
  }
  call.RecordRead({read.begin(), read.end()});
  return hidden;
}

}  // namespace waymark::rpc
