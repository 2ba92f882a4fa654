#pragma once

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "services/common/authorization/caller.h"
#include "services/common/base/ids.h"

namespace waymark::bench {

using authorization::kCallerMetadata;

// A registrar of an organization, as the gateway signs who calls: once for many calls.
// `key_file` holds the gateway's private key.
inline std::string SignedRegistrar(const std::string& key_file, const std::string& organization) {
  std::ostringstream key;
  key << std::ifstream(key_file).rdbuf();
  identity::v1::CallerContext caller;
  caller.set_account_id(NewUuid());
  caller.set_organization_id(organization);
  auto* grant = caller.add_grants();
  grant->set_organization_id(organization);
  grant->set_role(identity::v1::ROLE_REGISTRAR);
  const auto expires = std::chrono::system_clock::now() + authorization::kCallerLifetime;
  caller.mutable_expire_time()->set_seconds(std::chrono::system_clock::to_time_t(expires));
  return authorization::CallerSigner(key.str()).Sign(caller);
}

}  // namespace waymark::bench
