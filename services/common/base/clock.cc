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

// printf would take most of the time of a log line or of a page of records.
void AppendDigits(std::string& out, uint32_t number, int digits) {
  const size_t end = out.size() + static_cast<size_t>(digits);
  out.resize(end);
  for (int i = 1; i <= digits; ++i, number /= 10)
    out[end - static_cast<size_t>(i)] = static_cast<char>('0' + number % 10);
}

// Years 0 to 9999.
void AppendDay(std::string& out, std::chrono::sys_days time) {
  const std::chrono::year_month_day day(time);
  AppendDigits(out, static_cast<uint32_t>(static_cast<int>(day.year())), 4);
  out += '-';
  AppendDigits(out, static_cast<unsigned>(day.month()), 2);
  out += '-';
  AppendDigits(out, static_cast<unsigned>(day.day()), 2);
}

std::string FormatSecond(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto second = static_cast<uint32_t>((time - day).count());
  std::string out;
  out.reserve(32);
  AppendDay(out, day);
  out += 'T';
  AppendDigits(out, second / 3600, 2);
  out += ':';
  AppendDigits(out, second / 60 % 60, 2);
  out += ':';
  AppendDigits(out, second % 60, 2);
  return out;
}

}  // namespace

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

std::string FormatDay(TimePoint time) {
  std::string out;
  AppendDay(out, std::chrono::floor<std::chrono::days>(time));
  return out;
}

std::string FormatTime(TimePoint time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  std::string out = FormatSecond(second);
  out += '.';
  AppendDigits(out, static_cast<uint32_t>((time - second).count()), 6);
  out += 'Z';
  return out;
}

std::string FormatTimestamp(int64_t seconds, int32_t nanos) {
  std::string out = FormatSecond(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  const auto fraction = static_cast<uint32_t>(nanos);
  if (fraction != 0) out += '.';
  if (fraction % 1'000 != 0) {
    AppendDigits(out, fraction, 9);
  } else if (fraction % 1'000'000 != 0) {
    AppendDigits(out, fraction / 1'000, 6);
  } else if (fraction != 0) {
    AppendDigits(out, fraction / 1'000'000, 3);
  }
  out += 'Z';
  return out;
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
