#include "services/common/authorization/caller.h"

#include "services/common/status/error.h"

namespace waymark::authorization {
namespace {

using waymark::identity::v1::SignedCallerContext;

// So that a signature made for this purpose serves no other.
constexpr std::string_view kDomain{"waymark.caller.v1\0", 18};
// Contexts change every half minute at most: so many callers in that time.
constexpr size_t kMostSeen = 8192;

Error CallerUnknown() {
  return Error(Code::kUnauthenticated, "CALLER_UNKNOWN",
               "the call carries no identity of its caller that the gateway has signed");
}

std::string SignedBytes(std::string_view context) { return std::string(kDomain) + std::string(context); }

}  // namespace

CallerSigner::CallerSigner(std::string_view pem) : signer_(pem) {}

std::string CallerSigner::Sign(const CallerContext& context) const {
  SignedCallerContext out;
  context.SerializeToString(out.mutable_context());
  out.set_signature(signer_.Sign(SignedBytes(out.context())));
  return out.SerializeAsString();
}

CallerVerifier::CallerVerifier(std::string_view pem) : signatures_(pem) {}

std::shared_ptr<const CallerContext> CallerVerifier::Verify(const std::string& bytes, TimePoint now) const {
  std::shared_ptr<const CallerContext> context;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = seen_.find(bytes); known != seen_.end()) context = known->second;
  }
  if (!context) {
    context = Check(bytes);
    const std::lock_guard lock(mutex_);
    if (seen_.size() >= kMostSeen) seen_.clear();
    seen_.emplace(bytes, context);
  }
  const TimePoint expires{std::chrono::seconds(context->expire_time().seconds())};
  // A clock that is behind may give a context more time, but never twice of it.
  if (expires <= now || expires > now + 2 * kCallerLifetime) throw CallerUnknown();
  return context;
}

std::shared_ptr<const CallerContext> CallerVerifier::Check(const std::string& bytes) const {
  SignedCallerContext sealed;
  auto context = std::make_shared<CallerContext>();
  if (!sealed.ParseFromString(bytes)) throw CallerUnknown();
  if (!signatures_.Verify(SignedBytes(sealed.context()), sealed.signature()) ||
      !context->ParseFromString(sealed.context())) {
    throw CallerUnknown();
  }
  return context;
}

}  // namespace waymark::authorization
