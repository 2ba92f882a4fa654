#include "services/common/base/log.h"

#include <unistd.h>

#include <atomic>
#include <string>

#include "services/common/base/clock.h"

namespace waymark {
namespace {

std::string service_name = "waymark";
std::atomic<LogLevel> least_level = LogLevel::kInfo;

constexpr std::string_view kLevelNames[] = {"debug", "info", "warning", "error"};

}  // namespace

void StartLog(std::string_view service, std::string_view level) {
  service_name = service;
  for (int i = 0; i < 4; ++i) {
    if (level == kLevelNames[i]) least_level = static_cast<LogLevel>(i);
  }
}

void Log(LogLevel level, std::string_view message, LogFields fields) {
  if (level < least_level.load(std::memory_order_relaxed)) return;
  nlohmann::ordered_json line = {{"ts", FormatTime(SystemClock().Now())},
                                 {"level", kLevelNames[static_cast<int>(level)]},
                                 {"service", service_name},
                                 {"msg", message}};
  for (const auto& [key, value] : fields) line[std::string(key)] = value;
  // Bytes that are not UTF-8 are replaced: a log line is always valid JSON.
  const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  // One write per line: lines of several threads do not mix.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace waymark
