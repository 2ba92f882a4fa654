#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace waymark::gateway {

// Up to this length there is always room for a body, and a method that needs no credential takes none that
// is longer: at most 3,100 characters are in theirs.
constexpr size_t kSmallBody = 16 << 10;

// The memory of all bodies together that are longer. Thread-safe; outlives its shares.
class BodyRoom {
 public:
  explicit BodyRoom(size_t bytes) : left_(static_cast<ptrdiff_t>(bytes)) {}

  // What one body has of it.
  class Share {
   public:
    explicit Share(BodyRoom& room) : room_(room) {}
    ~Share() { Release(); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // For a body that has grown so long. False where there is no room: it has what it had.
    bool GrowTo(size_t bytes) {
      if (bytes <= kSmallBody) return true;
      const auto more = static_cast<ptrdiff_t>(bytes - held_);
      if (room_.left_.fetch_sub(more) < more) {
        room_.left_ += more;
        return false;
      }
      held_ = bytes;
      return true;
    }
    void Release() { room_.left_ += static_cast<ptrdiff_t>(std::exchange(held_, 0)); }

   private:
    BodyRoom& room_;
    size_t held_ = 0;
  };

 private:
  std::atomic<ptrdiff_t> left_;
};

}  // namespace waymark::gateway
