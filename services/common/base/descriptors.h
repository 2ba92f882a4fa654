#pragma once

#include <cstdint>

namespace waymark {

// Lets this process open as many files and connections as the system allows it.
// Throws std::runtime_error when these are fewer than `needed`.
void RaiseDescriptorLimit(uint64_t needed);

}  // namespace waymark
