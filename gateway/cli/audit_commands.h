#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// `waymark audit list|export|verify` and `waymark openings list|close`. The one that is chosen becomes `run`.
void AddAuditCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
