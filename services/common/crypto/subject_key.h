#pragma once

#include <optional>
#include <string>
#include <string_view>

// Values of one person, sealed with a key of that person alone: when the key is
// destroyed nobody can read them any more, wherever copies lie.
namespace waymark::crypto {

// A new key.
std::string NewSubjectKey();

// Seals `bytes` (XChaCha20-Poly1305); `context` says where they belong and must be
// the same to open them.
std::string SealWith(std::string_view key, std::string_view context, std::string_view bytes);

// What was sealed; nullopt when it was sealed with another key, belongs elsewhere
// or was changed.
std::optional<std::string> OpenWith(std::string_view key, std::string_view context, std::string_view sealed);

}  // namespace waymark::crypto
