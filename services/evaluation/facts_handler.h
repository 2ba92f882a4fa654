#pragma once

#include <memory>

#include "services/common/events/consumer.h"

namespace waymark::evaluation {

// Folds the events of participants, courses and progression into facts by
// person. Each batch is written with a few statements, whatever its size. The
// streams may come in any mutual order, and events may come again.
std::unique_ptr<events::EventHandler> MakeFactsHandler();

}  // namespace waymark::evaluation
