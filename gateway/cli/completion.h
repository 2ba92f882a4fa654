#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace waymark::cli {

// A script for bash that completes the commands of the program, their options, and of values
// those that have names; file names elsewhere. zsh reads it, too.
std::string CompletionScript(const CLI::App& app);

}  // namespace waymark::cli
