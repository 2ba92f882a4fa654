#pragma once

#include <string>
#include <string_view>

namespace waymark {

// Writes a file that its owner alone can read, whole or not at all, and returns
// when it would outlive a failure of power. Throws std::runtime_error.
void WriteSecretFile(const std::string& path, std::string_view text);

// What it holds, without the line's end; empty when it is not there.
std::string ReadSecretFile(const std::string& path);

}  // namespace waymark
