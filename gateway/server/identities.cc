#include "gateway/server/identities.h"

#include <boost/asio/this_coro.hpp>

#include "gateway/server/problem.h"
#include "services/common/base/ids.h"
#include "services/common/base/log.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

using waymark::identity::v1::CallerContext;
using waymark::identity::v1::Identity;

// Guarded by the mutex of Identities.
class Caller {
 public:
  explicit Caller(Identity identity) : identity_(std::move(identity)) {}

  const Identity& identity() const { return identity_; }
  TimePoint valid_until() const {
    return TimePoint(std::chrono::seconds(identity_.valid_until_time().seconds()));
  }

  // By organization and purpose.
  struct Signed {
    std::string bytes;
    TimePoint signed_at{};

    // Not one that was signed before the clock was set back: it is of the future.
    bool HoldsAt(TimePoint now) const {
      return signed_at <= now && now < signed_at + authorization::kCallerLifetime / 2;
    }
  };
  std::map<std::pair<std::string, std::string>, Signed> signed_contexts;

 private:
  const Identity identity_;
};

namespace {

const std::string kUpstream = "access";
constexpr std::chrono::milliseconds kIdentifyTime{5'000};
constexpr std::chrono::milliseconds kWatchPause{200};
// The access service answers at the latest after so long; when it has not by
// some seconds more, nothing that is known is trusted.
constexpr int kWaitSeconds = 5;
constexpr std::chrono::seconds kTrust{kWaitSeconds + 3};
constexpr size_t kMostKnown = 10'000;
// The purposes are the caller's words: no more of them are kept.
constexpr size_t kMostSigned = 100;

Error Invalid() {
  return Error(Code::kUnauthenticated, "CREDENTIALS_INVALID",
               "the token or session is not valid, or no longer");
}

bool Counts(const waymark::identity::v1::GrantedRole& grant, const std::string& organization) {
  return organization == "*" || grant.organization_id() == "*" || grant.organization_id() == organization;
}

CallerContext ContextOf(const Identity& identity, const std::string& organization,
                        const std::string& purpose) {
  CallerContext context;
  context.set_account_id(identity.account_id());
  context.set_session_id(identity.session_id());
  context.set_token_id(identity.token_id());
  context.set_organization_id(organization);
  context.set_purpose(purpose);
  for (const auto& grant : identity.grants()) {
    if (Counts(grant, organization)) *context.add_grants() = grant;
  }
  return context;
}

}  // namespace

Identities::Identities(const std::string& signing_key, const Clock& clock)
    : signer_(signing_key), clock_(clock), nobody_(std::make_shared<Caller>(Identity())) {}

Identities::~Identities() = default;

CallerPtr Identities::Known(const std::string& key) {
  const TimePoint now = clock_.Now();
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(key);
  if (found == known_.end() || !HearsOfChanges() || found->second->valid_until() <= now) return nullptr;
  return found->second;
}

bool Identities::HearsOfChanges() const {
  return heard_ && std::chrono::steady_clock::now() - *heard_ < kTrust;
}

std::string Identities::AccountOf(const CallerPtr& caller) const { return caller->identity().account_id(); }

bool Identities::HasRoleIn(const CallerPtr& caller, const std::string& organization) const {
  for (const auto& grant : caller->identity().grants()) {
    if (Counts(grant, organization)) return true;
  }
  return false;
}

Awaitable<CallerPtr> Identities::Find(const Credential& credential, Upstreams& upstreams) {
  const std::string key = KeyOf(credential);
  if (CallerPtr caller = Known(key)) co_return caller;
  uint64_t generation;
  {
    const std::lock_guard lock(mutex_);
    generation = generation_;
  }
  waymark::identity::v1::IdentifyRequest request;
  if (credential.kind == Credential::Kind::kApiToken) request.set_api_token(credential.secret);
  if (credential.kind == Credential::Kind::kSession) request.set_session_secret(credential.secret);
  Identity identity;
  ServiceCall call(std::chrono::system_clock::now() + kIdentifyTime);
  const grpc::Status status = co_await Ask("Identify", request, identity, upstreams, call);
  if (!status.ok()) {
    const Error error = UpstreamError(status, kUpstream);
    if (error.code() == Code::kUnavailable) throw error;
    const bool invalid = status.error_code() == grpc::StatusCode::UNAUTHENTICATED ||
                         status.error_code() == grpc::StatusCode::INVALID_ARGUMENT;
    throw invalid ? Invalid() : error;
  }
  auto caller = std::make_shared<Caller>(std::move(identity));
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  // What changed while the answer was under way, it may not say.
  if (generation == generation_) known_[key] = caller;
  co_return caller;
}

authorization::Reach Identities::ReachOf(const CallerPtr& caller, authorization::Permission permission,
                                         const std::string& organization) const {
  return authorization::Authorize(ContextOf(caller->identity(), organization, ""), permission, organization);
}

std::string Identities::ContextFor(const CallerPtr& caller, const std::string& organization,
                                   const std::string& purpose) {
  const TimePoint now = clock_.Now();
  const std::lock_guard lock(mutex_);
  auto& contexts = caller->signed_contexts;
  if (contexts.size() >= kMostSigned) contexts.clear();
  auto& kept = contexts[{organization, purpose}];
  if (!kept.HoldsAt(now)) {
    CallerContext context = ContextOf(caller->identity(), organization, purpose);
    const auto expires = std::chrono::ceil<std::chrono::seconds>(now) + authorization::kCallerLifetime;
    context.mutable_expire_time()->set_seconds(expires.time_since_epoch().count());
    kept = {signer_.Sign(context), now};
  }
  return kept.bytes;
}

void Identities::Forget() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  known_.clear();
}

uint64_t Identities::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

Awaitable<grpc::Status> Identities::Ask(const char* method, google::protobuf::Message& request,
                                        google::protobuf::Message& reply, Upstreams& upstreams,
                                        ServiceCall& call) {
  call.AddMetadata(authorization::kCallerMetadata, ContextFor(nobody_, "*", ""));
  const std::string rpc_path = "/waymark.identity.v1.IdentityService/" + std::string(method);
  co_return co_await upstreams.Call(kUpstream, rpc_path, call, request, reply);
}

Awaitable<void> Identities::Watch(Upstreams& upstreams) {
  Timer pause(co_await asio::this_coro::executor);
  waymark::identity::v1::AwaitChangeRequest request;
  for (;;) {
    ServiceCall call(std::chrono::system_clock::now() + kTrust);
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) co_return;
      watching_ = &call;
    }
    waymark::identity::v1::AwaitChangeResponse reply;
    const auto asked = std::chrono::steady_clock::now();
    const grpc::Status status = co_await Ask("AwaitChange", request, reply, upstreams, call);
    const bool changed = !status.ok() || reply.seen() != request.seen();
    if (changed) Forget();
    {
      const std::lock_guard lock(mutex_);
      watching_ = nullptr;
      if (status.ok()) heard_ = std::chrono::steady_clock::now();
    }
    if (status.ok()) {
      request.set_seen(reply.seen());
      request.set_wait_seconds(kWaitSeconds);
    } else {
      request.set_wait_seconds(0);
    }
    // A service that stops, or for which too many wait, answers at once that
    // nothing has changed: it is not asked again without end.
    if (status.ok() && (changed || std::chrono::steady_clock::now() - asked > kWatchPause)) continue;
    pause.expires_after(kWatchPause);
    co_await pause.async_wait(kAwait);
  }
}

void Identities::Stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  if (watching_) watching_->Cancel();
}

}  // namespace waymark::gateway
