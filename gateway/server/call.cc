#include "gateway/server/call.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <charconv>

#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using std::chrono::milliseconds;

constexpr size_t kMaxForwarded = 200;
// The service that knows credentials: after a call that changes something there, the gateway
// forgets whom it has identified.
constexpr std::string_view kAccess = "access";
constexpr milliseconds kRetryAfter{50};
// Of callers that set no deadline.
constexpr std::chrono::hours kLongestStream{1};

// gRPC metadata takes printable ASCII only.
std::string ForwardedText(const char* name, std::string_view value) {
  const bool printable = std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (!printable || value.size() > kMaxForwarded) {
    throw InvalidField(name,
                       "must be at most " + std::to_string(kMaxForwarded) + " printable ASCII characters");
  }
  return std::string(value);
}

// A structured field's string may stand in quotes.
std::string_view WithoutQuotes(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2)
                                                                       : text;
}

// A SignedCallerContext for the call.
std::string ContextOf(const google::protobuf::Message& request, const Header& header, const CallerPtr& caller,
                      Identities& identities) {
  const std::string organization = authorization::OrganizationOf(request);
  return identities.ContextFor(caller, organization.empty() ? "*" : organization,
                               ForwardedText("Waymark-Purpose", HeaderValue(header, "Waymark-Purpose")));
}

// All that a service learns of the caller is made here: no header of the client
// becomes metadata unless it is named below.
void AddMetadata(const std::string& context, const Header& header, const RequestInfo& info,
                 ServiceCall& call) {
  call.AddMetadata(authorization::kCallerMetadata, context);
  call.AddMetadata("traceparent", info.traceparent);
  call.AddMetadata("x-waymark-address", info.address);
  // What a program calls itself is not worth an error.
  call.AddMetadata("x-waymark-user-agent",
                   Printable(HeaderValue(header, boost::beast::http::field::user_agent), kMaxForwarded));
  if (header.count("Idempotency-Key") > 1) throw InvalidField("Idempotency-Key", "must be given once");
  if (const auto key = HeaderValue(header, "Idempotency-Key"); !key.empty()) {
    call.AddMetadata("idempotency-key", ForwardedText("Idempotency-Key", WithoutQuotes(key)));
  }
  if (const auto etag = HeaderValue(header, boost::beast::http::field::if_match); !etag.empty()) {
    call.AddMetadata("if-match", ForwardedText("If-Match", etag));
  }
}

// Puts the call into the slot for as long as it runs.
class Occupied {
 public:
  Occupied(CallSlot& slot, ServiceCall& call) : slot_(slot) { slot_.call = &call; }
  ~Occupied() { slot_.call = nullptr; }

 private:
  CallSlot& slot_;
};

}  // namespace

std::optional<milliseconds> PatienceOf(const Header& header) {
  if (const std::string_view text = HeaderValue(header, "Connect-Timeout-Ms"); !text.empty()) {
    int64_t millis = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), millis);
    if (error != std::errc() || end != text.data() + text.size() || millis <= 0 || text.size() > 10) {
      throw InvalidField("Connect-Timeout-Ms", "must be a positive whole number of at most 10 digits");
    }
    return milliseconds(millis);
  }
  if (const std::string_view text = HeaderValue(header, "X-Timeout"); !text.empty()) {
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds > 0 && seconds < 1e6)) {
      throw InvalidField("X-Timeout", "must be a positive number of seconds");
    }
    return std::max(milliseconds(1), milliseconds(static_cast<int64_t>(seconds * 1000)));
  }
  return std::nullopt;
}

bool MayHaveChanged(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::OK:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DATA_LOSS:
      return true;
    default:
      return false;
  }
}

milliseconds TimeoutOf(const Method& method, const DoorOptions& options, std::optional<milliseconds> patience,
                       const google::protobuf::Message& request) {
  milliseconds limit = method.streams ? kLongestStream
                       : method.large ? options.large_timeout
                                      : options.call_timeout;
  if (method.wait_seconds) {
    const int wait = request.GetReflection()->GetInt32(request, method.wait_seconds);
    limit += std::chrono::seconds(std::clamp(wait, 0, 60));
  }
  return std::min(limit, patience.value_or(limit));
}

Awaitable<CallOutcome> CallService(const Method& method, milliseconds timeout, const Header& header,
                                   google::protobuf::Message& request, google::protobuf::Message& reply,
                                   const Visit& visit, Identities& identities) {
  const std::string context = ContextOf(request, header, visit.caller, identities);
  const auto deadline = std::chrono::system_clock::now() + timeout;
  for (bool again = method.read_only;; again = false) {
    ServiceCall call(deadline);
    AddMetadata(context, header, visit.info, call);
    CallOutcome outcome;
    {
      const Occupied occupied(visit.slot, call);
      outcome.status = co_await visit.upstreams.Call(method.upstream, method.rpc_path, call, request, reply);
    }
    outcome.replayed = call.ReplyMetadata("idempotent-replayed") == "true";
    if (method.upstream == kAccess && !method.read_only) {
      if (!method.open && MayHaveChanged(outcome.status)) identities.Forget();
      outcome.begun_session = call.ReplyMetadata("set-session");
      outcome.ended_session = call.ReplyMetadata("end-session") == "true";
    }
    const bool unavailable = outcome.status.error_code() == grpc::StatusCode::UNAVAILABLE;
    if (!unavailable || !again || visit.slot.client_gone ||
        std::chrono::system_clock::now() + kRetryAfter >= deadline) {
      co_return outcome;
    }
    Timer timer(co_await asio::this_coro::executor, kRetryAfter);
    co_await timer.async_wait(kAwait);
  }
}

Awaitable<grpc::Status> StreamService(const Method& method, milliseconds timeout, const Header& header,
                                      google::protobuf::Message& request, ReplySink& sink, const Visit& visit,
                                      Identities& identities) {
  ServiceCall call(std::chrono::system_clock::now() + timeout);
  AddMetadata(ContextOf(request, header, visit.caller, identities), header, visit.info, call);
  const Occupied occupied(visit.slot, call);
  co_return co_await visit.upstreams.Stream(method.upstream, method.rpc_path, call, request, sink);
}

}  // namespace waymark::gateway
