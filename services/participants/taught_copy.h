#pragma once

#include <memory>

#include "services/common/events/consumer.h"

namespace waymark::participants {

// Keeps from the events of the courses service who teaches which cohort, which unit
// runs it and who is on its roster: accepted, or taking or having taken part. And from
// those of progression who accompanies whom, as other services do (reach_copy.h).
std::unique_ptr<events::EventHandler> MakeTaughtCopy();

}  // namespace waymark::participants
