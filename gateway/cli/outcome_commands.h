#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark funnel`, `waymark watch` and `waymark verify`. The one that is chosen becomes `run`.
void AddOutcomeCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
