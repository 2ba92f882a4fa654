#pragma once

#include <functional>
#include <string_view>

// Faults on purpose, which the tests of the whole must notice (tests/chaos): bugs, and
// points at which the process dies as by kill -9. Only the CMake option
// WAYMARK_SEEDED_BUGS compiles them in; in any other program these are nothing.
//
// The file WAYMARK_SEEDED_FILE names the one fault that is on at the moment.
namespace waymark::seeded {

#ifdef WAYMARK_SEEDED_BUGS
// Whether the bug is on and it is its turn: once in so many times.
bool Happens(std::string_view bug, int once_in = 1);
// Ends the process where this point is on, which then is off.
void DieAt(std::string_view point);
// Runs `work` a moment later, come what may of it.
void Later(std::function<void()> work);
#else
constexpr bool Happens(std::string_view, int = 1) { return false; }
constexpr void DieAt(std::string_view) {}
inline void Later(const std::function<void()>&) {}
#endif

}  // namespace waymark::seeded
