#pragma once

#include "services/common/rpc/definition.h"

namespace waymark::rpc {

// `waymark-<name> serve` (the default) runs the service until SIGTERM;
// `waymark-<name> migrate` brings the database to the last migration;
// `waymark-<name> rebuild` and `discard-rebuild`, of one with a read model: see rebuild.h;
// `--help` prints the settings.
int Main(int argc, char** argv, const ServiceDefinition& definition);

}  // namespace waymark::rpc
