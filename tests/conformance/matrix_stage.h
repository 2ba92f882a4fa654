#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/matrix_gateway.h"
#include "tests/conformance/matrix_place.h"
#include "waymark/identity/v1/identity.pb.h"

namespace waymark::matrix {

using waymark::identity::v1::Role;

// How an account came to its role, or lost it.
enum class Standing {
  kWhole,       // in the whole organization
  kUnit,        // in a unit
  kEnded,       // had it, and nothing else
  kDisabled,    // has it, disabled
  kEverywhere,  // in all organizations
  kOneLost,     // had it, and has another that gives the structure alone
  kToken,       // has it and more, and shows a token that is limited to it
};

// Somebody who has signed in, and the records that are their own.
struct Account {
  Credential credential;
  Place own;
};

// Two organizations, and everything in them that a request can be about: north and
// south are units of the first, elsewhere is one of the second. For each role, the
// accounts whose calls are compared.
class Stage {
 public:
  // Sets the stage by the token of an administrator. Throws std::runtime_error
  // that names the call which failed.
  Stage(Gateway& gateway, std::string administrator_token);

  const Place& north() const { return north_; }
  const Place& south() const { return south_; }
  const Place& elsewhere() const { return elsewhere_; }

  // Null for a participant of the whole organization or of all: they are one person.
  const Account* AccountOf(Role role, Standing standing) const;

 private:
  Answer MustCall(const std::string& rpc, const std::string& text, const Place& place,
                  const Credential& credential);
  Answer AwaitAuditEntry(const Place& place);
  void MakeRecords(Place& place);
  // The requests are about the first of the grants.
  Account MakeAccount(const std::string& user_name, const std::vector<std::string>& grants,
                      const Place& place);
  // Lets the account teach the cohort of the place.
  Answer Teach(const Account& account, const Place& place);
  // Makes the account the mentor of the person of the place.
  Answer Accompany(const Account& account, const Place& place);
  void MakeAccounts(Role role);
  // What became of the account since it signed in.
  void SetStanding(Role role, Standing standing, Account& account);
  void AwaitReach();

  Gateway& gateway_;
  const Credential administrator_;
  Place north_{"matrix", "north"}, south_{"matrix", "south"}, elsewhere_{"elsewhere", "elsewhere"};
  std::map<std::pair<Role, Standing>, Account> accounts_;
};

}  // namespace waymark::matrix
