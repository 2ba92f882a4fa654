#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark events parked list|show|replay|discard`. The one that is chosen becomes `run`.
void AddParkedCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
