#pragma once

#include <atomic>
#include <semaphore>
#include <string>
#include <string_view>

namespace waymark::access {

// argon2id takes 64 MiB and a good part of a second of a core for each password:
// two at a time, and a flood of sign-ins must not take all workers: six may wait,
// for two seconds; others are RESOURCE_EXHAUSTED at once.
class PasswordTurns {
 public:
  PasswordTurns();

  // A turn lasts as long as this lives.
  class Turn {
   public:
    explicit Turn(PasswordTurns& turns);
    ~Turn() { turns_.free_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    PasswordTurns& turns_;
  };

 private:
  std::counting_semaphore<2> free_{2};
  std::atomic<int> waiting_ = 0;
};

// A PHC string (`$argon2id$…`) of the password, with a salt of its own. Whoever
// calls this or the next has a turn, and says so by it.
std::string HashPassword(const PasswordTurns::Turn& turn, std::string_view password);

// Whether the password is the one of the hash. An empty hash is that of no
// password, and takes as long.
bool IsPassword(const PasswordTurns::Turn& turn, std::string_view password, const std::string& hash);

}  // namespace waymark::access
