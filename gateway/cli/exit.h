#pragma once

namespace waymark::cli {

// What the program ends with.
enum Exit { kDone = 0, kFailed = 1, kUsage = 2, kSomeRejected = 3 };

}  // namespace waymark::cli
