#include "services/access/passwords.h"

#include <sched.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

#include "services/common/status/error.h"

namespace waymark::access {
namespace {

constexpr int kMostWaiting = 6;
constexpr std::chrono::seconds kPatience{2};
// OWASP's least is 19 MiB and 2 passes. libsodium's MODERATE, four times this
// memory, would let two sign-ins take half a gigabyte.
constexpr unsigned long long kPasses = 3;
constexpr size_t kMemory = 64 << 20;
// Of a random password that nobody knows, with the same costs.
constexpr char kNobodys[] =
    "$argon2id$v=19$m=65536,t=3,p=1$sE/Lr/5B/NgjubZJWAG4qQ$RErdM4C0cF/OSx2saCyKpFvXysJJRPh4qbbLE3HSiQQ";

// Of the thread that has a share; others have 0. It gets a tenth of a processor where
// the rest of the program leaves nothing, so that people can sign in then, too.
constexpr int kNiceness = 10;

// What has no share gives way at once to whatever else wants to run, and a processor
// that it runs on counts as idle where the kernel looks for one. Nothing leads back from
// there without privileges, hence a thread for each.
void GiveWay(bool has_share) {
  if (has_share) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  } else {
    const sched_param none{};
    sched_setscheduler(0, SCHED_IDLE, &none);
  }
}

Error SignInBusy() { return Overloaded("signing in"); }

}  // namespace

PasswordTurns::PasswordTurns() {
  if (sodium_init() < 0) throw Internal("libsodium does not start");
}

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

void PasswordTurns::Turn::Run(const std::function<void()>& work) const {
  std::thread([&] {
    GiveWay(has_share_);
    work();
  }).join();
}

std::string HashPassword(const PasswordTurns::Turn& turn, std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  int outcome = 0;
  turn.Run([&] {
    outcome = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                                    crypto_pwhash_ALG_ARGON2ID13);
  });
  if (outcome != 0) throw SignInBusy();  // no memory
  return hash.data();
}

bool IsPassword(const PasswordTurns::Turn& turn, std::string_view password, const std::string& hash) {
  const char* against = hash.empty() ? kNobodys : hash.c_str();
  int outcome = 0;
  turn.Run([&] { outcome = crypto_pwhash_str_verify(against, password.data(), password.size()); });
  return outcome == 0 && !hash.empty();
}

}  // namespace waymark::access
