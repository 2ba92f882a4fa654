#pragma once

#include <string>
#include <string_view>

#include "services/common/base/clock.h"

namespace waymark {

// A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then a counter that keeps
// ids of one process in order, then random bits. Thread-safe.
std::string NewUuid(const Clock& clock = SystemClock());

// Whether `text` is a UUID in canonical lower-case form, of any version.
bool IsUuid(std::string_view text);

// SHA-256, as 32 bytes.
std::string Sha256(std::string_view bytes);

// HMAC-SHA-256, as 32 bytes.
std::string HmacSha256(std::string_view key, std::string_view bytes);

// The first 128 bits of SHA-256 in the form of a UUID: a compact digest that
// PostgreSQL stores and compares as 16 bytes.
std::string DigestUuid(std::string_view bytes);

// `size` random bytes from the system's generator.
std::string RandomBytes(size_t size);

// Lower-case hexadecimal.
std::string Hex(std::string_view bytes);
void AppendHex(std::string_view bytes, std::string& out);

// base64 with padding (RFC 4648 §4).
std::string Base64(std::string_view bytes);

// base64url without padding (RFC 4648 §5).
std::string Base64Url(std::string_view bytes);

// The bytes of base64url without padding; false when `text` is not that.
bool FromBase64Url(std::string_view text, std::string& bytes);

// Compares in a time that does not depend on where the two differ.
bool SameSecret(std::string_view a, std::string_view b);

}  // namespace waymark
