#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace waymark::cli {

// Calls `take` with each command and the words that lead to it (`waymark`, `waymark import`, …),
// a command before those below it.
void ForEachCommand(const CLI::App& app,
                    const std::function<void(const std::string& words, const CLI::App& command)>& take);

std::vector<const CLI::App*> CommandsBelow(const CLI::App& command);
std::vector<const CLI::Option*> OptionsOf(const CLI::App& command);
std::vector<const CLI::Option*> PositionalsOf(const CLI::App& command);

// `-o`, `--organization`: as it is typed.
std::vector<std::string> NamesOf(const CLI::Option& option);

bool TakesValue(const CLI::Option& option);

// The words that it takes, where it takes no others.
std::vector<std::string> ValuesOf(const CLI::Option& option);

}  // namespace waymark::cli
