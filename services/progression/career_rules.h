#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/status/error.h"
#include "waymark/vocabulary/v1/vocabulary.pb.h"

namespace waymark::progression {

using waymark::vocabulary::v1::CareerEventType;

// A rung as far as the rules look at it.
struct RungFacts {
  std::string id;  // empty = none
  std::string ladder_id;
  int position = 0;
};

// An event of one person's career as far as the rules look at it. Empty texts
// are "none".
struct CareerFacts {
  CareerEventType type = waymark::vocabulary::v1::CAREER_EVENT_TYPE_UNSPECIFIED;
  bool derived = false;  // whether the service is to say the type
  std::string day;       // YYYY-MM-DD
  // Its place among the events of one person and day: that of recording, or the
  // place of the event that it supersedes.
  int place = 0;
  // Orders those of one place, which events of several records of a person can have:
  // the id of the event, or of the first that it supersedes in the end.
  std::string order_id;
  RungFacts rung;
  std::string post_id;
  std::string unit_id;
};

// What a person holds between two events.
struct Holding {
  RungFacts rung;
  std::string post_id;
  bool acting = false;            // whether the post is held by an acting appointment
  std::string post_unit_id = {};  // that of the event that gave the post
};

// What an event that does not say is: see CareersService in careers.proto.
CareerEventType DeriveType(const Holding& before, const CareerFacts& event);

// What the person holds after an event whose type is known.
void Apply(const CareerFacts& event, Holding& holding);

// A derived event whose recorded type is not the one that follows from the
// events before it.
struct Retyped {
  size_t event;  // its index
  CareerEventType type;

  bool operator==(const Retyped&) const = default;
};

// Follows a person's career through the events that stand, VOIDED ones apart, given
// in any order, and finds the derived ones whose type is another one than recorded:
// new ones (recorded as UNSPECIFIED) and those behind an event that arrived late. In
// the order of their days.
std::vector<Retyped> Retype(std::span<const CareerFacts> standing);

// Which fields of an event are set.
struct SaidFields {
  bool rung = false, post = false, unit = false, supersedes = false;
};

// What an event lacks for its stated type, or says too much: a violation for each
// wrong field, its path below the event (`rung`).
std::vector<FieldViolation> CheckFields(CareerEventType type, const SaidFields& said);

// The same of an event and that which it supersedes.
std::vector<FieldViolation> CheckCorrection(const CareerFacts& correction, const CareerFacts& superseded);

// The type of the outcome event: `career.promoted`.
std::string_view OutcomeOf(CareerEventType type);

}  // namespace waymark::progression
