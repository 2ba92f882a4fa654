#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waymark::cli {

// Adds `login`, `logout` and `account` to the program's commands; `run` becomes what
// the chosen one does.
void AddAccountCommands(CLI::App& app, std::function<int()>& run);

}  // namespace waymark::cli
