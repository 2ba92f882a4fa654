#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "services/common/rpc/source.h"
#include "services/common/rpc/tokens.h"
#include "services/evaluation/outcome_log.h"

namespace waymark::evaluation {

class OutcomeHub;

// The places of a feed as keys of a token: `courses`, `17`, `progression`, `4`; in another
// partition than the first `courses.2`, `17`, `progression.2`, `4`.
std::vector<std::string> KeysOf(const events::FeedCursor& cursor);
events::FeedCursor CursorOf(const std::vector<std::string>& keys);

// One who watches: where they are, and what they get next. Who is behind the hub's log
// reads pages, one after the other, until the log has all that follows; nothing is kept
// for them but such a page.
class Subscriber final : public rpc::Source, public std::enable_shared_from_this<Subscriber> {
 public:
  struct Options {
    OutcomeFilter filter;
    std::string account;  // whose they are
    std::string query;    // what their tokens are bound to
    events::FeedCursor from;
    int partition = 0;  // the one of the organization
  };
  // `tokens` and the hub outlive it.
  Subscriber(OutcomeHub& hub, const rpc::Tokens& tokens, Options options);
  ~Subscriber() override;

  std::optional<grpc::ByteBuffer> Next() override;

  const Options& options() const { return options_; }
  // For the next page: where it begins.
  events::FeedCursor passed() const;
  // The page that it asked the hub for: the events that it wants, or none where it
  // could not be read now.
  void TakePage(std::optional<events::FeedPage> page);

 private:
  using Clock = std::chrono::steady_clock;

  std::optional<grpc::ByteBuffer> NextOfPage();
  std::optional<grpc::ByteBuffer> NextOfLog();
  std::optional<grpc::ByteBuffer> HeartbeatIfDue();
  grpc::ByteBuffer Message(const grpc::Slice* event);

  OutcomeHub& hub_;
  const rpc::Tokens& tokens_;
  const Options options_;
  mutable std::mutex mutex_;
  OutcomeLog::Reader reader_;
  bool behind_ = true;
  bool page_asked_ = false;
  std::optional<events::FeedPage> page_;  // while its events are on their way
  size_t page_next_ = 0;                  // which of them is the next
  bool waits_for_places_ = false;
  std::optional<Clock::time_point> fell_behind_;  // since it was not any more as far as the log
  std::optional<Clock::time_point> last_;         // when the last message was made
};

}  // namespace waymark::evaluation
