#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace waymark::cli {

// What every command takes, before it or behind it; set before one runs.
struct CommonOptions {
  bool quiet = false;                       // no progress, no notes: only what went wrong
  std::optional<int> timeout_seconds = {};  // of each call; none = as the command has it
};
CommonOptions& Common();

void AddCommonOptions(CLI::App& app);

// A line on standard error that nobody has to know.
void Note(const std::string& text);

}  // namespace waymark::cli
