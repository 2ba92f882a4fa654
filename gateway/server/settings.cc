#include "gateway/server/settings.h"

#include "services/common/base/longest_request.h"

namespace waymark::gateway {

namespace {

void DeclareRate(Config& config, const std::string& name, const std::string& of, Rate& rate) {
  config
      .Number("WAYMARK_" + name + "_RATE", "requests a second " + of + "; 0 = no limit", &rate.per_second,
              rate.per_second, 0, 1'000'000)
      .Number("WAYMARK_" + name + "_BURST", "the most of those at once", &rate.burst, rate.burst, 1,
              1'000'000);
}

void DeclareRates(Config& config, DoorOptions& door) {
  DeclareRate(config, "ADDRESS",
              "from one address that need no credential (pages of the client apart), or show a wrong one",
              door.address_rate);
  DeclareRate(config, "OPEN", "that need no credential, from all addresses together", door.open_rate);
  DeclareRate(config, "TOKEN", "by one token", door.token_rate);
  DeclareRate(config, "ACCOUNT", "of one account", door.account_rate);
  DeclareRate(config, "ORGANIZATION", "of one organization (off unless it is set)", door.organization_rate);
}

}  // namespace

void Declare(Config& config, Settings& settings) {
  ServerOptions& server = settings.server;
  ConnectionLimits& limits = server.limits;
  DeclareRates(config, settings.door);
  config.Text("WAYMARK_ADDRESS", "the address to listen on", &server.address, "127.0.0.1")
      .Number("WAYMARK_PORT", "the port to listen on; 0 = any free one", &server.port, 8080, 0, 65535)
      .Number("WAYMARK_GRPC_PORT", "the port to listen on for gRPC clients; 0 = none", &settings.grpc_port, 0,
              0, 65535)
      .Text("WAYMARK_TLS_CERTIFICATE_FILE",
            "file of the certificate (PEM, with its chain); needed where other machines reach the address",
            &settings.tls.certificate, "")
      .Text("WAYMARK_TLS_KEY_FILE", "file of the certificate's key (PEM)", &settings.tls.key, "")
      .SecretFile("WAYMARK_CALLER_KEY_FILE", "file of the Ed25519 key (PEM) that signs who calls",
                  &settings.caller_key)
      .Text("WAYMARK_WEB_FOLDER", "the folder of the built web client; empty = the gateway serves none",
            &settings.web_folder, "")
      .Number("WAYMARK_MAX_BODY",
              "the longest request body, in bytes; 16 KiB at most where no credential is asked for",
              &limits.body_bytes, 8 << 20, 1024, kLongestRequest)
      .Number("WAYMARK_MAX_CONNECTIONS",
              "the most client connections of each door, and the most calls over gRPC",
              &server.max_connections, 1024, 1, 100'000)
      .Number("WAYMARK_MAX_ADDRESS_CONNECTIONS",
              "the most of those from one address that is no trusted proxy",
              &server.max_connections_of_address, 512, 1, 100'000)
      .Text("WAYMARK_TRUSTED_PROXIES",
            "addresses and networks, with commas, of proxies that are believed where a request comes from",
            &settings.trusted_proxies, "")
      .OneOf("WAYMARK_FORWARDED_HEADER", "the header in which they write that", &settings.forwarded_header,
             {"x-forwarded-for", "forwarded"}, "x-forwarded-for")
      .Seconds("WAYMARK_HEADER_TIMEOUT", "seconds for a request's header to arrive", &limits.header_time, 10,
               1, 600)
      .Seconds("WAYMARK_BODY_TIMEOUT", "seconds for a request's body to arrive", &limits.body_time, 60, 1,
               3600)
      .Seconds("WAYMARK_IDLE_TIMEOUT", "seconds a connection may rest between requests", &limits.idle_time,
               60, 1, 3600)
      .Seconds("WAYMARK_WRITE_TIMEOUT", "seconds for a response to be taken", &limits.write_time, 30, 1, 3600)
      .Seconds("WAYMARK_CALL_TIMEOUT", "seconds for a service to answer", &settings.door.call_timeout, 10, 1,
               3600)
      .Seconds("WAYMARK_BATCH_TIMEOUT",
               "seconds for a service to answer a batch, or to check an organization",
               &settings.door.large_timeout, 120, 1, 3600)
      .Seconds("WAYMARK_DRAIN_TIMEOUT", "seconds for requests to end after SIGTERM", &server.drain_time, 15,
               0, 600)
      .OneOf("WAYMARK_LOG_LEVEL", "the least level that is logged", &settings.log_level,
             {"debug", "info", "warning", "error"}, "info");
}

}  // namespace waymark::gateway
