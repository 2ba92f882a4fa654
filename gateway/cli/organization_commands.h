#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark organization`. The one below it that is chosen becomes `run`.
void AddOrganizationCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
