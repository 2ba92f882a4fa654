#include "services/common/events/reach_copy.h"

#include <string>

#include "services/common/db/columns.h"
#include "services/common/events/fold.h"
#include "services/common/events/sql.h"

namespace waymark::events {
namespace {

using waymark::events::v1::Event;
using waymark::events::v1::MentorshipChanged;
using waymark::events::v1::ParticipantChanged;
using waymark::events::v1::UnitChanged;

class UnitCopy final : public EventHandler {
 public:
  bool Wants(const Event& event) const override { return event.has_unit_changed(); }

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    db::Columns units, withdrawn;
    for (const Event& event : events) {
      if (event.has_unit_changed()) Add(event.unit_changed(), event.aggregate_version(), units, withdrawn);
    }
    if (!units.empty()) tx.Run(sql::kKeepReachOfUnits, units.Bind(organization_id));
    if (!withdrawn.empty()) tx.Run(sql::kWithdrawReachOfUnits, withdrawn.Bind(organization_id));
  }

 private:
  static std::string_view Since(std::string_view day) { return day.empty() ? "-infinity" : day; }

  static void Add(const UnitChanged& unit, int version, db::Columns& units, db::Columns& withdrawn) {
    const std::string version_text = std::to_string(version);
    units.Put(unit.unit_id() + unit.parent_effective_on(), version,
              {{"unit_id", unit.unit_id()},
               {"effective_on", Since(unit.parent_effective_on())},
               {"parent_id", unit.parent_id()},
               {"version", version_text}});
    for (const auto& day : unit.withdrawn_days()) {
      withdrawn.Add({{"unit_id", unit.unit_id()}, {"effective_on", Since(day)}, {"version", version_text}});
    }
  }
};

class ReachCopy final : public EventHandler {
 public:
  bool Wants(const Event& event) const override {
    // Who never had a unit is in nobody's reach, as who is not known.
    if (event.has_participant_changed())
      return event.aggregate_version() > 1 || !event.participant_changed().unit_id().empty();
    return event.has_mentorship_changed() || units_.Wants(event);
  }

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    db::Columns persons, mentorships;
    for (const Event& event : events) {
      if (event.has_participant_changed()) {
        Add(event.participant_changed(), event.aggregate_version(), persons);
      } else if (event.has_mentorship_changed()) {
        Add(event.mentorship_changed(), event.aggregate_version(), mentorships);
      }
    }
    Fold(tx, organization_id, persons, sql::kAddReachOfPersons, sql::kKeepReachOfPersons);
    if (!mentorships.empty()) tx.Run(sql::kKeepReachOfMentorships, mentorships.Bind(organization_id));
    units_.Apply(tx, organization_id, events);
  }

 private:
  static void Add(const ParticipantChanged& person, int version, db::Columns& persons) {
    persons.Put(person.participant_id(), version,
                {{"person_id", person.participant_id()},
                 {"unit_id", person.unit_id()},
                 {"merged_into_id", person.merged_into_id()},
                 {"version", std::to_string(version)}});
  }

  static void Add(const MentorshipChanged& mentorship, int version, db::Columns& mentorships) {
    using namespace waymark::vocabulary::v1;  // NOLINT: the states
    const bool under_way =
        mentorship.to() == MENTORSHIP_STATE_ACTIVE || mentorship.to() == MENTORSHIP_STATE_PAUSED;
    mentorships.Put(mentorship.mentorship_id(), version,
                    {{"mentorship_id", mentorship.mentorship_id()},
                     {"account_id", mentorship.account_id()},
                     {"person_id", mentorship.participant_id()},
                     {"under_way", under_way ? "true" : "false"},
                     {"version", std::to_string(version)}});
  }

  UnitCopy units_;
};

}  // namespace

std::unique_ptr<EventHandler> MakeReachCopy() { return std::make_unique<ReachCopy>(); }

std::unique_ptr<EventHandler> MakeUnitCopy() { return std::make_unique<UnitCopy>(); }

}  // namespace waymark::events
