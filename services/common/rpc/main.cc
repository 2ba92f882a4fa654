#include "services/common/rpc/main.h"

#include <absl/synchronization/mutex.h>

#include <algorithm>
#include <iostream>

#include "services/common/base/config.h"
#include "services/common/base/log.h"
#include "services/common/events/migrations.h"
#include "services/common/events/relay.h"
#include "services/common/events/retention.h"
#include "services/common/rpc/directory.h"
#include "services/common/rpc/metrics.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/signals.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

constexpr size_t kLeastTokenKey = 16;
// How often a database that does not answer is asked again.
constexpr std::chrono::milliseconds kPause{500};
// The gateway asks for health once a second.
constexpr std::chrono::milliseconds kDrainNotice{300};
constexpr std::chrono::seconds kDrainPatience{10};

struct Settings {
  std::string listen;
  std::string database;
  std::string redis;
  std::string token_key;
  std::string participants;
  std::string log_level;
  int workers = 0;
  int queue = 0;
  int metrics_port = 0;
};

struct MigrateSettings {
  std::string database;
  std::string app_role;
  std::string log_level;
};

void DeclareLogLevel(Config& config, std::string* level) {
  config.OneOf("WAYMARK_LOG_LEVEL", "Least level of the log lines", level,
               {"debug", "info", "warning", "error"}, "info");
}

void Declare(Config& config, const ServiceDefinition& definition, Settings& settings) {
  config.Text("WAYMARK_LISTEN", "Where to serve: unix:/path or host:port", &settings.listen)
      .Text("WAYMARK_DATABASE", "The service's database, application role (libpq URL)", &settings.database)
      .SecretFile("WAYMARK_TOKEN_KEY_FILE", "File of the secret that signs etags and page tokens",
                  &settings.token_key)
      .Number("WAYMARK_WORKERS", "Threads that run calls, each with a connection", &settings.workers, 16, 1,
              256)
      .Number("WAYMARK_QUEUE", "Calls that may wait for a thread", &settings.queue, 256, 1, 100000)
      .Number("WAYMARK_METRICS_PORT", "Port of /metrics on 127.0.0.1; 0 = none", &settings.metrics_port, 0, 0,
              65535);
  if (definition.publishes || !definition.consumes.empty()) {
    config.Text("WAYMARK_REDIS", "The event streams: unix:/path or host:port", &settings.redis);
  }
  if (definition.needs_directory) {
    config.Text("WAYMARK_UPSTREAM_PARTICIPANTS", "Address of the participants service",
                &settings.participants);
  }
  DeclareLogLevel(config, &settings.log_level);
}

void Declare(Config& config, MigrateSettings& settings) {
  config
      .Text("WAYMARK_OWNER_DATABASE", "The service's database, owner's role (libpq URL)", &settings.database)
      .Text("WAYMARK_APP_ROLE", "The role that the service itself connects as", &settings.app_role);
  DeclareLogLevel(config, &settings.log_level);
}

int Migrate(const ServiceDefinition& definition, const MigrateSettings& settings) {
  const bool plain = std::all_of(settings.app_role.begin(), settings.app_role.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
  });
  if (!plain) {
    std::cerr << "WAYMARK_APP_ROLE must be letters, digits and _\n";
    return 2;
  }
  try {
    db::Connection owner(settings.database);
    owner.Execute("SELECT set_config('waymark.app_role', '" + settings.app_role + "', false)");
    const int applied = db::Migrate(owner, "common", events::kMigrations) +
                        db::Migrate(owner, definition.name, definition.migrations);
    Log(LogLevel::kInfo, "migrated", {{"applied", applied}});
    return 0;
  } catch (const Error& error) {
    Log(LogLevel::kError, "the migration failed", {{"reason", error.reason()}, {"message", error.message()}});
    return 1;
  }
}

// Waits until the database answers; false when told to stop before.
bool AwaitDatabase(db::Connection& connection, StopSignal& stop) {
  for (bool first = true; !connection.Ping(); first = false) {
    if (first) Log(LogLevel::kWarning, "waiting for the database");
    if (stop.WaitFor(kPause)) return false;
  }
  return true;
}

// What the schema lacks; empty when it is the one that this program wants.
std::string SchemaGap(db::Connection& connection, const ServiceDefinition& definition) {
  const std::string gap = db::SchemaGap(connection, "common", events::kMigrations);
  return gap.empty() ? db::SchemaGap(connection, definition.name, definition.migrations) : gap;
}

std::unique_ptr<events::Relay> StartRelay(const ServiceDefinition& definition, const Settings& settings) {
  if (!definition.publishes) return nullptr;
  return std::make_unique<events::Relay>(
      events::RelayOptions{definition.name, settings.database, settings.redis});
}

std::vector<std::unique_ptr<events::Consumer>> StartConsumers(const ServiceDefinition& definition,
                                                              const Settings& settings) {
  std::vector<std::unique_ptr<events::Consumer>> consumers;
  for (const auto& producer : definition.consumes) {
    consumers.push_back(std::make_unique<events::Consumer>(
        events::ConsumerOptions{definition.name, producer, settings.database, settings.redis},
        definition.make_event_handler()));
  }
  return consumers;
}

void ServeUntilStopped(const ServiceDefinition& definition, const Settings& settings, StopSignal& stop) {
  const auto exposer = ExposeMetrics(settings.metrics_port);
  const auto directory = definition.needs_directory ? MakeDirectory(settings.participants) : nullptr;
  Runner runner({.service = definition.name,
                 .database = settings.database,
                 .workers = settings.workers,
                 .queue = settings.queue,
                 .token_key = settings.token_key,
                 .redis = settings.redis},
                SystemClock(), directory.get());
  const auto services = definition.make_services(runner);
  const auto relay = StartRelay(definition, settings);
  const events::RequestRetention retention(definition.name, settings.database, SystemClock());
  const auto consumers = StartConsumers(definition, settings);
  Server server(settings.listen, services);
  Log(LogLevel::kInfo, "serving", {{"address", settings.listen}});
  stop.Wait();
  Log(LogLevel::kInfo, "stopping");
  runner.AnnounceStop();
  server.Drain(kDrainNotice, kDrainPatience);
  runner.Shutdown();
}

int Serve(const ServiceDefinition& definition, const Settings& settings, StopSignal& stop) {
  if (settings.token_key.size() < kLeastTokenKey) {
    std::cerr << "WAYMARK_TOKEN_KEY_FILE must hold at least " << kLeastTokenKey << " bytes\n";
    return 2;
  }
  try {
    db::Connection connection(settings.database);
    if (!AwaitDatabase(connection, stop)) return 0;
    if (const std::string gap = SchemaGap(connection, definition); !gap.empty()) {
      Log(LogLevel::kError, "the database is not this program's; run waymark-" + definition.name + " migrate",
          {{"gap", gap}});
      return 1;
    }
    ServeUntilStopped(definition, settings, stop);
    Log(LogLevel::kInfo, "stopped");
    return 0;
  } catch (const std::exception& failure) {
    Log(LogLevel::kError, "cannot serve", {{"message", failure.what()}});
    return 1;
  }
}

}  // namespace

int Main(int argc, char** argv, const ServiceDefinition& definition) {
  StopSignal stop;
  // On in Debian's build of absl, it costs time and warns of what is no deadlock.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const std::string program = "waymark-" + definition.name;
  const std::string usage = "Usage: " + program + " [serve]   serves until SIGTERM\n       " + program +
                            " migrate   brings the database to the last migration\n       " + program +
                            " migrate --help   prints the settings of that";
  const std::string_view command = argc > 1 && argv[1][0] != '-' ? argv[1] : "serve";
  Config config;
  if (command == "migrate") {
    MigrateSettings settings;
    Declare(config, settings);
    LoadOrExit(config, argc, argv, usage);
    StartLog(definition.name, settings.log_level);
    return Migrate(definition, settings);
  }
  if (command != "serve") {
    std::cerr << usage << "\n";
    return 2;
  }
  Settings settings;
  Declare(config, definition, settings);
  LoadOrExit(config, argc, argv, usage);
  StartLog(definition.name, settings.log_level);
  return Serve(definition, settings, stop);
}

}  // namespace waymark::rpc
