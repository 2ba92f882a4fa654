#include "services/common/events/reach_copy.h"

#include <string>
#include <vector>

#include "services/common/events/sql.h"

namespace waymark::events {
namespace {

using waymark::events::v1::Event;

class ReachCopy final : public EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    std::vector<std::string> persons, units_of_persons, units, days, parents;
    std::vector<int> versions_of_persons, versions_of_units;
    for (const Event& event : events) {
      if (event.has_participant_changed()) {
        persons.push_back(event.participant_changed().participant_id());
        units_of_persons.push_back(event.participant_changed().unit_id());
        versions_of_persons.push_back(event.aggregate_version());
      } else if (event.has_unit_changed()) {
        const auto& unit = event.unit_changed();
        units.push_back(unit.unit_id());
        days.push_back(unit.parent_effective_on().empty() ? "-infinity" : unit.parent_effective_on());
        parents.push_back(unit.parent_id());
        versions_of_units.push_back(event.aggregate_version());
      }
    }
    if (!persons.empty()) {
      tx.Run(sql::kKeepReachOfPersons, db::Params()
                                           .Set("organization_id", organization_id)
                                           .Set("person_ids", persons)
                                           .Set("unit_ids", units_of_persons)
                                           .Set("versions", versions_of_persons));
    }
    if (!units.empty()) {
      tx.Run(sql::kKeepReachOfUnits, db::Params()
                                         .Set("organization_id", organization_id)
                                         .Set("unit_ids", units)
                                         .Set("days", days)
                                         .Set("parent_ids", parents)
                                         .Set("versions", versions_of_units));
    }
  }
};

}  // namespace

std::unique_ptr<EventHandler> MakeReachCopy() { return std::make_unique<ReachCopy>(); }

}  // namespace waymark::events
