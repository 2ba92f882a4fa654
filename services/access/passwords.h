#pragma once

#include <atomic>
#include <semaphore>
#include <string>
#include <string_view>

#include "services/access/password_process.h"

namespace waymark::access {

// argon2id takes 64 MiB and a good part of a second of a core for each password:
// two at a time, and a flood of sign-ins must not take all workers: six may wait,
// for two seconds; others are RESOURCE_EXHAUSTED at once. Of the two, one has a small
// share of the processors in any case, and the other runs while nothing else wants to:
// so a flood of sign-ins leaves the processors to other requests. Each is done by a
// process of its own (ADR 65).
class PasswordTurns {
 public:
  PasswordTurns();

  // A turn lasts as long as this lives.
  class Turn {
   public:
    explicit Turn(PasswordTurns& turns);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    // That does the work of this turn.
    PasswordProcess& process() const { return has_share_ ? turns_.with_share_ : turns_.spare_; }

   private:
    PasswordTurns& turns_;
    bool has_share_ = false;
  };

 private:
  // For a turn. Throws RESOURCE_EXHAUSTED.
  void Wait();

  std::counting_semaphore<2> free_{2};
  std::atomic<int> waiting_ = 0;
  std::atomic<bool> share_taken_ = false;
  PasswordProcess with_share_, spare_;
};

// A PHC string (`$argon2id$…`) of the password, with a salt of its own. Whoever
// calls this or the next has a turn, and says so by it.
std::string HashPassword(const PasswordTurns::Turn& turn, std::string_view password);

// Whether the password is the one of the hash. An empty hash is that of no
// password, and takes as long.
bool IsPassword(const PasswordTurns::Turn& turn, std::string_view password, const std::string& hash);

}  // namespace waymark::access
