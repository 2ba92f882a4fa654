#pragma once

namespace waymark {

// What the allocator keeps for itself of memory that was freed. Both do nothing in
// programs with libc's own allocator.

// Keeps the caches of threads small: a service has many that do little.
void LimitIdleMemory();
// Gives whole pages back to the system: after an import they would be kept for ever.
void ReturnIdleMemory();

}  // namespace waymark
