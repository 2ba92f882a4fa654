#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gateway/server/api.h"
#include "gateway/server/async.h"
#include "gateway/server/http.h"
#include "gateway/server/upstream.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

struct DoorOptions {
  std::string admin_token = {};
  std::chrono::milliseconds call_timeout{10'000};
  std::chrono::milliseconds batch_timeout{120'000};
};

// Where a connection keeps the call that is under way, so that it can be
// cancelled when the client has gone.
struct CallSlot {
  grpc::ClientContext* context = nullptr;
  bool client_gone = false;
};

// What the gateway does with one request: lets in who may come in, finds the
// RPC by path (REST as google.api.http says, or Connect), translates, calls,
// translates back. It knows descriptors and no domain.
class Door {
 public:
  Door(const Api& api, DoorOptions options) : api_(api), options_(std::move(options)) {}

  // Whether the caller shows the administrator's token; else the refusal. Looks
  // at nothing but the header, before routes and body.
  std::optional<Response> Refusal(const Header& header, const RequestInfo& info) const;

  Awaitable<Response> Serve(const Request& request, const RequestInfo& info, Upstreams& upstreams,
                            CallSlot& slot) const;

 private:
  Awaitable<Response> ServeRest(const Request& request, std::string_view path, std::string_view query,
                                const RequestInfo& info, Upstreams& upstreams, CallSlot& slot) const;
  Awaitable<Response> ServeConnect(const Request& request, const Method& method, const RequestInfo& info,
                                   Upstreams& upstreams, CallSlot& slot) const;

  const Api& api_;
  const DoorOptions options_;
};

// An error as problem+json. `status` where HTTP has a better one than the code.
Response Problem(const Error& error, const RequestInfo& info, std::optional<int> status = {});

}  // namespace waymark::gateway
