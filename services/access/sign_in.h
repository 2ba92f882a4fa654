#pragma once

#include <string>

#include "services/access/accounts.h"
#include "services/access/lock_out.h"
#include "services/access/shared.h"
#include "waymark/access/v1/sessions.pb.h"

// Whether somebody is who they say.
namespace waymark::access {

// UNAUTHENTICATED / SIGN_IN_REFUSED, whatever was wrong: who guesses learns
// nothing, not even whether there is such an account.
Error SignInRefused();

// RESOURCE_EXHAUSTED, until after `wait`.
Error TooMany(std::string reason, const std::string& what, std::chrono::seconds wait);

// What a sign-in is decided by. All but the digest is empty where there is no such
// account.
struct SignIn {
  std::string user_name_digest;
  std::string account_id;
  bool active = false;
  std::string hash;
  std::string sealed_totp;  // empty = no code is asked for
  int64_t last_step = 0;
  Failures of_name, of_address;
};

// Who signs in: an account, or somebody by user name.
struct Claimant {
  std::string account_id;
  std::string user_name;
};
SignIn LoadSignIn(rpc::Call& call, const Claimant& claimant);

// Whether the password is right and the account active; a wrong one is counted.
// Throws RESOURCE_EXHAUSTED / TOO_MANY_FAILURES without a look at it while the
// caller has to wait. Both while the turn lasts, so that no more passwords are
// tried at once than there are turns.
bool CheckPassword(rpc::Call& call, const PasswordTurns::Turn& turn, const SignIn& sign_in,
                   std::string_view password);

// Whether who calls in a session is its owner, and not somebody who has stolen it: by the
// password of the account. Where it has none, the session has to have begun just now.
// `field` is where the password is given. Throws PASSWORD_MISSING, PASSWORD_WRONG and
// SESSION_TOO_OLD, and as CheckPassword.
SignIn RequireOwner(rpc::Call& call, Shared& shared, const std::string& account_id, const std::string& field,
                    std::string_view password);
// Whether who lets somebody in anew, by a link or without codes, is who keeps the accounts, and
// not somebody who has stolen a credential of theirs: in a session as RequireOwner, of their own
// account. A token is enough for the accounts of others, but shall not outlast itself by
// its own: throws SESSION_NEEDED, unless nobody has signed in to that yet, since the first
// administrator begins by a token.
SignIn RequireKeeper(rpc::Call& call, Shared& shared, const std::string& account_name,
                     std::string_view password);
// The current password is wrong: UNAUTHENTICATED / PASSWORD_WRONG.
Error PasswordWrong();

// Counts a failure from the caller's address.
void CountFailure(rpc::Call& call, const SignIn& sign_in);

// Keeps the account as it was loaded. Throws SIGN_IN_REFUSED when it was disabled
// or got another password meanwhile.
void LockSignIn(rpc::Call& call, db::Transaction& tx, const SignIn& sign_in);
// The same of what RequireOwner has answered.
void LockOwner(rpc::Call& call, db::Transaction& tx, const SignIn& owner);
// The same of what RequireKeeper has answered; before any other lock.
void LockKeeper(rpc::Call& call, db::Transaction& tx, const SignIn& keeper);

// Throws RESOURCE_EXHAUSTED / TOO_MANY_CODES where there were too many wrong codes of an account;
// with the account locked, since of many at once each has to see those before.
void RequireFewWrongCodes(rpc::Call& call, db::Transaction& tx, const std::string& account_id);
// Counts one, and ends the transaction; the owner is told of the last that is looked at.
void CountWrongCode(rpc::Call& call, db::Transaction& tx, const Shared& shared,
                    const std::string& account_id);

// Whether the code is one of the application or a recovery code, which is used up
// by that. A wrong one is counted for the account, and ends the transaction. Throws as
// RequireFewWrongCodes without a look at one of the application.
bool TakeCode(rpc::Call& call, db::Transaction& tx, const Shared& shared, const SignIn& sign_in,
              std::string_view code);

// Begins a session of the account in the transaction of its sign-in, with the changes
// that there are; ends the transaction, and hands the secret to the gateway. It makes no
// Identity wrong, so that nobody is told of it, but where another session ends for it.
void BeginSession(rpc::Call& call, db::Transaction& tx, Revocations& revocations,
                  const std::string& account_id, events::Changes& changes, v1::Session& reply);

}  // namespace waymark::access
