#include "services/webhooks/signature.h"

#include <openssl/evp.h>

#include "services/common/base/ids.h"

namespace waymark::webhooks {
namespace {

constexpr size_t kSecretBytes = 32;  // the standard wants 24 to 64

// With padding (RFC 4648 §4).
std::string Base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.pop_back();  // the NUL
  return out;
}

}  // namespace

std::string NewSecret() { return RandomBytes(kSecretBytes); }

std::string SecretText(std::string_view secret) { return "whsec_" + Base64(secret); }

std::string TimestampOf(TimePoint time) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

std::string SignatureOf(const std::vector<std::string>& secrets, std::string_view id,
                        std::string_view timestamp, std::string_view body) {
  std::string content;
  content.append(id).append(".").append(timestamp).append(".").append(body);
  std::string signatures;
  for (const std::string& secret : secrets)
    signatures += (signatures.empty() ? "v1," : " v1,") + Base64(HmacSha256(secret, content));
  return signatures;
}

}  // namespace waymark::webhooks
