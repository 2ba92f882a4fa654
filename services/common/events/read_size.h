#pragma once

#include <cstddef>

namespace waymark::events {

// As many entries of a stream as are read at once, and about as many bytes.
constexpr size_t kMostEntries = 1'000;
constexpr size_t kMostReadBytes = 4'000'000;

// How many entries to ask for next, when of `asked` so many came, `bytes` long together: fewer
// after a large read, then more again. At least one, at most kMostEntries.
size_t NextReadCount(size_t asked, size_t entries, size_t bytes);

}  // namespace waymark::events
