#include "services/access/recorded_values.h"

#include <string>
#include <unordered_set>

#include "services/common/events/diff.h"

namespace waymark::access {
namespace {

using waymark::events::v1::AssessmentResulted;
using waymark::events::v1::AttendanceRecorded;
using waymark::events::v1::AuditDiff;
using waymark::events::v1::AuditRecord;

// `participants/0190a2c4-….attempts/2`, and of the entry its values alone.
std::string TakePart(AttendanceRecorded::Entry& entry) {
  const std::string part = "participants/" + entry.participant_id();
  entry.clear_participant_id();
  return part;
}

std::string TakePart(AssessmentResulted::Entry& entry) {
  const std::string part =
      "participants/" + entry.participant_id() + ".attempts/" + std::to_string(entry.attempt());
  entry.clear_participant_id();
  entry.clear_attempt();
  return part;
}

// An entry of an event holds no text in somebody's own words, so nothing is withheld.
template <typename Entries>
void Tell(Entries& entries, AuditDiff& diff) {
  std::unordered_set<std::string> corrected;
  for (const auto& change : diff.changes())
    corrected.insert(change.field().substr(0, change.field().rfind('.')));
  for (auto& entry : entries) {
    const std::string part = TakePart(entry);
    if (corrected.contains(part)) continue;
    AuditDiff values = events::DiffOf(nullptr, entry, events::Values::kAll);
    for (auto& change : *values.mutable_changes()) {
      change.set_field(part + "." + change.field());
      diff.add_changes()->Swap(&change);
    }
  }
}

}  // namespace

void TellRecorded(AuditRecord& record) {
  if (record.has_attendance_recorded()) {
    Tell(*record.mutable_attendance_recorded()->mutable_entries(), *record.mutable_diff());
  } else if (record.has_assessment_resulted()) {
    Tell(*record.mutable_assessment_resulted()->mutable_entries(), *record.mutable_diff());
  }
  record.clear_recorded();
}

}  // namespace waymark::access
