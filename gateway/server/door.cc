#include "gateway/server/door.h"

#include <google/protobuf/arena.h>

#include "gateway/server/call.h"
#include "gateway/server/event_stream.h"
#include "gateway/server/json.h"
#include "gateway/server/places.h"
#include "gateway/server/problem.h"
#include "gateway/server/transcoder.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "services/common/status/grpc_status.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Arena;
using google::protobuf::Message;
namespace http = boost::beast::http;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProto = "application/proto";

// The media type of a body, without its parameters, in lower case; empty when a
// charset other than UTF-8 is named.
std::string MediaType(const Header& header) {
  const std::string text = Lower(HeaderValue(header, http::field::content_type));
  const size_t end = text.find(';');
  const size_t charset = text.find("charset=");
  if (charset != std::string::npos && text.compare(charset + 8, 5, "utf-8") != 0 &&
      text.compare(charset + 8, 7, "\"utf-8\"") != 0) {
    return "";
  }
  std::string type = text.substr(0, end);
  while (!type.empty() && type.back() == ' ') type.pop_back();
  return type;
}

bool IsEncoded(const Header& header) {
  const std::string_view encoding = HeaderValue(header, http::field::content_encoding);
  return !encoding.empty() && Lower(encoding) != "identity";
}

// Of a body that is not `expected`, or is that in an encoding (RFC 9110 section 15.5.16).
Response UnsupportedBody(const Header& header, std::string_view expected, const RequestInfo& info) {
  const auto refuse = [&](const char* reason, const std::string& description) {
    return Problem(Error(Code::kInvalidArgument, reason, description), info, 415);
  };
  if (!IsEncoded(header))
    return refuse("MEDIA_TYPE_UNSUPPORTED", "the body must be " + std::string(expected));
  Response response = refuse("ENCODING_UNSUPPORTED", "the body must not be compressed");
  response.headers.emplace_back("Accept-Encoding", "identity");
  return response;
}

// An etag is ours, but a header must never hold what it cannot.
bool FitsHeader(std::string_view text) {
  for (const char c : text) {
    if (c < '!' || c > '~') return false;
  }
  return !text.empty();
}

void AddReplyHeaders(const Method& method, const Message& reply, const CallOutcome& outcome,
                     Response& response) {
  if (std::string etag = EtagOf(method, reply); !etag.empty()) {
    response.headers.emplace_back("ETag", std::move(etag));
  }
  if (outcome.replayed) response.headers.emplace_back("Idempotent-Replayed", "true");
  if (!outcome.begun_session.empty()) {
    response.headers.emplace_back("Set-Cookie", SessionBegins(outcome.begun_session));
  }
  if (outcome.ended_session) response.headers.emplace_back("Set-Cookie", SessionEnds());
}

bool ChangesState(const Header& header) {
  const http::verb verb = header.method();
  return verb != http::verb::get && verb != http::verb::head && verb != http::verb::options;
}

// Browsers send a cookie along with what a foreign page sends; a token they do
// not. Nor may a foreign page sign anybody in.
bool ForeignPageMaySend(const Header& header, Credential::Kind kind) {
  switch (SenderOf(header)) {
    case Sender::kOwnPage:
      return false;
    case Sender::kForeignPage:
      return kind != Credential::Kind::kApiToken;
    case Sender::kUnsaid:
      return kind == Credential::Kind::kSession;
  }
  return true;
}

Response ConnectProblem(const Error& error, std::optional<int> status = {}) {
  Response response{.status = status.value_or(HttpStatusOf(error)), .body = ConnectErrorJson(error)};
  response.code = CodeOf(error);
  if (auto seconds = RetryAfter(error)) response.headers.emplace_back("Retry-After", *std::move(seconds));
  return response;
}

void RefuseFor(std::string_view whom, RateLimit::Duration wait) {
  if (wait > RateLimit::Duration::zero()) throw RateLimited(whom, wait);
}

// For a path that has other methods than `verb`. No mapping names HEAD and
// OPTIONS: the gateway adds them.
Response OtherMethod(std::string_view verb, std::string allow, const RequestInfo& info) {
  const bool has_get = (", " + allow + ",").find(", GET,") != std::string::npos;
  allow += has_get ? ", HEAD, OPTIONS" : ", OPTIONS";
  if (verb == "OPTIONS") return {.status = 204, .content_type = "", .headers = {{"Allow", allow}}};
  Response response =
      Problem(Error(Code::kUnimplemented, "METHOD_NOT_ALLOWED", "this path takes " + allow), info, 405);
  response.headers.emplace_back("Allow", allow);
  return response;
}

// What asks for one answer of what answers with a stream.
Error NotByConnect() {
  return Error(Code::kUnimplemented, "STREAM_NOT_BY_CONNECT",
               "this answers with a stream: call it over gRPC, or GET its path for text/event-stream");
}

// Keeps a stream among those that are looked after.
class Guarded {
 public:
  Guarded(LiveStreams& streams, std::shared_ptr<LiveStream> stream)
      : streams_(streams), stream_(std::move(stream)) {
    streams_.Add(stream_);
  }
  ~Guarded() { streams_.Remove(stream_); }
  const std::optional<Error>& end() const { return stream_->end; }

 private:
  LiveStreams& streams_;
  const std::shared_ptr<LiveStream> stream_;
};

}  // namespace

std::string EtagOf(const Method& method, const Message& reply) {
  if (!method.etag) return "";
  std::string etag = reply.GetReflection()->GetString(reply, method.etag);
  return FitsHeader(etag) ? etag : "";
}

// Whether what the request asks for needs no credential.
bool Door::IsOpen(const Header& header) const {
  const std::string_view path = TargetOf(header).path;
  if (const Method* method = api_.FindRpc(path)) return method->open;
  const Router::Match match = api_.Find(View(header.method_string()), path);
  return match.outcome == Router::Match::Outcome::kFound && api_.binding(match.route).method->open;
}

void Door::LimitStranger(const RequestInfo& info) const {
  RefuseFor("address", limits_->address.Take(NetworkOf(info.address)));
}

Awaitable<CallerPtr> Door::CallerOf(const Header& header, const Credential& credential,
                                    const RequestInfo& info, Upstreams& upstreams) const {
  if (IsOpen(header)) {
    LimitStranger(info);
    RefuseFor("gateway", limits_->open.Take(""));
    co_return identities_.Nobody();
  }
  if (credential.kind == Credential::Kind::kNone) {
    throw Error(Code::kUnauthenticated, "CREDENTIALS_MISSING", "sign in, or send `Authorization: Bearer …`");
  }
  const std::string key = KeyOf(credential);
  CallerPtr caller = identities_.Known(key);
  if (!caller) caller = co_await AskWho(credential, info, upstreams);
  if (credential.kind == Credential::Kind::kApiToken) {
    RefuseFor("token", limits_->token.Take(key));
  }
  RefuseFor("account", limits_->account.Take(identities_.AccountOf(caller)));
  co_return caller;
}

// A guess costs its address. It is charged when it has proved wrong, so that
// those who are known stay free of charge; those that were under way together are
// all charged, however many: no more of them come before they are paid back.
Awaitable<CallerPtr> Door::AskWho(const Credential& credential, const RequestInfo& info,
                                  Upstreams& upstreams) const {
  const std::string network = NetworkOf(info.address);
  RefuseFor("address", limits_->address.Wait(network));
  try {
    co_return co_await identities_.Find(credential, upstreams);
  } catch (const Error& error) {
    if (error.code() == Code::kUnauthenticated) limits_->address.Charge(network);
    throw;
  }
}

// Strangers cannot use up what an organization's own people have.
void Door::LimitOrganization(const CallerPtr& caller, const Message& request) const {
  if (!limits_->organization.Limits()) return;
  const std::string organization = authorization::OrganizationOf(request);
  if (!IsSlug(organization) || !identities_.HasRoleIn(caller, organization)) return;
  RefuseFor("organization", limits_->organization.Take(organization));
}

Awaitable<Door::Admission> Door::Admit(const Header& header, const RequestInfo& info,
                                       Upstreams& upstreams) const {
  Admission admission;
  try {
    const Credential credential = CredentialOf(header);
    if (ChangesState(header) && ForeignPageMaySend(header, credential.kind)) {
      throw Error(Code::kPermissionDenied, "ORIGIN_REFUSED",
                  "with the cookie of a session, changes are taken from Waymark's own pages only");
    }
    admission.caller = co_await CallerOf(header, credential, info, upstreams);
  } catch (const Error& error) {
    admission.refusal = Problem(error, info);
    if (error.code() == Code::kUnauthenticated) {
      const bool shown = error.reason() != "CREDENTIALS_MISSING";
      admission.refusal->headers.emplace_back(
          "WWW-Authenticate",
          shown ? "Bearer realm=\"waymark\", error=\"invalid_token\"" : "Bearer realm=\"waymark\"");
    }
  }
  co_return admission;
}

Awaitable<Response> Door::Serve(const Request& request, Visit visit) const {
  const auto [path, query] = TargetOf(request);
  if (const Method* method = api_.FindRpc(path)) return ServeConnect(request, *method, std::move(visit));
  return ServeRest(request, path, query, std::move(visit));
}

Awaitable<CallOutcome> Door::Call(const Method& method, std::optional<std::chrono::milliseconds> patience,
                                  const Header& header, Message& request, Message& reply,
                                  const Visit& visit) const {
  if (method.streams) throw NotByConnect();
  LimitOrganization(visit.caller, request);
  const auto timeout = TimeoutOf(method, options_, patience, request);
  return CallService(method, timeout, header, request, reply, visit, identities_);
}

Awaitable<grpc::Status> Door::Stream(const Method& method, std::optional<std::chrono::milliseconds> patience,
                                     const Header& header, Message& request, ReplySink& sink,
                                     const Visit& visit) const {
  LimitOrganization(visit.caller, request);
  const auto timeout = TimeoutOf(method, options_, patience, request);
  if (method.open)
    co_return co_await StreamService(method, timeout, header, request, sink, visit, identities_);
  const auto permission = authorization::PermissionOf(*method.descriptor);
  std::string organization = authorization::OrganizationOf(request);
  if (organization.empty()) organization = "*";
  const Guarded guarded(
      visit.streams, std::make_shared<LiveStream>(
                         LiveStream{.slot = visit.slot,
                                    .credential = CredentialOf(header),
                                    .permission = permission,
                                    .organization = organization,
                                    .reach = identities_.ReachOf(visit.caller, permission, organization)}));
  const grpc::Status status =
      co_await StreamService(method, timeout, header, request, sink, visit, identities_);
  co_return guarded.end() ? ToGrpc(*guarded.end()) : status;
}

Awaitable<Response> Door::ServeEvents(const Request& request, const Method& method, Message& message,
                                      const Visit& visit) const {
  if (!TakesEvents(request)) {
    co_return Problem(
        Error(Code::kInvalidArgument, "NOT_ACCEPTABLE", "this is answered as text/event-stream"), visit.info,
        406);
  }
  if (request.method() == http::verb::head) co_return Response{.content_type = "text/event-stream"};
  ResumeFrom(request, method, message);
  EventStream events(method, *visit.parts);
  const grpc::Status status = co_await Stream(method, PatienceOf(request), request, message, events, visit);
  if (!events.begun() && !status.ok()) co_return Problem(UpstreamError(status, method.upstream), visit.info);
  Response response;
  if (!status.ok()) {
    const Error error = UpstreamError(status, method.upstream);
    response.code = CodeOf(error);
    co_await events.End(error, visit.info);
  }
  response.sent = visit.parts->sent();
  co_return response;
}

Awaitable<Response> Door::ServeRest(const Request& request, std::string_view path, std::string_view query,
                                    Visit visit) const {
  const RequestInfo& info = visit.info;
  const std::string_view verb = View(request.method_string());
  const Router::Match match = api_.Find(verb == "HEAD" ? "GET" : verb, path);
  switch (match.outcome) {
    case Router::Match::Outcome::kFound:
      break;
    case Router::Match::Outcome::kBadEncoding:
      co_return Problem(InvalidField("path", "holds a broken percent-encoding"), info);
    case Router::Match::Outcome::kNoSuchPath:
      co_return Problem(Error(Code::kNotFound, "ROUTE_NOT_FOUND", "there is nothing at this path; see /docs"),
                        info);
    case Router::Match::Outcome::kNoSuchMethod:
      co_return OtherMethod(verb, match.allow, info);
  }
  const Binding& binding = api_.binding(match.route);
  const Method& method = *binding.method;
  Response response;
  try {
    if (!request.body().empty() && (MediaType(request) != kJson || IsEncoded(request))) {
      response = UnsupportedBody(request, kJson, info);
    } else {
      Arena arena;
      Message& message = *method.request->New(&arena);
      Message& reply = *method.reply->New(&arena);
      BindRequest(binding, match.values, query, request.body(), message);
      if (method.streams) {
        response = co_await ServeEvents(request, method, message, visit);
        response.route = binding.pattern;
        co_return response;
      }
      const CallOutcome outcome = co_await Call(method, PatienceOf(request), request, message, reply, visit);
      if (outcome.status.ok()) {
        SpellFailuresAsJson(reply);
        response.body = ReplyBody(binding, reply);
        AddReplyHeaders(method, reply, outcome, response);
      } else {
        response = Problem(UpstreamError(outcome.status, method.upstream), info);
      }
    }
  } catch (const Error& error) {
    response = Problem(error, info);
  }
  response.route = binding.pattern;
  co_return response;
}

Awaitable<Response> Door::ServeConnect(const Request& request, const Method& method, Visit visit) const {
  const RequestInfo& info = visit.info;
  Response response;
  try {
    const std::string type = MediaType(request);
    const bool json = type == kJson;
    if (request.method() != http::verb::post) {
      response =
          Problem(Error(Code::kUnimplemented, "METHOD_NOT_ALLOWED", "a Connect call is a POST"), info, 405);
      response.headers.emplace_back("Allow", "POST");
    } else if ((!json && type != kProto) || IsEncoded(request)) {
      response = UnsupportedBody(request, "application/json or application/proto", info);
      response.headers.emplace_back("Accept-Post", "application/json, application/proto");
    } else {
      const std::string_view version = HeaderValue(request, "Connect-Protocol-Version");
      if (!version.empty() && version != "1") throw InvalidField("Connect-Protocol-Version", "must be 1");
      Arena arena;
      Message& message = *method.request->New(&arena);
      Message& reply = *method.reply->New(&arena);
      if (json) {
        FromJson(request.body(), "", message);
      } else if (!message.ParseFromString(request.body())) {
        throw InvalidField("body", "is not a " + message.GetDescriptor()->full_name());
      }
      const CallOutcome outcome = co_await Call(method, PatienceOf(request), request, message, reply, visit);
      if (outcome.status.ok()) {
        response.content_type = json ? kJson : kProto;
        if (json) SpellFailuresAsJson(reply);
        response.body = json ? ToJson(reply) : reply.SerializeAsString();
        AddReplyHeaders(method, reply, outcome, response);
      } else {
        response = ConnectProblem(UpstreamError(outcome.status, method.upstream));
      }
    }
  } catch (const Error& error) {
    response = ConnectProblem(error);
  }
  response.route = method.rpc_path;
  co_return response;
}

}  // namespace waymark::gateway
