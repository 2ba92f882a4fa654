#pragma once

#include <string>

#include "services/common/base/clock.h"

namespace waymark::access {

inline constexpr char kBootstrapUsage[] =
    "Usage: waymark-access bootstrap   makes the first administrator of all organizations and a token of\n"
    "       theirs, unless that was done; `waymark-access bootstrap --help` prints its settings";

struct BootstrapSettings {
  std::string database;    // application role (libpq URL)
  std::string token_file;  // where the token is written
};

// Sees to it that somebody can begin. When no account is ADMINISTRATOR of every
// organization, makes `administrator`, who has every role that is not about
// persons of their own, and gives it a token. Called again, it makes a new token
// when that of the file does not hold any more, and else nothing. Throws Error, or
// std::runtime_error when the file cannot be written.
//
// The file is complete before the token holds: should the machine stop in
// between, the next call makes another.
void MakeAdministrator(const BootstrapSettings& settings, const Clock& clock);

// `waymark-access bootstrap`: the program's exit code.
int Bootstrap(int argc, char** argv);

}  // namespace waymark::access
