#include "services/common/base/memory.h"

#include <gperftools/malloc_extension_c.h>

// Only the servers are linked with this allocator.
#pragma weak MallocExtension_SetNumericProperty
#pragma weak MallocExtension_ReleaseFreeMemory

namespace waymark {
namespace {

constexpr size_t kThreadCaches = 32 << 20;  // bytes, of all threads together

}  // namespace

void LimitIdleMemory() {
  if (MallocExtension_SetNumericProperty == nullptr) return;
  MallocExtension_SetNumericProperty("tcmalloc.max_total_thread_cache_bytes", kThreadCaches);
}

void ReturnIdleMemory() {
  if (MallocExtension_ReleaseFreeMemory != nullptr) MallocExtension_ReleaseFreeMemory();
}

}  // namespace waymark
