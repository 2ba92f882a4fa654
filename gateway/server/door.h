#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "gateway/server/api.h"
#include "gateway/server/async.h"
#include "gateway/server/http.h"
#include "gateway/server/identities.h"
#include "gateway/server/live_streams.h"
#include "gateway/server/rate_limit.h"
#include "gateway/server/trusted_proxies.h"
#include "gateway/server/upstream.h"
#include "services/common/base/clock.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

struct DoorOptions {
  std::chrono::milliseconds call_timeout{10'000};
  std::chrono::milliseconds large_timeout{120'000};
  // Of one address (a network of IPv6): requests without a credential, and those whose credential
  // proves wrong. Valid credentials are not counted here.
  Rate address_rate{.per_second = 20, .burst = 200};
  // Of all addresses together, what needs no credential: more than the service can
  // check passwords, and little beside what others ask for.
  Rate open_rate{.per_second = 100, .burst = 200};
  // Less than an account has: of what it has, no program takes all.
  Rate token_rate{.per_second = 2'500, .burst = 5'000};
  Rate account_rate{.per_second = 5'000, .burst = 10'000};
  // Of all who have a role in it, together.
  Rate organization_rate{.per_second = 0, .burst = 1'000};
  const Clock* clock = &SystemClock();  // of the rates
  TrustedProxies proxies = {};
};

// Where a connection keeps the call that is under way, so that it can be
// cancelled when the client has gone.
struct CallSlot {
  ServiceCall* call = nullptr;
  bool client_gone = false;
};

struct CallOutcome;

// Where an answer goes whose length is not known when it begins. Both are false when the
// client takes no more.
class AnswerInParts {
 public:
  virtual ~AnswerInParts() = default;
  virtual Awaitable<bool> Begin(const Response& head) = 0;
  virtual Awaitable<bool> Write(std::string_view part) = 0;
  // How much was written.
  virtual size_t sent() const = 0;
};

// What a request is served with.
struct Visit {
  const RequestInfo& info;
  CallerPtr caller;
  Upstreams& upstreams;
  LiveStreams& streams;
  CallSlot& slot;
  AnswerInParts* parts = nullptr;  // null where the answer goes another way
};

// What the gateway does with one request: lets in who may come in, finds the
// RPC by path (REST as google.api.http says, or Connect), translates, calls,
// translates back. It knows descriptors and no domain.
class Door {
 public:
  Door(const Api& api, Identities& identities, DoorOptions options)
      : api_(api),
        identities_(identities),
        options_(std::move(options)),
        limits_(std::make_unique<Limits>(options_)) {}

  // Who sends the request, or why they are not let in. Looks at nothing but the
  // header, before the body is read.
  struct Admission {
    CallerPtr caller = nullptr;
    std::optional<Response> refusal = {};
  };
  Awaitable<Admission> Admit(const Header& header, const RequestInfo& info, Upstreams& upstreams) const;

  Awaitable<Response> Serve(const Request& request, Visit visit) const;

  // Throws RateLimited where the address has asked too often for what needs no credential.
  void LimitStranger(const RequestInfo& info) const;

  // The same for those who are no HTTP client: they throw Error. Of the header,
  // `credential` is what it shows of its sender.
  Awaitable<CallerPtr> CallerOf(const Header& header, const Credential& credential, const RequestInfo& info,
                                Upstreams& upstreams) const;
  Awaitable<CallOutcome> Call(const Method& method, std::optional<std::chrono::milliseconds> patience,
                              const Header& header, google::protobuf::Message& request,
                              google::protobuf::Message& reply, const Visit& visit) const;
  // For a method that answers with a stream. It ends when the caller may read it no longer.
  Awaitable<grpc::Status> Stream(const Method& method, std::optional<std::chrono::milliseconds> patience,
                                 const Header& header, google::protobuf::Message& request, ReplySink& sink,
                                 const Visit& visit) const;

  const Api& api() const { return api_; }
  const TrustedProxies& proxies() const { return options_.proxies; }
  Identities& identities() const { return identities_; }

 private:
  // Shared by all threads.
  struct Limits {
    explicit Limits(const DoorOptions& options)
        : address(options.address_rate, *options.clock),
          open(options.open_rate, *options.clock),
          token(options.token_rate, *options.clock),
          account(options.account_rate, *options.clock),
          organization(options.organization_rate, *options.clock) {}
    RateLimit address, open, token, account, organization;
  };

  // Asks who shows a credential that nobody remembers.
  Awaitable<CallerPtr> AskWho(const Credential& credential, const RequestInfo& info,
                              Upstreams& upstreams) const;
  void LimitOrganization(const CallerPtr& caller, const google::protobuf::Message& request) const;
  Awaitable<Response> ServeRest(const Request& request, std::string_view path, std::string_view query,
                                Visit visit) const;
  // Answers with Server-Sent Events.
  Awaitable<Response> ServeEvents(const Request& request, const Method& method,
                                  google::protobuf::Message& message, const Visit& visit) const;
  Awaitable<Response> ServeConnect(const Request& request, const Method& method, Visit visit) const;
  bool IsOpen(const Header& header) const;

  const Api& api_;
  Identities& identities_;
  const DoorOptions options_;
  const std::unique_ptr<Limits> limits_;
};

// An etag of a reply that a header can hold; empty where there is none.
std::string EtagOf(const Method& method, const google::protobuf::Message& reply);

}  // namespace waymark::gateway
