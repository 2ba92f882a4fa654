#include "services/common/rpc/invocation.h"

#include <algorithm>
#include <random>
#include <thread>
#include <typeinfo>

#include "services/common/authorization/request_fields.h"
#include "services/common/base/ids.h"
#include "services/common/base/seeded.h"
#include "services/common/rpc/replay.h"
#include "services/common/rpc/validate.h"

namespace waymark::rpc {
namespace {

using Steady = std::chrono::steady_clock;

// For callers that set no deadline, and the longest that one may ask for.
constexpr std::chrono::seconds kDefaultTime{30};
constexpr std::chrono::minutes kLongestTime{10};
constexpr int kTries = 3;
// A UUID for calls without request_id, whose digest nobody reads.
constexpr char kNoDigest[] = "00000000-0000-0000-0000-000000000000";

Steady::time_point DeadlineOf(const Exchange& exchange) {
  const auto deadline = exchange.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return Steady::now() + kDefaultTime;
  const Steady::duration left = deadline - std::chrono::system_clock::now();
  return Steady::now() + std::min<Steady::duration>(left, kLongestTime);
}

// Whether running the handler once more may succeed and can do no harm: nothing
// was committed, or the request_id makes a second commit impossible.
bool WorthAnotherTry(const Error& error, const events::Origin& origin) {
  return error.reason() == "CONCURRENT_CHANGE" ||
         (error.reason() == "OUTCOME_UNKNOWN" && !origin.request_id.empty());
}

void SleepBeforeTry(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(
      std::chrono::milliseconds(std::uniform_int_distribution(5, 25)(random) * attempt));
}

}  // namespace

void Invocation::Run() {
  std::optional<Error> error = AnswerOf([this] { Prepare(); });
  if (!error) {
    error = AnswerOf([this] { Handle(); });
    if (error && !origin_.request_id.empty())
      replayed_ = ReplayInstead(connections_.whole, origin_, *job_.reply, error);
  }
  if (!origin_.request_id.empty()) seeded::DieAt("before_reply");
  if (error) return Finish(job_, {.origin = origin_, .error = &*error});
  if (stream_) return stream_->Begin(std::move(job_), std::move(origin_), std::move(source_));
  Finish(job_, {.origin = origin_, .messages = 1, .replayed = replayed_});
}

std::optional<Error> Invocation::AnswerOf(const std::function<void()>& step) {
  try {
    step();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& failure) {
    // Its text may hold data: the type must do.
    return Internal(typeid(failure).name());
  }
}

void Invocation::Prepare() {
  const CallHeaders headers = job_.exchange->headers();
  origin_ = {.organization_id = authorization::OrganizationOf(*job_.request),
             .actor = "",
             .purpose = "",
             .method = job_.method->name,
             .request_id = "",
             .request_digest = kNoDigest,
             .traceparent = headers.traceparent,
             .time = environment_.clock.Now()};
  Identify(headers);
  deadline_ = DeadlineOf(*job_.exchange);
  if (deadline_ <= Steady::now()) throw DeadlineExceeded();
  if (job_.exchange->cancelled()) throw Error(Code::kCancelled, "CANCELLED", "the caller has gone");
  FillFrom(headers, *job_.request);
  if (auto violations = Validate(*job_.request, origin_.organization_id); !violations.empty()) {
    throw InvalidFields(std::move(violations));
  }
  if (origin_.organization_id.empty()) {
    throw InvalidField("parent", "must begin with organizations/ and the id of an organization");
  }
  RequireOrganization();
  origin_.request_id = RequestIdOf(*job_.request);
  // Of this caller: the answer to another's request is not theirs to see.
  if (!origin_.request_id.empty()) {
    origin_.request_digest = DigestUuid(origin_.actor + '\n' + RequestDigestOf(*job_.request));
  }
}

// What the method needs; of a service that asks on behalf of its caller, what that
// caller was let in for.
authorization::Permission Invocation::NeededPermission() const {
  using waymark::options::v1::Permission;
  const Permission own = job_.method->permission;
  const auto* field = job_.request->GetDescriptor()->FindFieldByName("permission");
  if (own != waymark::options::v1::PERMISSION_INTERNAL || field == nullptr) return own;
  const auto asked =
      static_cast<Permission>(job_.request->GetReflection()->GetEnumValue(*job_.request, field));
  return asked == waymark::options::v1::PERMISSION_UNSPECIFIED ? own : asked;
}

// Who calls, and whether they may: before anything is said of the request. One
// that names no organization as it should is told so once the caller is known.
void Invocation::Identify(const CallHeaders& headers) {
  if (job_.method->permission == waymark::options::v1::PERMISSION_PROGRAM) return IdentifyProgram(headers);
  caller_ = {.context = verifier_.Verify(headers.caller, origin_.time),
             .signed_context = headers.caller,
             .address = headers.address,
             .user_agent = headers.user_agent,
             .permission = NeededPermission()};
  const auto& context = *caller_.context;
  if (!context.account_id().empty()) origin_.actor = "accounts/" + context.account_id();
  origin_.purpose = context.purpose();
  origin_.address = caller_.address;
  origin_.user_agent = caller_.user_agent;
  if (origin_.organization_id.empty()) return;
  reach_ = authorization::Authorize(context, caller_.permission, origin_.organization_id);
  if (!reach_.whole && !connections_.part) {
    throw Error(Code::kPermissionDenied, "PERMISSION_DENIED",
                "this needs a role in the whole organization, not in a part of it");
  }
}

// The connection has told that it is one of ours, which works in all organizations. The
// gateway says of every call who makes it.
void Invocation::IdentifyProgram(const CallHeaders& headers) {
  if (!headers.caller.empty()) {
    throw Error(Code::kPermissionDenied, "PERMISSION_DENIED",
                "this is for programs of Waymark in their own name");
  }
  caller_.context = std::make_shared<const authorization::CallerContext>();
  caller_.permission = job_.method->permission;
  origin_.organization_id = "*";
}

// Who has a role in all organizations may name one that is not there. What a service asks
// on behalf of its caller, that service has looked at.
void Invocation::RequireOrganization() {
  const auto permission = job_.method->permission;
  if (permission == waymark::options::v1::PERMISSION_INTERNAL ||
      permission == waymark::options::v1::PERMISSION_ORGANIZATIONS_CREATE) {
    return;
  }
  const std::string& organization = origin_.organization_id;
  if (!authorization::IsByRoleInAll(*caller_.context, organization) || organizations_.Knows(organization))
    return;
  Call call = MakeCall();
  organizations_.Require(call);
}

Call Invocation::MakeCall() {
  return Call(connections_.For(reach_), environment_, caller_, origin_,
              {origin_.organization_id, deadline_, reach_});
}

void Invocation::Handle() {
  for (int attempt = 1;; ++attempt) {
    try {
      return HandleOnce();
    } catch (const Error& error) {
      if (attempt == kTries || !WorthAnotherTry(error, origin_)) throw;
    }
    SleepBeforeTry(attempt);
    if (deadline_ <= Steady::now()) throw DeadlineExceeded();
  }
}

void Invocation::HandleOnce() {
  Call call = MakeCall();
  if (job_.method->handler.streams()) return Open(call);
  job_.reply->Clear();
  job_.method->handler.run()(call, *job_.request, *job_.reply);
  for (const auto& [name, value] : call.headers()) job_.exchange->AddHeader(name, value);
}

void Invocation::Open(Call& call) {
  stream_ = std::make_shared<Stream>(streams_);
  source_ = job_.method->handler.open()(call, *job_.request, stream_->waker());
}

}  // namespace waymark::rpc
