#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "services/common/rpc/definition.h"
#include "services/common/rpc/upstream.h"

namespace waymark::rpc {

struct RebuildSettings {
  std::string database;        // of the service, application role
  std::string owner_database;  // the same, owner's role
  Upstreams upstreams;         // the services whose events it reads
  authorization::PeerFiles tls;
};

// Waits for at most that time: whether it is to stop.
using AwaitStop = std::function<bool(std::chrono::milliseconds)>;

// Makes the read model of a service from the first event on, beside the one in use, while
// the service runs or not; then puts it in its place, with all that has come meanwhile. What
// was begun and not finished goes on, unless the schema has changed since. One at a time.
//
// Tells of it on stdout, and shows a bar on a terminal. True when it was done; false when
// told to stop before. Throws Error: REBUILD_RUNNING, or what stands against an event.
bool Rebuild(const ServiceDefinition& definition, const RebuildSettings& settings, const AwaitStop& stop);

// Drops what was begun and not finished.
void DiscardRebuild(const RebuildSettings& settings);

}  // namespace waymark::rpc
