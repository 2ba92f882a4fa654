#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark {

using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

// Where the time comes from. Injected, so that tests can set it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint Now() const = 0;
};

// The machine's clock; one for the process, without state.
const Clock& SystemClock();

// `2026-01-31T23:59:59.123456Z` (RFC 3339, UTC).
std::string FormatTime(TimePoint time);

// The same of a google.protobuf.Timestamp, with 0, 3, 6 or 9 digits of a second
// as protobuf's JSON has it.
std::string FormatTimestamp(int64_t seconds, int32_t nanos);

// `2026-01-31`, the UTC day of `time`.
std::string FormatDay(TimePoint time);

// Whether `text` is a day of the Gregorian calendar as `YYYY-MM-DD`, years
// 1800 to 2200.
bool IsDay(std::string_view text);

}  // namespace waymark
