#pragma once

#include "services/access/passwords.h"
#include "services/access/revocations.h"
#include "services/access/sealed.h"
#include "services/common/rpc/runner.h"

namespace waymark::access {

// What the services of this program share.
struct Shared {
  explicit Shared(const rpc::Runner& runner)
      : sealer(runner.options().token_key, "totp"), revocations([&runner] { return runner.stopping(); }) {}

  PasswordTurns password_turns;
  const Sealer sealer;
  Revocations revocations;
};

// Runs a handler that needs it.
template <typename Request, typename Reply>
grpc::ServerUnaryReactor* RunWith(rpc::Runner& run, Shared& shared, grpc::CallbackServerContext* context,
                                  const Request* request, Reply* reply,
                                  void (*handler)(rpc::Call&, Shared&, const Request&, Reply&)) {
  return run(context, request, reply, [&shared, handler](rpc::Call& call, const Request& q, Reply& r) {
    handler(call, shared, q, r);
  });
}

}  // namespace waymark::access
