#pragma once

#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/evaluation/event_makers.h"
#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::evaluation {

constexpr char kInTheFuture[] = "2999-01-01";
constexpr int kUnits = 6, kPersons = 8, kCourses = 3, kCohorts = 5, kEnrolments = 14, kCareers = 16;

// A small world in which everything happens that matters to a funnel, as the
// streams of the three services tell it.
class RandomWorld {
 public:
  explicit RandomWorld(unsigned seed) : random_(seed) {
    participants_.push_back(Organization(1, 5));
    TellUnits();
    TellPersons();
    TellCourses();
    for (int i = 0; i < kEnrolments; ++i) TellEnrolment(i);
    TellCareers();
  }

  // The events of each service, in their order.
  std::map<std::string, Events> Streams() const {
    return {{"participants", participants_}, {"courses", courses_}, {"progression", progression_}};
  }

  // The events in one of the orders in which they can arrive: each stream in its
  // own order.
  Events Interleaved() {
    std::array<Events, 3> streams = {participants_, courses_, progression_};
    std::array<size_t, 3> next = {};
    Events all;
    for (;;) {
      std::vector<size_t> left;
      for (size_t i = 0; i < streams.size(); ++i) {
        if (next[i] < streams[i].size()) left.push_back(i);
      }
      if (left.empty()) return all;
      // A run of one stream, as a consumer gets it.
      const size_t stream = left[Below(static_cast<int>(left.size()))];
      for (int run = 1 + Below(20); run > 0 && next[stream] < streams[stream].size(); --run) {
        all.push_back(streams[stream][next[stream]++]);
      }
    }
  }

  v1::ComputeFunnelRequest Question() {
    v1::ComputeFunnelRequest request;
    const std::string parent = "organizations/asp/";
    switch (Below(5)) {
      case 0:
        request.set_programme(parent + "programmes/" + ProgrammeId(Below(2)));
        break;
      case 1:
        request.set_course(parent + "courses/" + CourseId(Below(kCourses)));
        break;
      case 2:
        for (int i = 0; i <= Below(3); ++i) {
          request.add_cohorts(parent + "cohorts/" + CohortId(Below(kCohorts)));
        }
        break;
    }
    if (Chance(20)) request.set_enrolled_from("2019-06-01");
    if (Chance(20)) request.set_enrolled_to("2020-06-01");
    request.set_by(
        OneOf({"", "sex", "age_band", "attribute:disability", "unit", "unit", "cohort", "course"}));
    if (request.by() == "unit") request.set_unit_level(Below(4));
    if (request.by() == "age_band" && Chance(50)) {
      for (const int start : {15, 25, 40}) request.add_age_band_starts(start);
    }
    return request;
  }

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

 private:
  bool Chance(int percent) { return Below(100) < percent; }
  std::string OneOf(const std::vector<std::string>& texts) {
    return texts[static_cast<size_t>(Below(static_cast<int>(texts.size())))];
  }
  std::string Day() {
    return OneOf({"2019-01-01", "2019-02-28", "2019-06-01", "2019-12-31", "2020-02-29", "2020-03-01",
                  "2020-06-01", "2020-12-31", "2021-01-01", "2021-07-01"});
  }
  std::string DayOrEmpty() { return Chance(20) ? "" : Day(); }
  std::string UnitOrNone() { return Chance(20) ? "" : UnitId(Below(kUnits)); }

  void TellUnits() {
    // A parent always has a lower number, so there is never a circle.
    const auto parent = [this](int unit) {
      return unit == 0 || Chance(20) ? std::string() : UnitId(Below(unit));
    };
    for (int i = 0; i < kUnits; ++i) {
      std::string day = Chance(80) ? "" : Day();
      participants_.push_back(Unit(i, 1, parent(i), day));
      for (int version = 2; version <= 4 && Chance(40); ++version) {
        pb::Event event = Unit(i, version, parent(i), Day());
        auto& data = *event.mutable_unit_changed();
        // It was another day.
        if (Chance(50) && day != data.parent_effective_on()) data.add_withdrawn_days(day);
        day = data.parent_effective_on();
        participants_.push_back(event);
      }
    }
  }

  void TellPersons() {
    for (int i = 0; i < kPersons; ++i) {
      // The last one is known to the other services only.
      const int versions = i + 1 == kPersons ? 0 : 1 + Below(5);
      std::string unit = UnitOrNone();
      for (int version = 1; version <= versions; ++version) {
        const int sexes[] = {0, 1, 2, 2, 9};
        // Else another day of the same one.
        if (Chance(50)) unit = UnitOrNone();
        pb::Event event = Person(i, version, static_cast<vocabulary::Sex>(sexes[Below(5)]),
                                 OneOf({"", "1990", "1994-02-28", "1996-02-29", "2001-06", "2004-07-01~",
                                        "1965-12-31", "2020-01-01"}),
                                 unit, Chance(50) ? "" : Day());
        auto& data = *event.mutable_participant_changed();
        // Into one of the first half, of whom none is merged.
        if (version > 1 && i >= kPersons / 2 && Chance(50))
          data.set_merged_into_id(PersonId(Below(kPersons / 2)));
        if (Chance(60)) AddAttribute(data, "disability", OneOf({"yes", "no", ""}), DayOrEmpty());
        if (Chance(30)) AddAttribute(data, "age_band", OneOf({"0-35", "35-55", ""}), DayOrEmpty());
        participants_.push_back(event);
      }
    }
  }

  void TellCourses() {
    for (int i = 0; i < kCourses; ++i) courses_.push_back(Course(i));
    for (int i = 0; i < kCohorts; ++i) {
      courses_.push_back(Cohort(i, 1, i % kCourses, DayOrEmpty()));
      if (Chance(30)) courses_.push_back(Cohort(i, 2, i % kCourses, DayOrEmpty()));
    }
    courses_.push_back(Programme(0, 1, {0}));
    courses_.push_back(Programme(1, 1, {}));
    courses_.push_back(Programme(0, 2, {0, 2}));
  }

  void TellEnrolment(int enrolment) {
    const int person = Below(kPersons), cohort = Below(kCohorts);
    const std::string enrolled_on = DayOrEmpty();
    const std::vector<std::vector<int>> lives = {
        {1},     {1, 4}, {3},    {3, 14},   {5},           {3, 5, 6}, {5, 9},
        {5, 12}, {5, 7}, {5, 7}, {5, 7, 8}, {3, 5, 7, 8},  {5, 7, 8}, {8},
        {8},     {8},    {5, 8}, {5, 16},   {5, 7, 8, 16}, {10},      {1, 10}};
    int version = 0;
    bool ever_active = false;
    for (const int state : lives[static_cast<size_t>(Below(static_cast<int>(lives.size())))]) {
      // Those who applied only were never active; who begins with an end was.
      ever_active = ever_active || (state > 4 && state != 14 && !(version > 0 && state == 10));
      const std::string state_on = DayOrEmpty();
      pb::Event event =
          Enrolment(enrolment, ++version, person, cohort, cohort % kCourses,
                    static_cast<vocabulary::EnrolmentState>(state), enrolled_on, state_on, ever_active);
      auto& data = *event.mutable_enrolment_state_changed();
      if (version == 1 && Chance(40)) AddAttribute(data, "disability", OneOf({"yes", "no", ""}));
      if (version == 1 && Chance(20)) AddAttribute(data, "age_band", OneOf({"0-35", "35-55"}));
      courses_.push_back(event);
      if (state == 8) courses_.push_back(Graduation(enrolment, person, state_on));
    }
  }

  void TellCareers() {
    for (int i = 0; i < kCareers; ++i) {
      const std::string supersedes = i > 0 && Chance(25) ? CareerId(Below(i)) : "";
      const bool voided = !supersedes.empty() && Chance(30);
      const auto type = voided ? vocabulary::CAREER_EVENT_TYPE_VOIDED
                               : static_cast<vocabulary::CareerEventType>(1 + Below(5));
      pb::Event event =
          Career(i, Below(kPersons), type, Chance(20) ? kInTheFuture : Day(), false, supersedes);
      auto& data = *event.mutable_career_event_recorded();
      data.set_command_rung(Chance(30));
      data.set_command_post(Chance(30));
      progression_.push_back(event);
    }
  }

  std::mt19937 random_;
  Events participants_, courses_, progression_;
};

}  // namespace waymark::evaluation
