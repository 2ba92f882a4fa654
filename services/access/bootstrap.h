#pragma once

#include <string>

#include "services/common/base/clock.h"

namespace waymark::access {

inline constexpr char kBootstrapUsage[] =
    "Usage: waymark-access bootstrap   makes the first administrator of all organizations, with a token and\n"
    "       a one-time link to a password, unless that was done; `waymark-access bootstrap --help` prints "
    "its settings";

struct BootstrapSettings {
  std::string database;    // application role (libpq URL)
  std::string token_file;  // where the token is written
  std::string link_file;   // where the secret of the one-time link is written
};

// Sees to it that somebody can begin. When no account is ADMINISTRATOR of every
// organization, makes `administrator`, who has every role that is not about
// persons of their own, gives it a token, and a one-time link while it has no
// password. Called again, it makes a new token or link when that of the file does
// not hold any more, removes the file of a link that is of no use, and else does
// nothing. Throws Error, or std::runtime_error when a file cannot be written.
//
// The files are complete before what they hold counts: should the machine stop in
// between, the next call makes others.
void MakeAdministrator(const BootstrapSettings& settings, const Clock& clock);

// `waymark-access bootstrap`: the program's exit code.
int Bootstrap(int argc, char** argv);

}  // namespace waymark::access
