#pragma once

#include <memory>
#include <optional>

#include "services/access/mail_settings.h"
#include "services/access/oidc_provider.h"
#include "services/access/passwords.h"
#include "services/access/provider_turns.h"
#include "services/access/revocation_stream.h"
#include "services/common/crypto/sealed.h"
#include "services/common/rpc/runner.h"

namespace waymark::access {

// What the secrets of authenticator applications are sealed for.
constexpr char kTotpPurpose[] = "totp";

// What the services of this program share.
struct Shared {
  Shared(const rpc::Runner& runner, const MailSettings& mail, std::unique_ptr<OidcProvider> provider)
      : mail(mail),
        oidc(std::move(provider)),
        sealer(runner.options().token_key, kTotpPurpose),
        revocations([&runner] { return runner.stopping(); }) {
    if (!runner.options().redis.empty()) {
      others.emplace(runner.options().redis, runner.options().partitions, revocations);
    }
  }

  const MailSettings mail;
  const std::unique_ptr<OidcProvider> oidc;  // null where nobody signs in by a provider
  ProviderTurns provider_turns;
  PasswordTurns password_turns;
  const crypto::Sealer sealer;
  Revocations revocations;
  std::optional<RevocationStream> others;
};

// A handler that needs it.
template <typename Request, typename Reply>
std::function<void(rpc::Call&, const Request&, Reply&)> With(std::shared_ptr<Shared> shared,
                                                             void (*handler)(rpc::Call&, Shared&,
                                                                             const Request&, Reply&)) {
  return [shared = std::move(shared), handler](rpc::Call& call, const Request& request, Reply& reply) {
    handler(call, *shared, request, reply);
  };
}

}  // namespace waymark::access
