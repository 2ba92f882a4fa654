#include "services/access/recovery_codes.h"

#include "services/access/base32.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"

namespace waymark::access {
namespace {

// So many bits nobody guesses, whatever the digest that is kept of them.
constexpr size_t kBytes = 16;
constexpr size_t kGroup = 4;

}  // namespace

std::string NewRecoveryCode() {
  const std::string letters = Lower(Base32(RandomBytes(kBytes)));
  std::string code;
  for (size_t i = 0; i < letters.size(); i += kGroup)
    code += (code.empty() ? "" : "-") + letters.substr(i, kGroup);
  return code;
}

std::string RecoveryDigest(std::string_view code) {
  std::string letters;
  for (const char c : Lower(code)) {
    if (c != '-' && c != ' ') letters += c;
  }
  return Sha256(letters);
}

}  // namespace waymark::access
