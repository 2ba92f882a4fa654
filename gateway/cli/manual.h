#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace waymark::cli {

// The help of all commands as one page of the manual, in the language of man(7).
std::string ManualPage(const CLI::App& app);

}  // namespace waymark::cli
