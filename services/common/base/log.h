#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace waymark {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

using LogFields = std::initializer_list<std::pair<std::string_view, nlohmann::json>>;

// Names the process in every line and sets the least level that is written
// (`debug`, `info`, `warning`, `error`). Call once, at the start of main.
void StartLog(std::string_view service, std::string_view level);

// Writes one JSON object as one line to stderr:
// {"ts":…,"level":…,"service":…,"msg":…, fields…}. Thread-safe. Fields carry
// ids and codes, never names or what a person typed; their keys are plain words.
void Log(LogLevel level, std::string_view message, LogFields fields = {});

}  // namespace waymark
