#pragma once

#include <deque>
#include <string>

#include "services/common/authorization/roles.h"
#include "services/common/rpc/metrics.h"
#include "services/common/rpc/service.h"

namespace waymark::rpc {

// One RPC as it is served: its handler, what a caller needs, and its measures.
struct Method {
  Method(std::string service_name, Handler method_handler, authorization::Permission needed)
      : service(std::move(service_name)),
        name(service + "/" + method_handler.method()),
        handler(std::move(method_handler)),
        permission(needed),
        metrics(name) {}

  const std::string service;  // `waymark.participants.v1.UnitsService`
  const std::string name;     // `waymark.participants.v1.UnitsService/GetUnit`
  const Handler handler;
  const authorization::Permission permission;
  MethodMetrics metrics;
};

// Adds the RPCs of a service. Throws std::logic_error that names the one which has
// no handler, or a handler of other types than its proto.
void AddMethods(const Service& service, std::deque<Method>& methods);

}  // namespace waymark::rpc
