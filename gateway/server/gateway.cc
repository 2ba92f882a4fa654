#include "gateway/server/gateway.h"

#include "gateway/server/descriptor_set.h"
#include "gateway/server/docs.h"
#include "gateway/server/openapi.h"
#include "services/common/base/descriptors.h"
#include "services/common/base/log.h"

namespace waymark::gateway {
namespace {

// Of databases, streams, logs and other services, with room to spare.
constexpr uint64_t kOwnDescriptors = 400;
// One of HTTP and two of gRPC.
constexpr uint64_t kDescriptorsOfAPlace = 3;

std::vector<Page> Pages() {
  const Json openapi = OpenApi(WaymarkApi(), DescriptorSet());
  return {{"/openapi.json", "application/json", openapi.dump()},
          {"/docs", "text/html; charset=utf-8", DocsPage(openapi)},
          {"/docs.css", "text/css; charset=utf-8", std::string(DocsStyle())}};
}

WebClient ClientOf(const Settings& settings) {
  return settings.web_folder.empty() ? WebClient() : WebClient(settings.web_folder);
}

ServerOptions OptionsOf(const Settings& settings) {
  ServerOptions options = settings.server;
  RaiseDescriptorLimit(kOwnDescriptors +
                       kDescriptorsOfAPlace * static_cast<uint64_t>(options.max_connections));
  if (settings.grpc_port != 0) options.grpc_port = settings.grpc_port;
  if (settings.tls.certificate.empty() != settings.tls.key.empty()) {
    throw std::runtime_error(
        "WAYMARK_TLS_CERTIFICATE_FILE and WAYMARK_TLS_KEY_FILE go together: set both or neither");
  }
  if (!settings.tls.key.empty()) options.tls = settings.tls;
  return options;
}

DoorOptions DoorOptionsOf(const Settings& settings) {
  DoorOptions options = settings.door;
  options.proxies = TrustedProxies(settings.trusted_proxies, settings.forwarded_header);
  return options;
}

}  // namespace

const Api& WaymarkApi() {
  static const Api api(WaymarkServices(DescriptorSet(), *google::protobuf::DescriptorPool::generated_pool()),
                       *google::protobuf::MessageFactory::generated_factory());
  return api;
}

Gateway::Gateway(const Settings& settings, Metrics::Others others)
    : metrics_(std::move(others)),
      site_(Pages(), ClientOf(settings), metrics_),
      identities_(settings.caller_key),
      door_(WaymarkApi(), identities_, DoorOptionsOf(settings)),
      server_(OptionsOf(settings), door_, site_, metrics_) {
  Log(LogLevel::kInfo, "the gateway serves",
      {{"address", settings.server.address}, {"port", server_.port()}, {"grpc_port", server_.grpc_port()}});
}

}  // namespace waymark::gateway
