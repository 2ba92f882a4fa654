#pragma once

#include "services/common/status/error.h"

namespace waymark::cli {

// What the program ends with; the last as sysexits.h has it (EX_TEMPFAIL).
enum Exit {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kSomeRejected = 3,
  kNotThere = 4,
  kDenied = 5,
  kTryLater = 75,
};

// Their meaning, for --help.
inline constexpr char kExitCodes[] =
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some rows rejected, 4 not found, 5 not let in or not\n"
    "allowed, 75 not available now: try again later.";

// What it ends with after an error.
Exit ExitOf(const Error& error);

}  // namespace waymark::cli
