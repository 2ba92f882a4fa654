#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/evaluation/birth_date.h"
#include "services/evaluation/event_makers.h"
#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::evaluation {

// The funnel as one would count it by hand: slow, and plain enough to be believed.
// Days are texts: an empty one is before every other.
class ReferenceFunnel {
 public:
  // `today`: YYYY-MM-DD, after which no career event counts.
  ReferenceFunnel(const Events& events, std::string today) : today_(std::move(today)) {
    for (const auto& event : events) {
      const int version = event.aggregate_version();
      if (event.has_unit_changed()) {
        const auto& unit = event.unit_changed();
        for (const auto& day : unit.withdrawn_days()) parents_[unit.unit_id()].erase(day);
        parents_[unit.unit_id()][unit.parent_effective_on()] = unit.parent_id();
      } else if (event.has_participant_changed()) {
        const auto& person = event.participant_changed();
        Move(persons_[person.participant_id()].second, person, units_[person.participant_id()]);
        Keep(persons_[person.participant_id()], version, person);
        for (const auto& attribute : person.attributes()) {
          attributes_[{person.participant_id(), attribute.key()}][attribute.effective_on()] =
              attribute.value();
        }
      } else if (event.has_programme_changed()) {
        Keep(programmes_[event.programme_changed().programme_id()], version, event.programme_changed());
      } else if (event.has_cohort_changed()) {
        Keep(cohorts_[event.cohort_changed().cohort_id()], version, event.cohort_changed());
      } else if (event.has_enrolment_state_changed()) {
        const auto& change = event.enrolment_state_changed();
        Keep(enrolments_[change.enrolment_id()], version, change);
        if (change.to() == vocabulary::ENROLMENT_STATE_GRADUATED) {
          graduated_on_[change.enrolment_id()] = change.state_on();
        }
        for (const auto& attribute : change.attributes()) {
          enrolment_attributes_[{change.enrolment_id(), attribute.key()}] = attribute.value();
        }
      } else if (event.has_career_event_recorded()) {
        careers_[event.career_event_recorded().career_event_id()] = event.career_event_recorded();
      }
    }
  }

  // The rows by their key, without `_U` where nothing is unknown.
  std::map<std::string, v1::FunnelRow> Compute(const v1::ComputeFunnelRequest& request) const {
    std::map<std::string, std::vector<Enrolment>> groups;
    groups["_T"];
    for (const auto& [id, kept] : enrolments_) {
      if (!Counts(kept.second) || !IsChosen(request, kept.second)) continue;
      Enrolment enrolment = kept.second;
      enrolment.set_participant_id(PersonOf(enrolment.participant_id()));
      groups["_T"].push_back(enrolment);
      if (request.by().empty()) continue;
      const std::string key = KeyOf(request, enrolment);
      groups[key.empty() ? "_U" : key].push_back(enrolment);
    }
    std::map<std::string, v1::FunnelRow> rows;
    for (const auto& [key, enrolments] : groups) rows[key] = Row(enrolments);
    return rows;
  }

 private:
  using Enrolment = pb::EnrolmentStateChanged;
  template <typename Data>
  using Kept = std::pair<int, Data>;                 // the version and what it says
  using Dated = std::map<std::string, std::string>;  // since a day: a value

  template <typename Data>
  static void Keep(Kept<Data>& kept, int version, const Data& data) {
    if (version > kept.first) kept = {version, data};
  }

  // The present unit holds from its day on; the same one with another day is corrected.
  static void Move(const pb::ParticipantChanged& before, const pb::ParticipantChanged& after, Dated& units) {
    if (before.unit_id() == after.unit_id()) units.erase(before.unit_effective_on());
    units.erase(units.lower_bound(after.unit_effective_on()), units.end());
    units[after.unit_effective_on()] = after.unit_id();
  }

  static std::optional<std::string> AsOf(const Dated& values, const std::string& day) {
    std::optional<std::string> found;
    for (const auto& [since, value] : values) {
      if (since <= day) found = value;
    }
    return found;
  }

  static bool Counts(const Enrolment& enrolment) {
    switch (enrolment.to()) {
      case vocabulary::ENROLMENT_STATE_APPLIED:
      case vocabulary::ENROLMENT_STATE_WAITLISTED:
      case vocabulary::ENROLMENT_STATE_ACCEPTED:
      case vocabulary::ENROLMENT_STATE_REJECTED:
      case vocabulary::ENROLMENT_STATE_NO_SHOW:
      case vocabulary::ENROLMENT_STATE_VOIDED:
        return false;
      default:
        return enrolment.ever_active();
    }
  }

  // The record that stands for the person of whom this is one.
  std::string PersonOf(const std::string& record) const {
    const auto found = persons_.find(record);
    const bool merged = found != persons_.end() && !found->second.second.merged_into_id().empty();
    return merged ? found->second.second.merged_into_id() : record;
  }

  static std::string Last(const std::string& name) { return name.substr(name.rfind('/') + 1); }

  bool IsChosen(const v1::ComputeFunnelRequest& request, const Enrolment& enrolment) const {
    if (!request.course().empty() && Last(request.course()) != enrolment.course_id()) return false;
    if (!request.cohorts().empty() &&
        std::none_of(request.cohorts().begin(), request.cohorts().end(),
                     [&](const std::string& name) { return Last(name) == enrolment.cohort_id(); })) {
      return false;
    }
    if (!request.programme().empty()) {
      const auto& ids = programmes_.at(Last(request.programme())).second.course_ids();
      if (std::find(ids.begin(), ids.end(), enrolment.course_id()) == ids.end()) return false;
    }
    const bool any_period = !request.enrolled_from().empty() || !request.enrolled_to().empty();
    if (any_period && enrolment.enrolled_on().empty()) return false;
    if (!request.enrolled_from().empty() && enrolment.enrolled_on() < request.enrolled_from()) return false;
    if (!request.enrolled_to().empty() && enrolment.enrolled_on() > request.enrolled_to()) return false;
    return true;
  }

  // Empty: unknown.
  std::string DayOf(const Enrolment& enrolment) const {
    if (!enrolment.enrolled_on().empty()) return enrolment.enrolled_on();
    const auto cohort = cohorts_.find(enrolment.cohort_id());
    return cohort == cohorts_.end() ? "" : cohort->second.second.starts_on();
  }
  std::string AsOfDay(const Enrolment& enrolment) const {
    const std::string day = DayOf(enrolment);
    return day.empty() ? "9999-12-31" : day;
  }

  // Empty: unknown.
  std::string KeyOf(const v1::ComputeFunnelRequest& request, const Enrolment& enrolment) const {
    const auto person = persons_.find(enrolment.participant_id());
    if (request.by() == "cohort") return enrolment.cohort_id();
    if (request.by() == "course") return enrolment.course_id();
    if (request.by() == "unit") return UnitOf(enrolment, std::max(request.unit_level(), 1));
    if (request.by() == "sex") {
      if (person == persons_.end()) return "";
      switch (person->second.second.sex()) {
        case vocabulary::SEX_FEMALE:
          return "F";
        case vocabulary::SEX_MALE:
          return "M";
        case vocabulary::SEX_NOT_APPLICABLE:
          return "_Z";
        default:
          return "";
      }
    }
    if (request.by() == "age_band") {
      const std::string birth =
          person == persons_.end() ? "" : ParseBirthDate(person->second.second.birth_date()).day;
      return birth.empty() ? AttributeOf(enrolment, "age_band")
                           : BandOf(birth, DayOf(enrolment), request.age_band_starts());
    }
    return AttributeOf(enrolment, request.by().substr(std::string("attribute:").size()));
  }

  std::string AttributeOf(const Enrolment& enrolment, const std::string& key) const {
    const auto own = enrolment_attributes_.find({enrolment.enrolment_id(), key});
    if (own != enrolment_attributes_.end()) return own->second;
    const auto values = attributes_.find({enrolment.participant_id(), key});
    return values == attributes_.end() ? "" : AsOf(values->second, AsOfDay(enrolment)).value_or("");
  }

  template <typename Starts>
  static std::string BandOf(const std::string& birth, const std::string& day, const Starts& given) {
    if (day.empty() || day < birth) return "";
    int age = std::stoi(day.substr(0, 4)) - std::stoi(birth.substr(0, 4));
    if (day.substr(5) < birth.substr(5)) --age;
    static const std::vector<int> kDefault = {0, 18, 25, 35, 45, 55};
    const std::vector<int> starts = given.empty() ? kDefault : std::vector<int>(given.begin(), given.end());
    int first = 0;
    for (const int next : starts) {
      if (age < next) return std::to_string(first) + "-" + std::to_string(next - 1);
      first = next;
    }
    return std::to_string(first) + "+";
  }

  // The person's unit or that above it which is at the level.
  std::string UnitOf(const Enrolment& enrolment, int level) const {
    const auto own = units_.find(enrolment.participant_id());
    if (own == units_.end()) return "";
    const std::string day = AsOfDay(enrolment);
    std::vector<std::string> up;  // from the unit to its root
    for (std::string unit = AsOf(own->second, day).value_or(""); !unit.empty();) {
      up.push_back(unit);
      const auto parents = parents_.find(unit);
      const auto parent = parents == parents_.end() ? std::nullopt : AsOf(parents->second, day);
      if (!parent) return "";  // no way to a root
      unit = *parent;
    }
    const auto depth = static_cast<int>(up.size());
    return depth < level ? "" : up[static_cast<size_t>(depth - level)];
  }

  v1::FunnelRow Row(const std::vector<Enrolment>& enrolments) const {
    std::map<std::string, std::vector<Enrolment>> by_person;
    for (const auto& enrolment : enrolments) by_person[enrolment.participant_id()].push_back(enrolment);
    v1::FunnelRow row;
    row.set_enrolled(0);
    row.set_completed(0);
    row.set_graduated(0);
    row.set_promoted(0);
    row.set_in_command(0);
    row.set_in_acting_command(0);
    row.set_graduated_day_unknown(0);
    for (const auto& [person, own] : by_person) Count(person, own, row);
    return row;
  }

  void Count(const std::string& person, const std::vector<Enrolment>& own, v1::FunnelRow& row) const {
    bool completed = false, graduated = false;
    std::string first;  // day of graduation
    for (const auto& enrolment : own) {
      completed = completed || enrolment.to() == vocabulary::ENROLMENT_STATE_COMPLETED;
      if (enrolment.to() != vocabulary::ENROLMENT_STATE_GRADUATED) continue;
      completed = graduated = true;
      const std::string& day = graduated_on_.at(enrolment.enrolment_id());
      if (!day.empty() && (first.empty() || day < first)) first = day;
    }
    bool promoted = false, command = false, acting = false;
    for (const auto& [id, event] : careers_) {
      if (PersonOf(event.participant_id()) != person || first.empty() || event.effective_on() <= first ||
          event.effective_on() > today_)
        continue;
      if (IsSuperseded(id)) continue;
      const bool promotion = event.type() == vocabulary::CAREER_EVENT_TYPE_PROMOTION;
      const bool appointment = event.type() == vocabulary::CAREER_EVENT_TYPE_APPOINTMENT;
      promoted = promoted || promotion;
      command = command || (promotion && event.command_rung()) ||
                ((promotion || appointment) && event.command_post());
      acting = acting ||
               (event.type() == vocabulary::CAREER_EVENT_TYPE_ACTING_APPOINTMENT && event.command_post());
    }
    row.set_enrolled(row.enrolled() + 1);
    row.set_completed(row.completed() + completed);
    row.set_graduated(row.graduated() + graduated);
    row.set_promoted(row.promoted() + promoted);
    row.set_in_command(row.in_command() + command);
    row.set_in_acting_command(row.in_acting_command() + acting);
    row.set_graduated_day_unknown(row.graduated_day_unknown() + (graduated && first.empty()));
  }

  bool IsSuperseded(const std::string& id) const {
    return std::any_of(careers_.begin(), careers_.end(),
                       [&](const auto& other) { return other.second.supersedes_id() == id; });
  }

  const std::string today_;
  std::map<std::string, Dated> parents_, units_;
  std::map<std::pair<std::string, std::string>, Dated> attributes_;
  std::map<std::pair<std::string, std::string>, std::string> enrolment_attributes_;
  std::map<std::string, Kept<pb::ParticipantChanged>> persons_;
  std::map<std::string, Kept<pb::ProgrammeChanged>> programmes_;
  std::map<std::string, Kept<pb::CohortChanged>> cohorts_;
  std::map<std::string, Kept<Enrolment>> enrolments_;
  std::map<std::string, std::string> graduated_on_;
  std::map<std::string, pb::CareerEventRecorded> careers_;
};

}  // namespace waymark::evaluation
