#pragma once

namespace waymark {

// How many steps of niceness background work stands behind calls: of a processor that both
// want, a thread of it gets a third of what a thread of a call gets.
constexpr int kBehindCalls = 5;

// Puts the thread that calls it behind those that serve calls, for good: a program that may
// do nothing special cannot raise it again.
void GiveWayToCalls();

}  // namespace waymark
