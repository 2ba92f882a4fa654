#pragma once

#include <string_view>

namespace waymark {

// Names the thread that calls it, as `top -H` and debuggers show it: by its first 15
// bytes, which is what Linux keeps.
void NameThread(std::string_view name);

}  // namespace waymark
