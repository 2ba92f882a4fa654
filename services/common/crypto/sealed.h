#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::crypto {

// Seals what must be read again (digests do not do for secrets of TOTP), so that
// the database alone gives nothing away.
class Sealer {
 public:
  // A key is derived for `purpose` from each line of `keys`. The first one seals; what
  // the others sealed, which came before it, is opened, too.
  Sealer(std::string_view keys, std::string_view purpose);

  std::string Seal(std::string_view bytes) const;
  // Throws Internal when it was not sealed by one of these keys, or changed.
  std::string Open(std::string_view sealed) const;

  // Whether there are keys from before.
  bool has_earlier() const { return keys_.size() > 1; }
  // What an earlier key sealed, sealed by the first one; nullopt when that is so.
  std::optional<std::string> Renewed(std::string_view sealed) const;

 private:
  std::vector<std::string> keys_;
};

}  // namespace waymark::crypto
