#include "services/common/rpc/references.h"

#include <algorithm>
#include <unordered_map>

#include "services/common/base/ids.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/formats.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

// The value that `field` is compared with, a name of the collection; empty when
// the filter does not speak of it.
std::string_view NameIn(const Call& call, const Filter& filter, const std::string& field,
                        std::string_view collection) {
  const auto value = filter.find(field);
  if (value == filter.end()) return {};
  const std::string start = call.parent() + "/";
  if (!value->second.starts_with(start) ||
      !IsResourceName(value->second, {"organizations", "*", collection, "*"})) {
    throw InvalidField("filter", "`" + field + "` must be compared with a resource name, " + start +
                                     std::string(collection) + "/ and an id or ~ and an external id");
  }
  return value->second;
}

}  // namespace

db::Params ReferenceParams(std::string_view name) {
  const auto reference = ParseReference(name);
  return db::Params().SetOrNull("id", reference.id).SetOrNull("external_id", reference.external_id);
}

db::Params ReferenceParams(const std::vector<std::string_view>& names) {
  std::vector<std::optional<std::string>> ids, external_ids;
  for (const auto name : names) {
    const auto reference = ParseReference(name);
    ids.push_back(db::OrNull(reference.id));
    external_ids.push_back(db::OrNull(reference.external_id));
  }
  return db::Params().Set("ids", ids).Set("external_ids", external_ids);
}

References::References(Call& call, const db::Query& resolve, const std::vector<std::string_view>& names)
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
  for (const db::Row row : call.Read(resolve, ReferenceParams(distinct)))
    found_[static_cast<size_t>(row.Int("item"))] = row;
}

std::vector<Resolved> AskDirectory(Call& call, std::string_view collection,
                                   const std::vector<std::string_view>& names) {
  if (std::all_of(names.begin(), names.end(), [](auto name) { return name.empty(); }))
    return std::vector<Resolved>(names.size());
  std::vector<std::string> references;
  for (const auto name : names) references.emplace_back(LastPart(name));
  return call.directory().Resolve(call, collection, references);
}

Resolved AskAccount(Call& call, const std::string& field, std::string_view name,
                    waymark::identity::v1::Role role) {
  auto account =
      call.directory()
          .Resolve(call, "accounts", {std::string(LastPart(name))}, /*with_protection=*/false, role)
          .front();
  if (account.id.empty()) throw ReferenceNotFound(field, "account with a role in the organization");
  return account;
}

void SetFilterReference(const Call& call, const Filter& filter, const std::string& field,
                        std::string_view collection, db::Params& params) {
  const auto name = NameIn(call, filter, field, collection);
  const auto reference = ParseReference(name);
  params.Set("by_" + field, !name.empty())
      .SetOrNull(field + "_id", reference.id)
      .SetOrNull(field + "_external_id", reference.external_id);
}

void SetFilterDirectory(Call& call, const Filter& filter, const std::string& field,
                        std::string_view collection, db::Params& params) {
  const auto name = NameIn(call, filter, field, collection);
  params.Set("by_" + field, !name.empty())
      .SetOrNull(field + "_id", AskDirectory(call, collection, {name}).front().id);
}

void SetFilterAccount(const Filter& filter, const std::string& field, db::Params& params) {
  const std::string name = TextFilter(filter, field).value_or("");
  const auto id = LastPart(name);
  if (!name.empty() && !(IsResourceName(name, {"accounts", "*"}) && IsUuid(id)))
    throw InvalidField("filter", "`" + field + "` must be compared with accounts/ and an id");
  params.SetOrNull(field + "_id", id);
}

}  // namespace waymark::rpc
