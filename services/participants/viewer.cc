#include "services/participants/viewer.h"

#include <algorithm>

#include "services/participants/participant_records.h"
#include "services/participants/sql.h"

namespace waymark::participants {
namespace {

using authorization::Reach;
using Sights = std::map<std::string, Sight, std::less<>>;

void Raise(Sights& sights, const std::string& id, Sight sight) {
  Sight& known = sights[id];
  known = std::max(known, sight);
}

Sight Find(const Sights& sights, std::string_view id) {
  const auto found = sights.find(id);
  return found == sights.end() ? Sight::kRedacted : found->second;
}

std::vector<std::string> IdsOf(const Sights& sights) {
  std::vector<std::string> ids;
  for (const auto& [id, sight] : sights) ids.push_back(id);
  return ids;
}

}  // namespace

Sight Viewer::Seen::Of(std::string_view unit_id, std::string_view participant_id) const {
  if (least == Sight::kWhole) return least;
  return std::max({least, Find(units, unit_id), Find(persons, participant_id)});
}

void Viewer::Fill(const db::Row& row, v1::Participant& participant) {
  FillParticipant(call_, row, participant);
  if (!participant.protected_()) return;
  const std::string id = row.Text("_participant_id");
  read_.push_back("participants/" + id);
  Redact(SightOf(row.Text("_unit_id"), id), participant);
}

void Viewer::AddNames(bool by_name, db::Params& params) {
  const bool hides = by_name && seen().least == Sight::kRedacted;
  params.Set("hidden_on", hides ? std::optional(FormatDay(call_.now())) : std::nullopt)
      .Set("named_units", hides ? IdsOf(seen().units) : std::vector<std::string>())
      .Set("named_persons", hides ? IdsOf(seen().persons) : std::vector<std::string>());
}

const Viewer::Seen& Viewer::seen() {
  if (!seen_) LookUp(seen_.emplace());
  return *seen_;
}

// The reach of the call is that of its own permission: where the right to the whole
// record reaches less, the row decides.
void Viewer::LookUp(Seen& seen) {
  const Reach whole = call_.ReachOf(waymark::options::v1::PERMISSION_PROTECTED_READ);
  const Reach named = call_.ReachOf(waymark::options::v1::PERMISSION_PROTECTED_NAMES);
  if (Covers(whole, call_.scope().reach)) {
    seen.least = Sight::kWhole;
    return;
  }
  if (Covers(named, call_.scope().reach)) seen.least = Sight::kNamed;
  for (const auto& id : named.persons) Raise(seen.persons, id, Sight::kNamed);
  for (const auto& id : whole.persons) Raise(seen.persons, id, Sight::kWhole);
  const auto rows = call_.Read(sql::kFindSight, db::Params()
                                                    .Set("named_units", named.units)
                                                    .Set("whole_units", whole.units)
                                                    .SetOrNull("named_teacher", named.taught.account)
                                                    .Set("named_taught_in", named.taught.units)
                                                    .SetOrNull("named_mentor", named.mentored.account)
                                                    .Set("named_mentored_in", named.mentored.units)
                                                    .Set("account_id", call_.caller().context->account_id())
                                                    .Set("now", call_.now()));
  for (const db::Row row : rows) {
    const auto sight = static_cast<Sight>(row.Int("sight"));
    if (row.IsNull("unit_id")) {
      Raise(seen.persons, row.Text("participant_id"), sight);
    } else {
      Raise(seen.units, row.Text("unit_id"), sight);
    }
  }
}

}  // namespace waymark::participants
