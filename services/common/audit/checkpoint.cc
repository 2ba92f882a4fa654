#include "services/common/audit/checkpoint.h"

#include <nlohmann/json.hpp>

#include "services/common/base/ids.h"

namespace waymark::audit {
namespace {

// A line for each value, after one that says what is signed: the signature serves
// no other purpose.
std::string SignedBytes(const Checkpoint& checkpoint) {
  return "waymark.audit.checkpoint.v1\n" + checkpoint.organization_id + "\n" +
         std::to_string(checkpoint.entries) + "\n" + Hex(checkpoint.hash) + "\n" + checkpoint.time + "\n";
}

// The bytes of lower-case hexadecimal; empty when it is not that.
std::string FromHex(std::string_view text) {
  std::string bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(std::strtol(std::string(text.substr(i, 2)).c_str(), nullptr, 16));
  }
  return Hex(bytes) == text ? bytes : "";
}

}  // namespace

void Sign(const crypto::Signer& signer, Checkpoint& checkpoint) {
  checkpoint.key_id = Hex(Sha256(signer.PublicKey())).substr(0, 16);
  checkpoint.signature = signer.Sign(SignedBytes(checkpoint));
}

bool IsSigned(const crypto::SignatureVerifier& verifier, const Checkpoint& checkpoint) {
  return verifier.Verify(SignedBytes(checkpoint), checkpoint.signature);
}

std::string FormatCheckpoint(const Checkpoint& checkpoint) {
  nlohmann::ordered_json line;
  line["organization"] = checkpoint.organization_id;
  line["entries"] = checkpoint.entries;
  line["hash"] = Hex(checkpoint.hash);
  line["time"] = checkpoint.time;
  line["key"] = checkpoint.key_id;
  line["signature"] = Base64Url(checkpoint.signature);
  return line.dump();
}

std::optional<Checkpoint> ParseCheckpoint(std::string_view line) try {
  const auto json = nlohmann::json::parse(line);
  Checkpoint checkpoint{.organization_id = json.at("organization"),
                        .entries = json.at("entries"),
                        .hash = FromHex(json.at("hash").get<std::string>()),
                        .time = json.at("time"),
                        .key_id = json.at("key"),
                        .signature = {}};
  if (checkpoint.entries <= 0 || checkpoint.hash.empty() ||
      !FromBase64Url(json.at("signature").get<std::string>(), checkpoint.signature)) {
    return std::nullopt;
  }
  return checkpoint;
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
}

}  // namespace waymark::audit
