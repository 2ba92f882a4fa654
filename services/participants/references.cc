#include "services/participants/references.h"

#include <optional>

#include "services/common/base/ids.h"
#include "services/common/rpc/names.h"
#include "services/participants/sql.h"

namespace waymark::participants {
namespace {

// The parts as SQL wants them: PostgreSQL would refuse an id that is no UUID.
rpc::Reference Parse(std::string_view reference) {
  const auto parsed = rpc::ParseReference(reference);
  return IsUuid(parsed.id) ? parsed : rpc::Reference{.id = {}, .external_id = parsed.external_id};
}

}  // namespace

db::Params ReferenceParams(const std::vector<std::string>& references) {
  std::vector<std::optional<std::string>> ids, external_ids;
  for (const auto& reference : references) {
    const auto parsed = Parse(reference);
    ids.push_back(db::OrNull(parsed.id));
    external_ids.push_back(db::OrNull(parsed.external_id));
  }
  return db::Params().Set("ids", ids).Set("external_ids", external_ids);
}

db::Params ReferenceParams(std::string_view reference) {
  const auto parsed = Parse(reference);
  return db::Params().SetOrNull("id", parsed.id).SetOrNull("external_id", parsed.external_id);
}

std::vector<rpc::Resolved> Resolve(rpc::Call& call, const db::Query& query,
                                   const std::vector<std::string>& references) {
  std::vector<rpc::Resolved> resolved;
  if (references.empty()) return resolved;
  resolved.reserve(references.size());
  for (const db::Row row : call.Read(query, ReferenceParams(references)))
    resolved.push_back({row.Text("id"), row.Bool("open")});
  return resolved;
}

Error UnitClosed(std::string field) {
  const std::string description = "the unit is closed; choose an open one";
  return FailedPrecondition("UNIT_CLOSED", field + ": " + description).WithViolation(field, description);
}

std::optional<Error> UnitError(const std::string& field, const rpc::Resolved& unit) {
  if (unit.id.empty()) return ReferenceNotFound(field, "unit");
  if (!unit.open) return UnitClosed(field);
  return std::nullopt;
}

std::string UnitId(rpc::Call& call, const std::string& field, const std::string& reference) {
  const auto parsed = rpc::ParseReference(reference);
  if (reference.empty() || !parsed.id.empty()) return std::string(parsed.id);
  const auto unit = Resolve(call, sql::kResolveUnits, {reference}).front();
  if (unit.id.empty()) throw ReferenceNotFound(field, "unit");
  return unit.id;
}

std::unordered_set<std::string> UnitsInReach(rpc::Call& call) {
  std::unordered_set<std::string> units;
  for (const db::Row row : call.Read(sql::kListUnitsInReach)) units.insert(row.Text("unit_id"));
  return units;
}

Error OutsideReach(std::string field) {
  const std::string description = "must be a unit of this account, or one below";
  return Error(Code::kPermissionDenied, "OUTSIDE_REACH", field + ": " + description)
      .WithViolation(std::move(field), description);
}

}  // namespace waymark::participants
