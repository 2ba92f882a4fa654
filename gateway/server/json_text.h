#pragma once

#include <string>
#include <string_view>

namespace waymark::gateway {

// Append a JSON string to `out`: a text in UTF-8, or bytes as base64.
void AppendText(std::string_view text, std::string& out);
void AppendBase64(std::string_view bytes, std::string& out);

}  // namespace waymark::gateway
