#include "services/common/rpc/host.h"

#include <stdexcept>
#include <utility>

#include "services/common/base/log.h"
#include "services/common/base/text.h"
#include "services/common/events/migrations.h"
#include "services/common/events/partitions.h"
#include "services/common/rpc/replay_events.h"

namespace waymark::rpc {
namespace {

constexpr size_t kLeastTokenKey = 16;
// How often a database that does not answer is asked again.
constexpr std::chrono::milliseconds kPause{500};
// The gateway asks for health once a second.
constexpr std::chrono::milliseconds kDrainNotice{300};
constexpr std::chrono::seconds kDrainPatience{10};
// With a service that is asked for events on behalf of somebody who waits.
constexpr std::chrono::seconds kPagePatience{3};

// What the schema lacks; empty when it is the one that this program wants.
std::string SchemaGap(db::Connection& connection, const ServiceDefinition& definition) {
  const std::string gap = db::SchemaGap(connection, "common", events::kMigrations);
  return gap.empty() ? db::SchemaGap(connection, definition.name, definition.migrations) : gap;
}

events::Publishers PublishersFor(const ServiceDefinition& definition, const HostSettings& settings) {
  events::Publishers published;
  for (const auto& producer : definition.consumes) {
    published[producer] = PublishedBy(producer, settings.upstreams.at(producer), settings.tls, kPagePatience);
  }
  return published;
}

RunnerOptions OptionsOf(const ServiceDefinition& definition, const HostSettings& settings, int partitions) {
  return {.service = definition.name,
          .database = settings.database,
          .part_database = definition.knows_reach ? settings.part_database : "",
          .workers = settings.shared.workers,
          .queue = settings.shared.queue,
          .token_key = settings.shared.token_key,
          .caller_keys = settings.shared.caller_keys,
          .redis = settings.shared.redis,
          .partitions = partitions,
          .published = PublishersFor(definition, settings),
          .organizations = definition.organizations,
          .gives_way_to = settings.gives_way_to};
}

DirectoryAddresses DirectoryOf(const ServiceDefinition& definition, const HostSettings& settings) {
  return {.participants = settings.upstreams.at("participants"),
          .access = definition.names_accounts ? settings.upstreams.at("access") : ""};
}

std::vector<events::ConsumerOptions> StreamsReadBy(const ServiceDefinition& definition,
                                                   const HostSettings& settings, int partitions) {
  std::vector<events::ConsumerOptions> streams;
  const auto add = [&](const std::string& consumer, const std::string& producer,
                       const std::shared_ptr<events::Published>& published) {
    for (int partition = 0; partition < partitions; ++partition) {
      auto& stream = streams.emplace_back(events::ConsumerOptions{.name = consumer,
                                                                  .producer = producer,
                                                                  .database = settings.database,
                                                                  .redis = settings.shared.redis,
                                                                  .partition = partition,
                                                                  .partitions = partitions,
                                                                  .audit = published == nullptr});
      stream.on_gap = GapCounter(stream);
      stream.published = published;
    }
  };
  for (const auto& producer : definition.consumes)
    add(definition.name, producer, PublishedBy(producer, settings.upstreams.at(producer), settings.tls));
  for (const auto& producer : definition.audits) add(definition.audit_consumer, producer, nullptr);
  return streams;
}

}  // namespace

void DeclareShared(Config& config, bool streams, SharedSettings& settings) {
  if (streams) {
    config.Text("WAYMARK_REDIS", "The event streams: unix:/path or host:port", &settings.redis)
        .Number(
            "WAYMARK_STREAM_EVENTS",
            "Of the events of each service Redis keeps the last so many, of each partition an equal part; "
            "some 600 bytes each. Who is behind reads older ones from the service itself",
            &settings.stream_events, events::kKeptEvents, 100, 100'000'000);
  }
  config
      .SecretFile("WAYMARK_TOKEN_KEY_FILE",
                  "File of the secret that signs etags and page tokens, and seals; before others, on lines "
                  "of their own",
                  &settings.token_key, kLeastTokenKey)
      .SecretFile("WAYMARK_CALLER_KEYS_FILE", "File of the public keys (PEM) of the gateways that may call",
                  &settings.caller_keys)
      .Number("WAYMARK_WORKERS", "Threads of a service that run calls, each with a connection",
              &settings.workers, 32, 1, 256)
      .Number("WAYMARK_QUEUE", "Calls of a service that may wait for a thread", &settings.queue, 256, 1,
              100000);
}

void DeclareOwn(Config& config, const ServiceDefinition& definition, const std::string& prefix,
                HostSettings& settings) {
  config
      .Text(prefix + "LISTEN", "Where to serve " + definition.name + ": unix:/path or host:port",
            &settings.listen)
      .Text(prefix + "DATABASE", "The database of " + definition.name + ", application role (libpq URL)",
            &settings.database)
      .Text(prefix + "PART_DATABASE",
            "The same of the role for callers with a right to a part of the records", &settings.part_database,
            definition.knows_reach ? std::nullopt : std::optional<std::string>(""));
  DeclareTls(config, definition.name, prefix, settings.tls);
  if (definition.declare_settings) definition.declare_settings(config);
}

void DeclareTls(Config& config, const std::string& name, const std::string& prefix,
                authorization::PeerFiles& tls) {
  config
      .Text(prefix + "TLS_CERTIFICATE_FILE",
            "Certificate (PEM) of " + name + " for calls over the network; needed with host:port",
            &tls.certificate, "")
      .Text(prefix + "TLS_KEY_FILE", "Its key (PEM)", &tls.key, "")
      .Text(prefix + "TLS_CA_FILE", "Certificate (PEM) of who signs those of all services and the gateway",
            &tls.authority, "");
}

std::set<std::string> UpstreamsOf(const ServiceDefinition& definition) {
  std::set<std::string> names(definition.consumes.begin(), definition.consumes.end());
  if (definition.organizations == nullptr) names.insert("participants");
  if (definition.names_accounts) names.insert("access");
  return names;
}

void DeclareUpstreams(Config& config, const ServiceDefinition& definition, Upstreams& upstreams) {
  for (const std::string& name : UpstreamsOf(definition)) {
    config.Text("WAYMARK_UPSTREAM_" + Upper(name), "Address of the " + name + " service", &upstreams[name]);
  }
}

bool AwaitDatabase(const ServiceDefinition& definition, const std::string& database, StopSignal& stop) {
  db::Connection connection(database);
  for (bool first = true; !connection.Ping(); first = false) {
    if (first) Log(LogLevel::kWarning, "waiting for the database");
    if (stop.WaitFor(kPause)) return false;
  }
  const std::string gap = SchemaGap(connection, definition);
  if (gap.empty()) return true;
  throw std::runtime_error("the database is not this program's; run waymark-" + definition.name +
                           " migrate: " + gap);
}

Host::Host(const ServiceDefinition& definition, const HostSettings& settings)
    : directory_(definition.organizations == nullptr
                     ? MakeDirectory(DirectoryOf(definition, settings), settings.tls)
                     : nullptr),
      partitions_(events::CountPartitions(settings.database)),
      runner_(OptionsOf(definition, settings, partitions_), SystemClock(), directory_.get()),
      retention_(definition.name, settings.database, SystemClock()) {
  std::vector<Service> services = definition.make_services(runner_);
  if (definition.publishes) services.push_back(MakeReplayService());
  runner_.Serve(services);
  for (int partition = 0; definition.publishes && partition < partitions_; ++partition) {
    relays_.push_back(std::make_unique<events::Relay>(
        events::RelayOptions{.service = definition.name,
                             .database = settings.database,
                             .redis = settings.shared.redis,
                             .partition = partition,
                             .on_refill = RefillCounter(definition.name, partition),
                             .keeps = settings.shared.stream_events / partitions_}));
  }
  const auto streams = StreamsReadBy(definition, settings, partitions_);
  for (const auto& stream : streams) {
    consumers_.push_back(std::make_unique<events::Consumer>(
        stream, stream.audit ? definition.make_audit_handler() : definition.make_event_handler()));
  }
  if (definition.publishes || !streams.empty()) {
    stream_metrics_ = std::make_unique<StreamMetrics>(StreamMetrics::Options{
        definition.name, definition.publishes, settings.database, settings.shared.redis, streams});
  }
  if (!definition.sealed.empty())
    renewal_ = std::make_unique<Renewal>(definition, settings.database, settings.shared.token_key);
  if (definition.start_background) background_ = definition.start_background(runner_);
  server_ = std::make_unique<Server>(settings.listen, settings.tls, runner_);
  Log(LogLevel::kInfo, "serving", {{"address", settings.listen}});
}

void Host::AnnounceStop() {
  if (std::exchange(announced_, true)) return;
  runner_.AnnounceStop();
  server_->AnnounceStop();
  for (auto& relay : relays_) relay->Stop();
  for (auto& consumer : consumers_) consumer->Stop();
}

Host::~Host() {
  AnnounceStop();
  server_->Drain(kDrainNotice, kDrainPatience);
  runner_.Shutdown();
}

}  // namespace waymark::rpc
