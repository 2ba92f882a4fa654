#include "services/webhooks/message.h"

#include "services/webhooks/cloud_event.h"
#include "services/webhooks/signature.h"

namespace waymark::webhooks {

crypto::Sealer SecretSealer(std::string_view service_key) { return {service_key, kSecretPurpose}; }

Target TargetOf(const crypto::Sealer& sealer, std::string url, const std::string& sealed_secret,
                const std::string& sealed_previous) {
  Target target{.url = std::move(url), .secrets = {sealer.Open(sealed_secret)}};
  if (!sealed_previous.empty()) target.secrets.push_back(sealer.Open(sealed_previous));
  return target;
}

Outgoing MessageOf(const waymark::events::v1::Event& event, const Target& target, TimePoint now,
                   const std::string& schemas) {
  Outgoing message{.url = target.url, .body = CloudEventOf(event, schemas)};
  const std::string timestamp = TimestampOf(now);
  message.headers = {
      std::string("content-type: ") + kCloudEventsJson, "webhook-id: " + event.id(),
      "webhook-timestamp: " + timestamp,
      "webhook-signature: " + SignatureOf(target.secrets, event.id(), timestamp, message.body)};
  return message;
}

std::string SchemasOf(const std::string& public_url) {
  return public_url.empty() ? "" : public_url + "/openapi.json";
}

}  // namespace waymark::webhooks
