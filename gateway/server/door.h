#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gateway/server/api.h"
#include "gateway/server/async.h"
#include "gateway/server/http.h"
#include "gateway/server/identities.h"
#include "gateway/server/upstream.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

struct DoorOptions {
  std::chrono::milliseconds call_timeout{10'000};
  std::chrono::milliseconds batch_timeout{120'000};
};

// Where a connection keeps the call that is under way, so that it can be
// cancelled when the client has gone.
struct CallSlot {
  grpc::ClientContext* context = nullptr;
  bool client_gone = false;
};

// What a request is served with.
struct Visit {
  const RequestInfo& info;
  CallerPtr caller;
  Upstreams& upstreams;
  CallSlot& slot;
};

// What the gateway does with one request: lets in who may come in, finds the
// RPC by path (REST as google.api.http says, or Connect), translates, calls,
// translates back. It knows descriptors and no domain.
class Door {
 public:
  Door(const Api& api, Identities& identities, DoorOptions options)
      : api_(api), identities_(identities), options_(std::move(options)) {}

  // Who sends the request, or why they are not let in. Looks at nothing but the
  // header, before the body is read.
  struct Admission {
    CallerPtr caller = nullptr;
    std::optional<Response> refusal = {};
  };
  Awaitable<Admission> Admit(const Header& header, const RequestInfo& info, Upstreams& upstreams) const;

  Awaitable<Response> Serve(const Request& request, Visit visit) const;

  Identities& identities() const { return identities_; }

 private:
  Awaitable<Response> ServeRest(const Request& request, std::string_view path, std::string_view query,
                                Visit visit) const;
  Awaitable<Response> ServeConnect(const Request& request, const Method& method, Visit visit) const;
  bool IsOpen(const Header& header) const;

  const Api& api_;
  Identities& identities_;
  const DoorOptions options_;
};

// An error as problem+json. `status` where HTTP has a better one than the code.
Response Problem(const Error& error, const RequestInfo& info, std::optional<int> status = {});

}  // namespace waymark::gateway
