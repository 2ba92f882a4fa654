#include "services/participants/unit_tree.h"

#include <optional>
#include <unordered_map>

#include "services/participants/references.h"

namespace waymark::participants {
namespace {

constexpr char kParent[] = "unit.parent";
constexpr size_t kNone = static_cast<size_t>(-1);

// The units of the batch by the references that may name them.
std::unordered_map<std::string, size_t> ByReference(const std::vector<PlannedUnit>& units,
                                                    const rpc::BatchFailures& failures) {
  std::unordered_map<std::string, size_t> out;
  for (size_t i = 0; i < units.size(); ++i) {
    if (failures.Has(i)) continue;
    out.emplace(units[i].id, i);
    if (!units[i].external_id.empty()) out.emplace("~" + units[i].external_id, i);
  }
  return out;
}

// Marks the units from which the way up within the batch comes back to itself.
std::vector<bool> OnCycles(const std::vector<size_t>& up) {
  enum class Mark { kNew, kOpen, kDone };
  std::vector<Mark> marks(up.size(), Mark::kNew);
  std::vector<bool> cyclic(up.size(), false);
  for (size_t start = 0; start < up.size(); ++start) {
    size_t at = start;
    while (at != kNone && marks[at] == Mark::kNew) {
      marks[at] = Mark::kOpen;
      at = up[at];
    }
    // An open unit that is met again is on a cycle; go round it once.
    for (size_t i = at; i != kNone && marks[i] == Mark::kOpen && !cyclic[i]; i = up[i]) cyclic[i] = true;
    for (size_t i = start; i != kNone && marks[i] == Mark::kOpen; i = up[i]) marks[i] = Mark::kDone;
  }
  return cyclic;
}

}  // namespace

Error UnitBelowItself(std::string field) {
  const std::string description = "the unit would stand below itself; choose another parent";
  return FailedPrecondition("UNIT_BELOW_ITSELF", field + ": " + description)
      .WithViolation(field, description);
}

std::vector<std::string> PlanParents(const std::vector<PlannedUnit>& units,
                                     const std::function<rpc::Resolved(const std::string& reference)>& stored,
                                     rpc::BatchFailures& failures) {
  const auto batch = ByReference(units, failures);
  std::vector<std::string> parents(units.size());
  std::vector<size_t> up(units.size(), kNone);
  for (size_t i = 0; i < units.size(); ++i) {
    if (failures.Has(i) || units[i].parent.empty()) continue;
    const auto there = stored(units[i].parent);
    const auto planned = batch.find(units[i].parent);
    if (there.id.empty() && planned != batch.end()) {
      up[i] = planned->second;
      parents[i] = units[up[i]].id;
    } else if (auto error = UnitError(kParent, there)) {
      failures.Add(i, *std::move(error));
    } else {
      parents[i] = there.id;
    }
  }
  const auto cyclic = OnCycles(up);
  for (size_t i = 0; i < units.size(); ++i) {
    if (cyclic[i]) failures.Add(i, UnitBelowItself(kParent));
  }
  // A unit cannot stand below one that is not made; so on down the tree.
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < units.size(); ++i) {
      if (failures.Has(i) || up[i] == kNone || !failures.Has(up[i])) continue;
      failures.Add(i, ReferenceNotFound(kParent, "unit"));
      more = true;
    }
  }
  return parents;
}

}  // namespace waymark::participants
