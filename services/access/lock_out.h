#pragma once

#include <string>
#include <string_view>

#include "services/common/base/clock.h"

// Who has guessed too often waits. Failures are counted for a user name from an
// address, never for an account as a whole: nobody can lock its owner out from
// elsewhere. And for an address over all user names, against trying one password
// with many. Codes alone are counted for the account, from wherever they come: nobody
// gets so far who does not know the password.
namespace waymark::access {

// Failures of a user name are forgotten after such a time without another.
constexpr std::chrono::hours kNameMemory{24};
// Those of an address are counted in such a time since the first.
constexpr std::chrono::hours kAddressWindow{1};

struct Failures {
  int count = 0;
  TimePoint first{}, last{};
};

// How long a user name waits after so many failures: nothing before the fifth,
// then 1, 2, 4 … up to 60 minutes.
std::chrono::minutes PauseAfter(int failures);

// Until when a sign-in is refused without a look at the password; not after
// `now` = it is not.
TimePoint RefusedUntil(const Failures& of_name, const Failures& of_address, TimePoint now);

// So many wrong codes of an account are taken in such a time since the first; then none but
// recovery codes, which cannot be guessed.
constexpr int kMostWrongCodes = 20;
constexpr std::chrono::hours kCodeWindow{1};

// Until when no code of the application is looked at; not after `now` = they are.
TimePoint CodesRefusedUntil(const Failures& of_codes);

// What counts as one address: an IPv4 address, or the /64 network of an IPv6 one,
// of which every subscriber has at least one. Other texts stand for themselves.
std::string AddressKey(std::string_view address);

}  // namespace waymark::access
