#include "services/common/events/reach_copy.h"

#include <string>

#include "services/common/db/columns.h"
#include "services/common/events/sql.h"

namespace waymark::events {
namespace {

using waymark::events::v1::Event;
using waymark::events::v1::ParticipantChanged;
using waymark::events::v1::UnitChanged;

class ReachCopy final : public EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    db::Columns persons, units;
    for (const Event& event : events) {
      if (event.has_participant_changed()) {
        Add(event.participant_changed(), event.aggregate_version(), persons);
      } else if (event.has_unit_changed()) {
        Add(event.unit_changed(), event.aggregate_version(), units);
      }
    }
    if (!persons.empty()) tx.Run(sql::kKeepReachOfPersons, persons.Bind(organization_id));
    if (!units.empty()) tx.Run(sql::kKeepReachOfUnits, units.Bind(organization_id));
  }

 private:
  static void Add(const ParticipantChanged& person, int version, db::Columns& persons) {
    // Who never had a unit is in nobody's reach, as who is not known.
    if (version == 1 && person.unit_id().empty()) return;
    persons.Put(person.participant_id(), version,
                {{"person_id", person.participant_id()},
                 {"unit_id", person.unit_id()},
                 {"version", std::to_string(version)}});
  }

  static void Add(const UnitChanged& unit, int version, db::Columns& units) {
    const auto& day = unit.parent_effective_on();
    units.Put(unit.unit_id() + day, version,
              {{"unit_id", unit.unit_id()},
               {"effective_on", day.empty() ? "-infinity" : std::string_view(day)},
               {"parent_id", unit.parent_id()},
               {"version", std::to_string(version)}});
  }
};

}  // namespace

std::unique_ptr<EventHandler> MakeReachCopy() { return std::make_unique<ReachCopy>(); }

}  // namespace waymark::events
