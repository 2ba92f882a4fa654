#include "services/courses/references.h"

#include <unordered_map>

#include "services/common/rpc/names.h"

namespace waymark::courses {
db::Params ReferenceParams(std::string_view name) {
  const auto reference = rpc::ParseReference(name);
  return db::Params().SetOrNull("id", reference.id).SetOrNull("external_id", reference.external_id);
}

db::Params ReferenceParams(const std::vector<std::string_view>& names) {
  std::vector<std::optional<std::string>> ids, external_ids;
  for (const auto name : names) {
    const auto reference = rpc::ParseReference(name);
    ids.push_back(OrNull(reference.id));
    external_ids.push_back(OrNull(reference.external_id));
  }
  return db::Params().Set("ids", ids).Set("external_ids", external_ids);
}

References::References(rpc::Call& call, db::Transaction& tx, const db::Query& resolve,
                       const std::vector<std::string_view>& names)
    : asked_(names.size()) {
  std::unordered_map<std::string_view, size_t> known;
  std::vector<std::string_view> distinct;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) continue;
    const auto [entry, first] = known.emplace(names[i], distinct.size());
    if (first) distinct.push_back(names[i]);
    asked_[i] = entry->second;
  }
  found_.resize(distinct.size());
  if (distinct.empty()) return;
  for (const db::Row row : call.Run(tx, resolve, ReferenceParams(distinct))) {
    found_[static_cast<size_t>(row.Int("item"))] = row;
  }
}

std::vector<rpc::Resolved> AskDirectory(rpc::Call& call, std::string_view collection,
                                        const std::vector<std::string_view>& names) {
  bool any = false;
  std::vector<std::string> references;
  for (const auto name : names) {
    references.emplace_back(rpc::LastPart(name));
    any = any || !name.empty();
  }
  if (!any) return std::vector<rpc::Resolved>(names.size());
  return call.directory().Resolve(call, collection, references);
}

}  // namespace waymark::courses
