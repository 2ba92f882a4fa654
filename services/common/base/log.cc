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
  // Written field by field: a tree of JSON would cost more than the line itself.
  const auto value = [](const nlohmann::json& json) {
    // Bytes that are not UTF-8 are replaced: a log line is always valid JSON.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  std::string text;
  text.reserve(512);
  text.append("{\"ts\":\"").append(FormatTime(SystemClock().Now()));
  text.append("\",\"level\":\"").append(kLevelNames[static_cast<int>(level)]);
  text.append("\",\"service\":").append(value(service_name)).append(",\"msg\":").append(value(message));
  for (const auto& [key, field] : fields) text.append(",\"").append(key).append("\":").append(value(field));
  text += "}\n";
  // One write per line: lines of several threads do not mix.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace waymark
