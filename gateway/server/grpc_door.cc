#include "gateway/server/grpc_door.h"

#include <google/protobuf/arena.h>
#include <grpcpp/ext/health_check_service_server_builder_option.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "gateway/server/call.h"
#include "gateway/server/grpc_bytes.h"
#include "gateway/server/grpc_health.h"
#include "gateway/server/grpc_metadata.h"
#include "gateway/server/problem.h"
#include "gateway/server/request_info.h"
#include "services/common/status/grpc_status.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Arena;
using google::protobuf::Message;
using std::chrono::milliseconds;

constexpr int kMostStreamsOfAConnection = 100;
// Of all connections: what they have sent and nobody has read.
constexpr size_t kMostBytes = 256u << 20;

// As many times as may be answered: more are turned away before they wait for their lane.
constexpr int kCallsThatWait = 2;
// Of one call of reflection: several times as many as there are files to ask for.
constexpr int kMostQuestions = 500;

RequestInfo InfoOfCall(const grpc::GenericCallbackServerContext& context, const Header& header,
                       const Door& door) {
  return InfoOf(header, door.proxies().ClientOf(header, AddressOf(context.peer())));
}

// The answer to a call for which there is no room to be answered.
class Turned final : public grpc::ServerGenericBidiReactor {
 public:
  Turned(grpc::GenericCallbackServerContext& context, GrpcGuest& guest, const ConnectionContext& gateway) {
    guest.CallBegins();
    guest.CallEnds();
    const Error error = Overloaded("the gateway");
    const RequestInfo info = InfoOfCall(context, HeaderOf(context), gateway.door);
    gateway.metrics.RequestBegins();
    Report({.method = "gRPC", .status = HttpStatusOf(error), .code = CodeOf(error)}, info, gateway.metrics);
    context.AddInitialMetadata("x-request-id", info.request_id);
    context.AddTrailingMetadata("retry-after", *RetryAfter(error));
    Finish(ToGrpc(error));
  }

 private:
  void OnDone() override { delete this; }
};

// Another server of this process may have put health and reflection of its own
// into each that is made; that would show more than what is served here.
class NothingBuiltIn final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->clear();
  }
};

void Configure(const GrpcDoorOptions& options, grpc::ServerBuilder& builder) {
  const auto millis = [](std::chrono::seconds time) { return static_cast<int>(milliseconds(time).count()); };
  builder.SetOption(std::make_unique<NothingBuiltIn>());
  builder.SetOption(std::make_unique<grpc::HealthCheckServiceServerBuilderOption>(nullptr));
  builder.SetMaxReceiveMessageSize(options.limits.body_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMostStreamsOfAConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(options.limits.header_bytes));
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, millis(options.limits.header_time));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, millis(options.limits.idle_time));
  // A few bytes may stand for many more.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  grpc::ResourceQuota quota("the door of gRPC");
  quota.Resize(kMostBytes);
  builder.SetResourceQuota(quota);
}

std::shared_ptr<grpc::ServerCredentials> CredentialsOf(const GrpcDoorOptions& options) {
  if (!options.tls) return grpc::InsecureServerCredentials();
  using namespace grpc::experimental;
  TlsServerCredentialsOptions tls(std::make_shared<FileWatcherCertificateProvider>(
      options.tls->key, options.tls->certificate, static_cast<unsigned>(kCertificatePeriod.count())));
  tls.watch_identity_key_cert_pairs();
  tls.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  return TlsServerCredentials(tls);
}

// gRPC ends a call with the status that this stands for, and no text of its own.
grpc::Status StatusOf(const grpc::Status& status, const Method& method) {
  if (status.ok() || !status.error_details().empty()) return status;
  return ToGrpc(UpstreamError(status, method.upstream));
}

// How long the client waits; nothing when they do not say.
std::optional<milliseconds> PatienceOf(const GrpcCall& call) {
  const auto deadline = call.context().deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return std::nullopt;
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::system_clock::now());
  if (left <= milliseconds::zero()) throw DeadlineExceeded();
  return left;
}

}  // namespace

// How a call ends.
struct GrpcDoor::Ending {
  grpc::Status status;
  std::optional<grpc::ByteBuffer> reply = {};
  std::string_view route = "-";
  size_t request_bytes = 0;
};

GrpcDoor::GrpcDoor(const GrpcDoorOptions& options, const std::vector<std::unique_ptr<Lane>>& lanes)
    : options_(options),
      lanes_(lanes),
      reflection_(lanes.front()->context().door.api()),
      places_(options.max_connections, options.max_connections_of_address,
              lanes.front()->context().door.proxies()),
      connections_(options.address, options.port, places_) {
  grpc::ServerBuilder builder;
  Configure(options, builder);
  auto connections = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD, CredentialsOf(options));
  builder.RegisterCallbackGenericService(this);
  server_ = builder.BuildAndStart();
  if (!server_) throw std::runtime_error("cannot serve gRPC");
  connections_.Start(std::move(connections));
}

void GrpcDoor::Stop(std::chrono::seconds patience) {
  connections_.Close();
  server_->Shutdown(std::chrono::system_clock::now() + patience);
  server_->Wait();
}

grpc::ServerGenericBidiReactor* GrpcDoor::CreateReactor(grpc::GenericCallbackServerContext* context) {
  auto guest = connections_.GuestOf(context->peer());
  if (open_ >= kCallsThatWait * options_.max_calls) {
    return new Turned(*context, *guest, lanes_.front()->context());
  }
  Lane& lane = *lanes_[turn_++ % lanes_.size()];
  auto call = GrpcCall::Begin(*context, lane.io().get_executor(), options_.limits.write_time, open_,
                              std::move(guest));
  GrpcCall* const reactor = call.get();
  asio::co_spawn(lane.io(), Serve(std::move(call), lane.context()), asio::detached);
  return reactor;
}

Awaitable<void> GrpcDoor::Serve(std::shared_ptr<GrpcCall> call, const ConnectionContext& context) {
  const auto begin = std::chrono::steady_clock::now();
  context.metrics.RequestBegins();
  const Header header = HeaderOf(call->context());
  const RequestInfo info = InfoOfCall(call->context(), header, context.door);
  call->AddMetadata("x-request-id", info.request_id);
  Ending ending;
  std::optional<Error> refusal;
  try {
    if (open_ > options_.max_calls) throw Overloaded("the gateway");
    co_await Answer(*call, header, info, context, ending);
  } catch (const Error& error) {
    refusal = error;
  } catch (const std::exception& error) {
    refusal = Internal(error.what());
  }
  if (refusal) ending.status = ToGrpc(*refusal);
  if (!ending.status.ok()) {
    if (auto seconds = RetryAfter(FromGrpc(ending.status))) call->AddTrailer("retry-after", *seconds);
  }
  const bool gone = call->slot().client_gone;
  const std::string code = gone ? "CANCELLED" : CodeName(ending.status.error_code());
  const bool replies = ending.status.ok() && ending.reply;
  Report({.method = "gRPC",
          .route = ending.route,
          .status = gone ? 499 : HttpStatusOf(FromGrpc(ending.status)),
          .code = code,
          .took = std::chrono::steady_clock::now() - begin,
          .request_bytes = ending.request_bytes,
          .response_bytes = replies ? ending.reply->Length() : 0},
         info, context.metrics);
  replies ? call->EndWith(*std::move(ending.reply)) : call->End(ending.status);
}

Awaitable<void> GrpcDoor::Answer(GrpcCall& call, const Header& header, const RequestInfo& info,
                                 const ConnectionContext& context, Ending& ending) {
  const std::string_view path = TargetOf(header).path;
  const Door& door = context.door;
  if (Reflection::Has(path) || path == kHealthCheck) door.LimitStranger(info);
  if (Reflection::Has(path)) co_return co_await Reflect(call, ending);
  if (path == kHealthCheck) co_return co_await TellHealth(call, context, ending);
  const Method* method = door.api().FindRpc(path);
  if (method) ending.route = method->rpc_path;
  const Credential credential = CredentialOf(header);
  CallerPtr caller;
  try {
    caller = co_await door.CallerOf(header, credential, info, context.upstreams);
  } catch (const Error& error) {
    if (error.code() == Code::kUnauthenticated) call.guest().IsOf("");
    throw;
  }
  call.guest().IsOf(door.identities().AccountOf(caller));
  if (!method) {
    throw Error(Code::kUnimplemented, "METHOD_UNKNOWN",
                "there is no such method; ask reflection, or see /docs");
  }
  const Visit visit{info, std::move(caller), context.upstreams, context.streams, call.slot()};
  co_await AnswerMethod(call, header, *method, visit, context, ending);
}

Awaitable<void> GrpcDoor::AnswerMethod(GrpcCall& call, const Header& header, const Method& method,
                                       const Visit& visit, const ConnectionContext& context, Ending& ending) {
  grpc::ByteBuffer bytes = co_await ReadRequest(call);
  ending.request_bytes = bytes.Length();
  Arena arena;
  Message& request = *method.request->New(&arena);
  if (!FromBuffer(bytes, request)) {
    throw InvalidField("request", "is not a " + request.GetDescriptor()->full_name());
  }
  if (method.streams) {
    ending.status = StatusOf(
        co_await context.door.Stream(method, PatienceOf(call), header, request, call, visit), method);
    co_return;
  }
  Message& reply = *method.reply->New(&arena);
  const CallOutcome outcome =
      co_await context.door.Call(method, PatienceOf(call), header, request, reply, visit);
  ending.status = StatusOf(outcome.status, method);
  if (!outcome.status.ok()) co_return;
  // What HTTP shows as headers. A session is for browsers: its secret stays here.
  if (const std::string etag = EtagOf(method, reply); !etag.empty()) call.AddMetadata("etag", etag);
  if (outcome.replayed) call.AddMetadata("idempotent-replayed", "true");
  ending.reply = ToBuffer(reply);
}

Awaitable<grpc::ByteBuffer> GrpcDoor::ReadRequest(GrpcCall& call) {
  grpc::ByteBuffer request, another;
  const bool came = co_await call.Read(request, options_.limits.body_time);
  if (!came || co_await call.Read(another, options_.limits.body_time)) {
    throw Error(Code::kInvalidArgument, "REQUEST_MALFORMED", "a call sends one message and then no more");
  }
  co_return request;
}

Awaitable<void> GrpcDoor::Reflect(GrpcCall& call, Ending& ending) {
  ending.route = "/grpc.reflection";
  grpc::ByteBuffer question;
  for (int asked = 1; co_await call.Read(question, options_.limits.idle_time); ++asked) {
    if (asked > kMostQuestions) throw Overloaded("a call of reflection");
    ending.request_bytes += question.Length();
    const grpc::ByteBuffer answer = BufferOf(reflection_.Answer(TextOf(question)));
    if (!co_await call.Take(answer)) break;
  }
}

Awaitable<void> GrpcDoor::TellHealth(GrpcCall& call, const ConnectionContext& context, Ending& ending) {
  ending.route = kHealthCheck;
  grpc::ByteBuffer request = co_await ReadRequest(call);
  ending.request_bytes = request.Length();
  const std::string service = ServiceAskedFor(TextOf(request));
  const std::vector<std::string> missing = co_await context.upstreams.NotServing(kHealthPatience);
  ending.reply = BufferOf(HealthOf(service, context.door.api(), missing));
}

}  // namespace waymark::gateway
