#include "services/participants/participant_records.h"

#include <algorithm>
#include <tuple>

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/participants/participant_rules.h"
#include "services/participants/protection.h"
#include "services/participants/references.h"

namespace waymark::participants {
namespace {

using waymark::participants::v1::ExternalId;
using waymark::participants::v1::Participant;
using waymark::participants::v1::ParticipantAttribute;

// The fields of the column `details`.
std::string DetailsOf(const Participant& participant) {
  Participant details;
  *details.mutable_other_names() = participant.other_names();
  *details.mutable_external_ids() = participant.external_ids();
  *details.mutable_guardians() = participant.guardians();
  *details.mutable_consents() = participant.consents();
  if (participant.has_contact()) *details.mutable_contact() = participant.contact();
  details.set_protection(participant.protection());
  details.set_state_reason(participant.state_reason());
  return details.SerializeAsString();
}

// The column `other_names`.
std::string OtherNamesOf(const Participant& participant) {
  std::string texts;
  for (const auto& name : participant.other_names()) texts += (texts.empty() ? "" : " ") + name.text();
  return texts;
}

const char* TypeOf(const Participant* before, const Participant& after) {
  if (before == nullptr) return "participant.registered";
  if (before->merged_into() == after.merged_into()) return "participant.updated";
  return after.merged_into().empty() ? "participant.unmerged" : "participant.merged";
}

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"PARTICIPANT_ID_UNIQUE",
     [](const rpc::Call&) { return AlreadyExists("participant_id", "is taken by another participant"); }},
    {"PARTICIPANT_EXTERNAL_ID_UNIQUE",
     [](const rpc::Call&) {
       return AlreadyExists("participant.external_id", "is taken by another participant");
     }},
    {"PARTICIPANT_EXTERNAL_IDS_UNIQUE",
     [](const rpc::Call&) {
       return AlreadyExists("participant.external_ids", "one of them is taken by another participant");
     }},
    {"UNIT_KNOWN", [](const rpc::Call&) { return ReferenceNotFound("participant.unit", "unit"); }},
    {"UNIT_OPEN", [](const rpc::Call&) { return UnitClosed("participant.unit"); }},
    {"ORGANIZATION_KNOWN", [](const rpc::Call& call) { return NotFound(call.parent()); }},
};

}  // namespace

std::span<const rpc::ConstraintMeaning> ParticipantMeanings() { return kMeanings; }

void FillParticipant(const rpc::Call& call, const db::Row& row, Participant& participant) {
  row.Fill(participant);
  participant.MergeFromString(row.Bytes("_details"));
  const auto parts = row.Texts("_attributes");
  for (size_t i = 0; i + 2 < parts.size(); i += 3) {
    auto& attribute = *participant.add_attributes();
    attribute.set_key(parts[i]);
    attribute.set_value(parts[i + 1]);
    attribute.set_effective_on(parts[i + 2]);
  }
  participant.set_etag(call.tokens().Etag(participant.name(), row.Int("_version")));
  if (!row.IsNull("_protected_before"))
    participant.set_protected_(IsProtectedOn(FormatDay(call.now()), row.Text("_protected_before")));
}

void CompleteNew(const rpc::Call& call, const std::string& id, const std::string& unit_id,
                 Participant& participant) {
  rpc::SetCreated(call, rpc::Name(call.organization(), "participants", id), participant);
  participant.set_unit(rpc::Name(call.organization(), "units", unit_id));
  if (participant.state() == waymark::vocabulary::v1::PARTICIPANT_STATE_UNSPECIFIED)
    participant.set_state(waymark::vocabulary::v1::PARTICIPANT_STATE_ACTIVE);
  participant.set_protected_(!ProtectedBefore(participant, FormatDay(call.now())).empty());
  participant.clear_redacted();
  // As they will be read.
  std::sort(participant.mutable_attributes()->begin(), participant.mutable_attributes()->end(),
            [](const auto& a, const auto& b) {
              return std::tie(a.key(), a.effective_on()) < std::tie(b.key(), b.effective_on());
            });
}

db::Params ParticipantParams(const rpc::Call& call, const Participant& participant) {
  const std::string details = DetailsOf(participant);
  return db::Params()
      .Set("participant_id", rpc::LastPart(participant.name()))
      .SetOrNull("external_id", participant.external_id())
      .Set("display_name", participant.display_name())
      .SetOrNull("given_name", participant.given_name())
      .SetOrNull("family_name", participant.family_name())
      .SetOrNull("patronymic", participant.patronymic())
      .SetOrNull("other_names", OtherNamesOf(participant))
      .Set("sex", static_cast<int>(participant.sex()))
      .SetOrNull("gender", participant.gender())
      .SetOrNull("birth_date", participant.birth_date())
      .SetOrNull("unit_id", rpc::LastPart(participant.unit()))
      .SetOrNull("unit_effective_on", participant.unit_effective_on())
      .SetOrNull("joined_on", participant.joined_on())
      .Set("state", static_cast<int>(participant.state()))
      .SetOrNull("protected_before", ProtectedBefore(participant, FormatDay(call.now())))
      .Set("attributed", participant.attributes_size() > 0)
      .Set("details", db::BytesOrNull(details));
}

db::Params ParticipantArrays(const rpc::Call& call, const std::vector<const Participant*>& participants,
                             const std::vector<std::string>& digests,
                             const std::vector<rpc::SubjectKey>& seal_keys) {
  using Texts = std::vector<std::optional<std::string>>;
  Texts ids, external_ids, display_names, given_names, family_names, patronymics, genders, birth_dates, units,
      unit_days, joined;
  std::vector<int> sexes, states;
  std::vector<bool> attributed;
  std::vector<std::string> details;
  std::vector<std::optional<std::string>> other_names;
  std::vector<std::optional<std::string>> protected_before;
  const std::string today = FormatDay(call.now());
  for (const Participant* p : participants) {
    ids.emplace_back(rpc::LastPart(p->name()));
    external_ids.push_back(db::OrNull(p->external_id()));
    display_names.emplace_back(p->display_name());
    given_names.push_back(db::OrNull(p->given_name()));
    family_names.push_back(db::OrNull(p->family_name()));
    patronymics.push_back(db::OrNull(p->patronymic()));
    genders.push_back(db::OrNull(p->gender()));
    birth_dates.push_back(db::OrNull(p->birth_date()));
    units.push_back(db::OrNull(rpc::LastPart(p->unit())));
    unit_days.push_back(db::OrNull(p->unit_effective_on()));
    joined.push_back(db::OrNull(p->joined_on()));
    sexes.push_back(p->sex());
    states.push_back(p->state());
    details.push_back(DetailsOf(*p));
    auto others = OtherNamesOf(*p);
    other_names.push_back(others.empty() ? std::nullopt : std::optional(std::move(others)));
    auto before = ProtectedBefore(*p, today);
    attributed.push_back(p->attributes_size() > 0);
    protected_before.push_back(before.empty() ? std::nullopt : std::optional(std::move(before)));
  }
  std::vector<db::Bytes> sealed_keys;
  for (const auto& key : seal_keys) sealed_keys.push_back({key.sealed});
  std::vector<std::optional<db::Bytes>> detail_bytes;
  for (const auto& bytes : details) detail_bytes.push_back(db::BytesOrNull(bytes));
  return db::Params()
      .Set("participant_ids", ids)
      .Set("external_ids", external_ids)
      .Set("display_names", display_names)
      .Set("given_names", given_names)
      .Set("family_names", family_names)
      .Set("patronymics", patronymics)
      .Set("other_names", other_names)
      .Set("sexes", sexes)
      .Set("genders", genders)
      .Set("birth_dates", birth_dates)
      .Set("unit_ids", units)
      .Set("unit_effective_on", unit_days)
      .Set("joined_on", joined)
      .Set("states", states)
      .Set("protected_before", protected_before)
      .Set("attributed", attributed)
      .Set("details", detail_bytes)
      .Set("content_digests", digests)
      .Set("seal_keys", sealed_keys);
}

void ParticipantKeys::Add(std::string_view participant_id, const ExternalId& external_id) {
  participant_ids.emplace_back(participant_id);
  systems.push_back(external_id.system());
  system_values.push_back(external_id.value());
}

db::Params ParticipantKeys::Params() const {
  db::Params params;
  AddTo(params);
  return params;
}

void ParticipantKeys::AddTo(db::Params& params) const {
  params.Set("participant_ids", participant_ids).Set("systems", systems).Set("system_values", system_values);
}

void ParticipantAttributes::Add(std::string_view participant_id, const ParticipantAttribute& attribute) {
  participant_ids.emplace_back(participant_id);
  keys.push_back(attribute.key());
  values.emplace_back(db::OrNull(attribute.value()));
  days.emplace_back(db::OrNull(attribute.effective_on()));
}

db::Params ParticipantAttributes::Params() const {
  db::Params params;
  AddTo(params);
  return params;
}

void ParticipantAttributes::AddTo(db::Params& params) const {
  params.Set("participant_ids", participant_ids)
      .Set("attribute_keys", keys)
      .Set("attribute_values", values)
      .Set("attribute_days", days);
}

void AddParticipantEvent(events::Changes& changes, int version, const Participant* before,
                         const Participant& participant, std::string_view key) {
  const std::string id(rpc::LastPart(participant.name()));
  auto& data = *changes.Add(TypeOf(before, participant), "participants/" + id, version, participant.name())
                    .mutable_participant_changed();
  data.set_participant_id(id);
  data.set_sex(participant.sex());
  data.set_birth_date(participant.birth_date());
  data.set_unit_id(std::string(rpc::LastPart(participant.unit())));
  data.set_unit_effective_on(std::string(UnitSince(participant)));
  data.set_state(participant.state());
  data.set_merged_into_id(std::string(rpc::LastPart(participant.merged_into())));
  for (const auto& attribute : AddedAttributes(before == nullptr ? Participant() : *before, participant)) {
    auto& value = *data.add_attributes();
    value.set_key(attribute.key());
    value.set_value(attribute.value());
    value.set_effective_on(attribute.effective_on());
  }
  changes.DescribeSealed(key, before, participant);
}

}  // namespace waymark::participants
