#include "services/participants/participant_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace waymark::participants {
namespace {

using waymark::participants::v1::Participant;
using waymark::participants::v1::ParticipantAttribute;
using waymark::participants::v1::PROTECTION_FLAGGED;
using namespace waymark::vocabulary::v1;

constexpr int kOldestAge = 130;

// ISO dates order as text; a coarser one is compared as far as it goes.
int Compare(std::string_view date, std::string_view day) {
  if (date.ends_with('~')) date.remove_suffix(1);
  return date.compare(day.substr(0, date.size()));
}

std::string YearsBefore(std::string_view day, int years) {
  return std::to_string(std::stoi(std::string(day.substr(0, 4))) - years) + std::string(day.substr(4));
}

class Checker {
 public:
  Checker(const Participant& participant, std::string_view today)
      : participant_(participant), today_(today) {}

  std::vector<FieldViolation> Check() {
    BirthDate();
    Consents();
    ExternalIds();
    Attributes();
    if (participant_.state() == PARTICIPANT_STATE_ERASED) Fail("state", "ERASED cannot be set");
    return std::move(violations_);
  }

 private:
  void BirthDate() {
    const std::string& birth = participant_.birth_date();
    if (birth.empty()) return;
    if (SurelyAfter(birth, today_)) Fail("birth_date", "must not be in the future");
    if (SurelyBefore(birth, YearsBefore(today_, kOldestAge)))
      Fail("birth_date", "must not be more than 130 years ago");
    if (!participant_.joined_on().empty() && SurelyAfter(birth, participant_.joined_on()))
      Fail("joined_on", "must not be before birth_date");
  }

  void Consents() {
    for (int i = 0; i < participant_.consents_size(); ++i) {
      const auto& consent = participant_.consents(i);
      const std::string path = "consents[" + std::to_string(i) + "].";
      if (!consent.expires_on().empty() && consent.expires_on() < consent.given_on())
        Fail(path + "expires_on", "must not be before given_on");
      if (!consent.withdrawn_on().empty() && consent.withdrawn_on() < consent.given_on())
        Fail(path + "withdrawn_on", "must not be before given_on");
    }
  }

  void ExternalIds() {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (int i = 0; i < participant_.external_ids_size(); ++i) {
      const auto& id = participant_.external_ids(i);
      if (!seen.emplace(id.system(), id.value()).second)
        Fail("external_ids[" + std::to_string(i) + "]", "is there twice");
    }
  }

  void Attributes() {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (int i = 0; i < participant_.attributes_size(); ++i) {
      const auto& attribute = participant_.attributes(i);
      if (!seen.emplace(attribute.key(), attribute.effective_on()).second)
        Fail("attributes[" + std::to_string(i) + "]", "there is another value of the same key and day");
    }
  }

  void Fail(const std::string& field, std::string description) {
    violations_.push_back({"participant." + field, std::move(description)});
  }

  const Participant& participant_;
  const std::string_view today_;
  std::vector<FieldViolation> violations_;
};

bool OfOneDay(const ParticipantAttribute& a, const ParticipantAttribute& b) {
  return a.key() == b.key() && a.effective_on() == b.effective_on();
}

bool Same(const ParticipantAttribute& a, const ParticipantAttribute& b) {
  return OfOneDay(a, b) && a.value() == b.value();
}

Error Merged(const Participant& participant) {
  return FailedPrecondition("PARTICIPANT_MERGED", participant.name() + " is merged into " +
                                                      participant.merged_into() + "; use that one")
      .WithMetadata("merged_into", participant.merged_into());
}

}  // namespace

std::vector<FieldViolation> CheckParticipant(const Participant& participant, std::string_view today) {
  return Checker(participant, today).Check();
}

bool SurelyAfter(std::string_view date, std::string_view day) { return Compare(date, day) > 0; }

bool SurelyBefore(std::string_view date, std::string_view day) { return Compare(date, day) < 0; }

bool CanGo(ParticipantState from, ParticipantState to) {
  return from == to || (from != PARTICIPANT_STATE_ERASED && to != PARTICIPANT_STATE_ERASED);
}

std::string StateName(ParticipantState state) {
  return ParticipantState_Name(state).substr(std::string_view("PARTICIPANT_STATE_").size());
}

std::optional<Error> WhyNotMerged(const Participant& duplicate, const Participant& person,
                                  int merged_into_duplicate, int merged_into_person) {
  if (duplicate.name() == person.name()) return InvalidField("into", "must be another participant");
  for (const Participant* participant : {&duplicate, &person}) {
    if (!participant->merged_into().empty()) return Merged(*participant);
    if (participant->state() == PARTICIPANT_STATE_ERASED)
      return IllegalStateChange("a participant", "ERASED", "merged");
  }
  if (merged_into_duplicate > 0)
    return FailedPrecondition("PARTICIPANT_HAS_MERGED",
                              "others are merged into " + duplicate.name() +
                                  "; take these back first, or merge the other one into this");
  if (merged_into_person >= kMostMerged)
    return FailedPrecondition(
        "TOO_MANY_MERGED", "no more than " + std::to_string(kMostMerged) + " records may be merged into one");
  if (duplicate.protection() == PROTECTION_FLAGGED && person.protection() != PROTECTION_FLAGGED)
    return FailedPrecondition("PROTECTION_DIFFERS", duplicate.name() + " is flagged for protection; flag " +
                                                        person.name() + " first");
  return std::nullopt;
}

void RefuseMerged(const Participant& participant) {
  if (!participant.merged_into().empty()) throw Merged(participant);
}

void MoveWith(const Participant& person, std::string_view day, Participant& duplicate) {
  if (duplicate.unit() == person.unit()) return;
  const std::string since(std::max(day, UnitSince(duplicate)));
  duplicate.set_unit(person.unit());
  duplicate.set_unit_effective_on(since);
}

void KeepAttributes(const Participant& before, Participant& after) {
  auto kept = before.attributes();
  for (const auto& wanted : after.attributes()) {
    const auto same =
        std::find_if(kept.begin(), kept.end(), [&](const auto& value) { return OfOneDay(value, wanted); });
    (same == kept.end() ? *kept.Add() : *same) = wanted;
  }
  *after.mutable_attributes() = std::move(kept);
}

std::vector<ParticipantAttribute> AddedAttributes(const Participant& before, const Participant& after) {
  std::vector<ParticipantAttribute> added;
  for (const auto& attribute : after.attributes()) {
    const auto same = [&](const auto& other) { return Same(attribute, other); };
    if (std::none_of(before.attributes().begin(), before.attributes().end(), same))
      added.push_back(attribute);
  }
  return added;
}

UnitChange UnitChangeOf(const Participant& before, const Participant& after) {
  const bool same_unit = before.unit() == after.unit();
  if (same_unit && UnitSince(before) == UnitSince(after)) return UnitChange::kNone;
  const bool left = !same_unit && !before.unit().empty() && UnitSince(before) < UnitSince(after);
  return left ? UnitChange::kMove : UnitChange::kCorrection;
}

std::optional<Error> WhyNotSince(const Participant& after, std::string_view former) {
  if (UnitSince(after) >= former) return std::nullopt;
  const std::string field = after.unit_effective_on().empty() ? "joined_on" : "unit_effective_on";
  return InvalidField(
      "participant." + field,
      "must not be before the day since which they belonged to the unit before, " + std::string(former));
}

std::string_view UnitSince(const Participant& participant) {
  return participant.unit_effective_on().empty() ? participant.joined_on() : participant.unit_effective_on();
}

}  // namespace waymark::participants
