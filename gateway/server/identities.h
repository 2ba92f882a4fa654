#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gateway/server/async.h"
#include "gateway/server/credential.h"
#include "gateway/server/upstream.h"
#include "services/common/authorization/caller.h"
#include "services/common/authorization/roles.h"
#include "services/common/base/clock.h"
#include "waymark/identity/v1/identity.pb.h"

namespace waymark::gateway {

// Somebody who calls: who they are, and what was signed for the services.
class Caller;
using CallerPtr = std::shared_ptr<Caller>;

// Knows who shows which credential. It asks the access service and remembers
// the answer for as long as that service tells it of changes: a credential that
// is revoked, an account that is disabled, a grant that ends, holds no longer the
// moment that is known. Shared by all threads.
class Identities {
 public:
  // `signing_key`: the gateway's Ed25519 key, PEM.
  explicit Identities(const std::string& signing_key, const Clock& clock = SystemClock());
  ~Identities();

  // Who shows the credential of this KeyOf(), where that is remembered; null where not.
  CallerPtr Known(const std::string& key);
  // Who shows it, remembered or asked for. Throws UNAUTHENTICATED / CREDENTIALS_INVALID, or
  // UNAVAILABLE when the access service does not answer.
  Awaitable<CallerPtr> Find(const Credential& credential, Upstreams& upstreams);
  // Somebody without credential.
  CallerPtr Nobody() const { return nobody_; }
  // The account's id; empty for somebody without credential.
  std::string AccountOf(const CallerPtr& caller) const;
  // Whether the caller has a role in the organization.
  bool HasRoleIn(const CallerPtr& caller, const std::string& organization) const;
  // For whose records of the organization the caller may call what needs the
  // permission. Throws what authorization::Authorize does.
  authorization::Reach ReachOf(const CallerPtr& caller, authorization::Permission permission,
                               const std::string& organization) const;
  // A SignedCallerContext for a call about `organization` (a slug or `*`).
  std::string ContextFor(const CallerPtr& caller, const std::string& organization,
                         const std::string& purpose);

  // What is known may hold no longer.
  void Forget();
  // Another number after each time; never 0.
  uint64_t generation() const;
  // Hears of changes, until Stop().
  Awaitable<void> Watch(Upstreams& upstreams);
  void Stop();

 private:
  struct Watching;

  Awaitable<grpc::Status> Ask(const char* method, google::protobuf::Message& request,
                              google::protobuf::Message& reply, Upstreams& upstreams, ServiceCall& call);
  bool HearsOfChanges() const;

  const authorization::CallerSigner signer_;
  const Clock& clock_;
  const CallerPtr nobody_;
  mutable std::mutex mutex_;  // guards all below, and what callers keep
  std::unordered_map<std::string, CallerPtr> known_;
  uint64_t generation_ = 1;  // goes on with each Forget()
  // When the access service last said that it would tell.
  std::optional<std::chrono::steady_clock::time_point> heard_;
  ServiceCall* watching_ = nullptr;
  bool stopped_ = false;
};

}  // namespace waymark::gateway
