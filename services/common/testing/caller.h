#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>

#include "services/common/base/clock.h"
#include "waymark/identity/v1/identity.pb.h"

namespace waymark::testing {

using waymark::identity::v1::CallerContext;
using waymark::identity::v1::Role;

// A new pair of keys of a gateway, in PEM.
struct KeyPair {
  KeyPair();

  std::string secret, open;
};

// The one that the tests of a process share.
const KeyPair& GatewayKeys();

// The account that tests call from unless they say otherwise.
constexpr char kTester[] = "00000000-0000-7000-8000-000000000001";

// A caller with these roles in an organization, `*` = in all of them.
CallerContext CallerWith(std::initializer_list<Role> roles, const std::string& organization = "*");

// A caller with one role in a unit of an organization, by its UUID.
CallerContext CallerInUnit(Role role, const std::string& organization, const std::string& unit_id);

// The tester, who has every role everywhere.
CallerContext AnyRole();

// What the gateway would send of that caller, for a minute from `now`.
std::string Signed(CallerContext context, TimePoint now);

// Signs each call on the channel as the gateway would, with the caller that
// `caller` gives at that moment, for a minute by `clock`.
std::shared_ptr<grpc::Channel> ChannelAs(const std::string& address, const Clock& clock,
                                         std::function<CallerContext()> caller = AnyRole);

}  // namespace waymark::testing
