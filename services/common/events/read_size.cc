#include "services/common/events/read_size.h"

#include <algorithm>

namespace waymark::events {

size_t NextReadCount(size_t asked, size_t entries, size_t bytes) {
  if (bytes <= kMostReadBytes) return std::min(2 * asked, kMostEntries);
  return std::max<size_t>(entries * kMostReadBytes / bytes, 1);
}

}  // namespace waymark::events
