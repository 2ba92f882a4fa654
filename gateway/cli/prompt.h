#pragma once

#include <string>

namespace waymark::cli {

// A line that somebody answers `question` with: at the terminal, which shows nothing
// of a secret while it is typed; where standard input is none, its next line. Throws
// Error when there is none.
std::string Ask(const std::string& question);
std::string AskSecret(const std::string& question);

// A new password; at the terminal asked for twice. Throws Error when the two differ.
std::string AskNewPassword();

}  // namespace waymark::cli
