#include "services/common/base/clock.h"

#include <algorithm>
#include <charconv>

namespace waymark {
namespace {

class MachineClock final : public Clock {
 public:
  TimePoint Now() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

bool Digits(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text[0] != '-';
}

// The longest text of a time, 2026-01-31T23:59:59.123456789Z, and some.
using Buffer = char[32];

// printf would take most of the time of a log line or of a page of records. All
// give the place behind what they put.
char* PutDigits(char* at, uint32_t number, int digits) {
  for (int i = digits; i > 0; --i, number /= 10) at[i - 1] = static_cast<char>('0' + number % 10);
  return at + digits;
}

char* Put(char* at, char c) {
  *at = c;
  return at + 1;
}

// Years 0 to 9999.
char* PutDay(char* at, std::chrono::sys_days time) {
  const std::chrono::year_month_day day(time);
  at = PutDigits(at, static_cast<uint32_t>(static_cast<int>(day.year())), 4);
  at = PutDigits(Put(at, '-'), static_cast<unsigned>(day.month()), 2);
  return PutDigits(Put(at, '-'), static_cast<unsigned>(day.day()), 2);
}

char* PutSecond(char* at, std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto second = static_cast<uint32_t>((time - day).count());
  at = PutDigits(Put(PutDay(at, day), 'T'), second / 3600, 2);
  at = PutDigits(Put(at, ':'), second / 60 % 60, 2);
  return PutDigits(Put(at, ':'), second % 60, 2);
}

}  // namespace

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

std::string FormatDay(TimePoint time) {
  Buffer text;
  return {text, PutDay(text, std::chrono::floor<std::chrono::days>(time))};
}

std::string FormatTime(TimePoint time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  Buffer text;
  char* at = PutDigits(Put(PutSecond(text, second), '.'), static_cast<uint32_t>((time - second).count()), 6);
  return {text, Put(at, 'Z')};
}

std::string FormatTimestamp(int64_t seconds, int32_t nanos) {
  Buffer text;
  char* at = PutSecond(text, std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  const auto fraction = static_cast<uint32_t>(nanos);
  if (fraction != 0) at = Put(at, '.');
  if (fraction % 1'000 != 0) {
    at = PutDigits(at, fraction, 9);
  } else if (fraction % 1'000'000 != 0) {
    at = PutDigits(at, fraction / 1'000, 6);
  } else if (fraction != 0) {
    at = PutDigits(at, fraction / 1'000'000, 3);
  }
  return {text, Put(at, 'Z')};
}

bool IsDay(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !Digits(text.substr(0, 4), year) ||
      !Digits(text.substr(5, 2), month) || !Digits(text.substr(8, 2), day)) {
    return false;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return date.ok() && year >= 1800 && year <= 2200;
}

}  // namespace waymark
