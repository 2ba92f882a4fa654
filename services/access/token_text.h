#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::access {

// A secret of 256 random bits in base64url: 43 characters.
std::string NewSecret();

// What of a secret is kept. It was drawn at random: nothing to be guessed, so no
// slow hash is needed.
std::string SecretDigest(std::string_view secret);

// An API token as its bearer shows it: `wmk_<id>_<secret>`, the id being the 16
// bytes of the UUID in base64url, so that tokens are known by sight and looked up
// by id. base64url may contain `_`: the parts are told apart by their length.
struct TokenText {
  std::string id;  // UUID
  std::string secret;
};

std::string FormatToken(const TokenText& token);
// nullopt when the text is no token.
std::optional<TokenText> ParseToken(std::string_view text);

}  // namespace waymark::access
