#pragma once

#include <string>
#include <vector>

#include "services/common/base/clock.h"
#include "services/common/crypto/sealed.h"
#include "services/webhooks/transfers.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::webhooks {

// What the secrets of webhooks are sealed with in the database, and for what.
constexpr char kSecretPurpose[] = "webhook";
crypto::Sealer SecretSealer(std::string_view service_key);

// Where a message goes.
struct Target {
  std::string url;
  std::vector<std::string> secrets;  // it is signed with each
};
// `sealed_previous` may be empty.
Target TargetOf(const crypto::Sealer& sealer, std::string url, const std::string& sealed_secret,
                const std::string& sealed_previous);

// An event as a receiver gets it, signed now. `schemas` as in cloud_event.h.
Outgoing MessageOf(const waymark::events::v1::Event& event, const Target& target, TimePoint now,
                   const std::string& schemas);

// The address of the OpenAPI document; empty where nobody knows how Waymark is reached.
std::string SchemasOf(const std::string& public_url);

}  // namespace waymark::webhooks
