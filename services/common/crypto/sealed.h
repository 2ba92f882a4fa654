#pragma once

#include <string>
#include <string_view>

namespace waymark::crypto {

// Seals what must be read again (digests do not do for secrets of TOTP), so that
// the database alone gives nothing away.
class Sealer {
 public:
  // The key is derived from `key` for `purpose`.
  Sealer(std::string_view key, std::string_view purpose);

  std::string Seal(std::string_view bytes) const;
  // Throws Internal when it was not sealed by this key, or changed.
  std::string Open(std::string_view sealed) const;

 private:
  std::string key_;
};

}  // namespace waymark::crypto
