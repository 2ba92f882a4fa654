#pragma once

#include <memory>

#include "services/common/events/consumer.h"

namespace waymark::events {

// Keeps the copy of who belongs to which unit and whose records are one person's, from the
// stream of the participants service, and of who accompanies whom, from that of progression: the tables
// reach_person, reach_unit and reach_mentorship, by which bind_to_reach() tells the
// records of a part of an organization apart.
std::unique_ptr<EventHandler> MakeReachCopy();

// Keeps the tree of units alone, for services whose records belong to units and to no
// person: reach_unit, by which bind_to_units() tells them apart.
std::unique_ptr<EventHandler> MakeUnitCopy();

}  // namespace waymark::events
