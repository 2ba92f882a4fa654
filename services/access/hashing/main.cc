// waymark-passwords: hashes passwords for the access service, one at a time. It is
// started by that, with a socket, and ends when the other end is closed.
//
// Linux shares its processors between sessions before it does between threads
// (`kernel.sched_autogroup_enabled`): what hashing takes in the service's own session is
// taken from all else that the service does, however low the priority of its threads.
#include <sched.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include "services/access/hashing/protocol.h"

namespace waymark::access::hashing {
namespace {

// OWASP's least is 19 MiB and 2 passes. libsodium's MODERATE, four times this
// memory, would let two sign-ins take half a gigabyte.
constexpr unsigned long long kPasses = 3;
constexpr size_t kMemory = 64 << 20;

// A tenth of a processor where nothing else is left, so that people can sign in then, too.
constexpr int kNiceness = 10;
// The least there is.
constexpr int kLastNiceness = 19;

// Of a session of its own. There is no such file where the kernel does not group.
void SetGroupNiceness(int niceness) {
  setsid();
  std::ofstream("/proc/self/autogroup") << niceness << std::flush;
}

// What has no share gives way at once to whatever else wants to run, and a processor
// that it runs on counts as idle where the kernel looks for one.
void GiveWay(bool has_share) {
  SetGroupNiceness(has_share ? kNiceness : kLastNiceness);
  if (has_share) {
    setpriority(PRIO_PROCESS, 0, kNiceness);
  } else {
    const sched_param none{};
    sched_setscheduler(0, SCHED_IDLE, &none);
  }
}

// Without memory for it there is no answer but an empty one.
std::string HashOf(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return {};
  return hash.data();
}

std::string AnswerTo(std::string_view question) {
  const size_t end = question.find('\0');
  if (end == std::string_view::npos) return {};
  const std::string hash(question.substr(0, end));
  const std::string_view password = question.substr(end + 1);
  if (hash.empty()) return HashOf(password);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0 ? kSame : "";
}

int Serve() {
  std::array<char, kLongestQuestion> question{};
  for (;;) {
    const ssize_t length = recv(kSocket, question.data(), question.size(), 0);
    if (length <= 0) return length == 0 ? 0 : 1;
    const std::string answer = AnswerTo({question.data(), static_cast<size_t>(length)});
    sodium_memzero(question.data(), question.size());
    // An empty message would look like the end.
    if (send(kSocket, answer.c_str(), answer.size() + 1, MSG_NOSIGNAL) < 0) return 1;
  }
}

}  // namespace
}  // namespace waymark::access::hashing

int main(int argc, char** argv) {
  using namespace waymark::access::hashing;
  const std::string_view share = argc == 2 ? argv[1] : "";
  if (share != kWithShare && share != kSpare) {
    std::fputs(
        "waymark-passwords: hashes passwords for waymark-access and waymark-suite, which start it\n"
        "from the folder they are in. There is nothing to do with it by hand.\n",
        stderr);
    return share == "--help" ? 0 : 2;
  }
  if (sodium_init() < 0) return 1;
  GiveWay(share == kWithShare);
  return Serve();
}
