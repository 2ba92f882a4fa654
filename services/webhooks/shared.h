#pragma once

#include <functional>
#include <memory>
#include <semaphore>

#include "services/common/crypto/sealed.h"
#include "services/common/rpc/runner.h"
#include "services/webhooks/address_rule.h"
#include "services/webhooks/message.h"
#include "services/webhooks/settings.h"

namespace waymark::webhooks {

// What the services of this program share.
struct Shared {
  Shared(const rpc::Runner& runner, const Settings& settings)
      : settings(settings),
        allowed(settings.allowed_networks),
        sealer(SecretSealer(runner.options().token_key)) {}

  const Settings settings;
  const Networks allowed;
  const crypto::Sealer sealer;
  // Who tests a webhook waits for its receiver, and holds a worker meanwhile.
  std::counting_semaphore<4> tests{4};
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

}  // namespace waymark::webhooks
