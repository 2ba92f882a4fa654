#include "services/common/rpc/main.h"

#include <absl/synchronization/mutex.h>

#include <algorithm>
#include <iostream>

#include "services/common/base/config.h"
#include "services/common/base/log.h"
#include "services/common/base/stop_signal.h"
#include "services/common/events/kept_changes.h"
#include "services/common/events/migrations.h"
#include "services/common/events/partitions.h"
#include "services/common/rpc/host.h"
#include "services/common/rpc/metrics.h"
#include "services/common/rpc/rebuild.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

struct Settings {
  HostSettings host;
  std::string log_level;
  int metrics_port = 0;
};

constexpr char kOwnerDatabase[] = "WAYMARK_OWNER_DATABASE";
constexpr char kOwnerDatabaseMeaning[] = "The service's database, owner's role (libpq URL)";

struct MigrateSettings {
  std::string database;
  std::string app_role;
  int partitions = 0;
  std::string log_level;
};

void DeclareLogLevel(Config& config, std::string* level) {
  config.OneOf("WAYMARK_LOG_LEVEL", "Least level of the log lines", level,
               {"debug", "info", "warning", "error"}, "info");
}

void Declare(Config& config, MigrateSettings& settings) {
  config.Text(kOwnerDatabase, kOwnerDatabaseMeaning, &settings.database)
      .Text("WAYMARK_APP_ROLE", "The role that the service itself connects as", &settings.app_role)
      .Number("WAYMARK_PARTITIONS",
              "Partitions of the event streams, the same for all services of an installation, chosen before "
              "anything is recorded; 0 = as they are, at first 1",
              &settings.partitions, 0, 0, events::kMostPartitions);
  DeclareLogLevel(config, &settings.log_level);
}

void Declare(Config& config, const ServiceDefinition& definition, RebuildSettings& settings) {
  config.Text(kOwnerDatabase, kOwnerDatabaseMeaning, &settings.owner_database)
      .Text("WAYMARK_DATABASE", "The same, application role", &settings.database);
  DeclareUpstreams(config, definition, settings.upstreams);
  DeclareTls(config, definition.name, "WAYMARK_", settings.tls);
}

std::string UsageOfRebuild(const std::string& program) {
  return "\n       " + program +
         " rebuild   makes the read model anew, beside the one in use until it is done" + "\n       " +
         program + " discard-rebuild   drops what that has made when it was ended";
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
    int applied = db::Migrate(owner, "common", events::kMigrations);
    if (settings.partitions > 0) events::SetPartitions(owner, settings.partitions);
    applied += db::Migrate(owner, definition.name, definition.migrations);
    events::KeepChanges(owner);
    Log(LogLevel::kInfo, "migrated", {{"applied", applied}});
    return 0;
  } catch (const Error& error) {
    Log(LogLevel::kError, "the migration failed", {{"reason", error.reason()}, {"message", error.message()}});
    return 1;
  }
}

// `rebuild`, or to drop what it has made so far `discard-rebuild`.
int RunRebuild(const ServiceDefinition& definition, const RebuildSettings& settings, bool discard,
               StopSignal& stop) {
  try {
    if (discard) {
      DiscardRebuild(settings);
      return 0;
    }
    if (!AwaitDatabase(definition, settings.database, stop)) return 1;
    if (Rebuild(definition, settings, [&](auto time) { return stop.WaitFor(time); })) return 0;
    std::cerr << "stopped: the next rebuild goes on from here\n";
  } catch (const Error& error) {
    Log(LogLevel::kError, "the read model is as it was",
        {{"reason", error.reason()}, {"message", error.message()}});
  } catch (const std::exception& failure) {
    Log(LogLevel::kError, "the read model is as it was", {{"message", failure.what()}});
  }
  return 1;
}

int Serve(const ServiceDefinition& definition, const Settings& settings, StopSignal& stop) {
  try {
    if (!AwaitDatabase(definition, settings.host.database, stop)) return 0;
    const auto exposer = ExposeMetrics(settings.metrics_port);
    {
      const Host host(definition, settings.host);
      stop.Wait();
      Log(LogLevel::kInfo, "stopping");
    }
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
                            " migrate --help   prints the settings of that" +
                            (definition.read_model.empty() ? "" : UsageOfRebuild(program));
  const std::string_view command = argc > 1 && argv[1][0] != '-' ? argv[1] : "serve";
  Config config;
  if (command == "migrate") {
    MigrateSettings settings;
    Declare(config, settings);
    LoadOrExit(config, argc, argv, usage);
    StartLog(definition.name, settings.log_level);
    return Migrate(definition, settings);
  }
  const bool discard = command == "discard-rebuild";
  if ((discard || command == "rebuild") && !definition.read_model.empty()) {
    RebuildSettings settings;
    std::string log_level;
    Declare(config, definition, settings);
    DeclareLogLevel(config, &log_level);
    LoadOrExit(config, argc, argv, usage);
    StartLog(definition.name, log_level);
    return RunRebuild(definition, settings, discard, stop);
  }
  if (command != "serve") {
    std::cerr << usage << "\n";
    return 2;
  }
  Settings settings;
  DeclareOwn(config, definition, "WAYMARK_", settings.host);
  DeclareShared(config, definition.publishes || !definition.consumes.empty(), settings.host.shared);
  DeclareUpstreams(config, definition, settings.host.upstreams);
  config.Number("WAYMARK_METRICS_PORT", "Port of /metrics on 127.0.0.1; 0 = none", &settings.metrics_port, 0,
                0, 65535);
  DeclareLogLevel(config, &settings.log_level);
  LoadOrExit(config, argc, argv, usage);
  StartLog(definition.name, settings.log_level);
  return Serve(definition, settings, stop);
}

}  // namespace waymark::rpc
