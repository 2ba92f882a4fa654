#include "services/access/passwords.h"

#include <chrono>

#include "services/access/hashing/protocol.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

constexpr int kMostWaiting = 6;
constexpr std::chrono::seconds kPatience{2};
// Of a random password that nobody knows, with the same costs.
constexpr char kNobodys[] =
    "$argon2id$v=19$m=65536,t=3,p=1$sE/Lr/5B/NgjubZJWAG4qQ$RErdM4C0cF/OSx2saCyKpFvXysJJRPh4qbbLE3HSiQQ";

Error SignInBusy() { return Overloaded("signing in"); }

}  // namespace

PasswordTurns::PasswordTurns() : with_share_(hashing::kWithShare), spare_(hashing::kSpare) {}

PasswordTurns::Turn::Turn(PasswordTurns& turns) : turns_(turns) {
  if (!turns.free_.try_acquire()) turns.Wait();
  has_share_ = !turns.share_taken_.exchange(true);
}

void PasswordTurns::Wait() {
  const bool may_wait = waiting_.fetch_add(1) < kMostWaiting;
  const bool got = may_wait && free_.try_acquire_for(kPatience);
  waiting_.fetch_sub(1);
  if (!got) throw SignInBusy();
}

PasswordTurns::Turn::~Turn() {
  if (has_share_) turns_.share_taken_ = false;
  turns_.free_.release();
}

std::string HashPassword(const PasswordTurns::Turn& turn, std::string_view password) {
  std::string hash = turn.process().Ask("", password);
  if (hash.empty()) throw SignInBusy();  // no memory
  return hash;
}

bool IsPassword(const PasswordTurns::Turn& turn, std::string_view password, const std::string& hash) {
  const bool same = turn.process().Ask(hash.empty() ? kNobodys : hash, password) == hashing::kSame;
  return same && !hash.empty();
}

}  // namespace waymark::access
