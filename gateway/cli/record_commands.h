#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark import` and `waymark export`. The one that is chosen becomes `run`.
void AddRecordCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
