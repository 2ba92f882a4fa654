#include "services/webhooks/settings.h"

namespace waymark::webhooks {

void DeclareSettings(Config& config, Settings& settings) {
  config
      .Text("WAYMARK_WEBHOOK_ALLOWED_NETWORKS",
            "Networks that webhooks may reach besides the public internet, also without TLS: "
            "10.1.2.0/24,fd00::/8",
            &settings.allowed_networks, "")
      .Text("WAYMARK_WEBHOOK_CA_FILE",
            "Certificates (PEM) that those of receivers are signed by; empty = the system's",
            &settings.authority, "")
      .Text("WAYMARK_PUBLIC_URL", "How people reach Waymark, for the schema that events name: https://host",
            &settings.public_url, "")
      .Number("WAYMARK_WEBHOOK_REQUESTS", "Requests to receivers that are under way at once",
              &settings.requests, settings.requests, 1, 1'000)
      .Number("WAYMARK_WEBHOOK_REQUESTS_EACH", "Of them to one webhook", &settings.requests_each,
              settings.requests_each, 1, 100);
}

}  // namespace waymark::webhooks
