#pragma once

namespace waymark {

// In bytes: what a gateway may be set to take of a request (`WAYMARK_MAX_BODY`), and so what services take.
constexpr int kLongestRequest = 64 << 20;

}  // namespace waymark
