#pragma once

#include <optional>

#include "services/access/passwords.h"
#include "services/access/revocation_stream.h"
#include "services/common/crypto/sealed.h"
#include "services/common/rpc/runner.h"

namespace waymark::access {

// What the services of this program share.
struct Shared {
  explicit Shared(const rpc::Runner& runner)
      : sealer(runner.options().token_key, "totp"), revocations([&runner] { return runner.stopping(); }) {
    if (!runner.options().redis.empty()) others.emplace(runner.options().redis, revocations);
  }

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
