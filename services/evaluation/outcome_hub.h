#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "services/common/base/bounded_queue.h"
#include "services/common/base/config.h"
#include "services/common/db/connection.h"
#include "services/common/events/background.h"
#include "services/common/events/feed.h"
#include "services/common/events/redis.h"
#include "services/evaluation/outcome_log.h"
#include "services/evaluation/subscriber.h"

namespace waymark::evaluation {

struct HubOptions {
  // How many may watch at once: in all, of an organization, of an account.
  int max_subscribers = 2'000;
  int max_of_organization = 1'000;
  int max_of_account = 100;
  size_t log_capacity = 16'384;                 // events
  std::chrono::milliseconds heartbeat{10'000};  // when nothing else was sent
  std::chrono::seconds patience{60};            // with who has fallen behind the log
};

// Declares the limits as settings.
void DeclareLimits(Config& config, HubOptions& options);

// Follows the streams once for all who watch. While somebody does, one thread reads
// them into the log, says of each event where it belongs where somebody asks for that,
// and wakes the subscribers; two others read pages for who is behind.
class OutcomeHub {
 public:
  // `feed` reads the streams; `database` is that of the service.
  OutcomeHub(std::shared_ptr<const events::Feed> feed, std::string database, HubOptions options);
  // No subscriber is left.
  ~OutcomeHub();

  // Throws RESOURCE_EXHAUSTED / TOO_MANY_SUBSCRIBERS. `tokens` outlive the subscriber.
  std::shared_ptr<Subscriber> Subscribe(const rpc::Tokens& tokens, Subscriber::Options options,
                                        rpc::Waker waker);

  // For subscribers.
  const HubOptions& options() const { return options_; }
  const OutcomeLog& log() const { return log_; }
  void Leave(const Subscriber& subscriber);
  // Has it TakePage() soon. False when that cannot be.
  bool AskForPage(std::shared_ptr<Subscriber> subscriber);

 private:
  struct Place {
    rpc::Waker waker;
    std::string organization, account;
    bool by_place;
  };

  void Follow(events::Background& thread);
  // Where events belong, as far as evaluation's copy tells by now. Whether it is to be
  // asked again soon.
  bool PlaceEvents();
  void WakeAll() const;
  rpc::Waker WakerOf(const Subscriber& subscriber) const;
  // What one thread reads pages by.
  struct PageReader {
    db::Connection database;
    events::RedisStreams redis;
  };
  void ReadPages(PageReader& reader);
  // Nothing where it cannot be had now.
  std::optional<events::FeedPage> PageFor(const Subscriber& subscriber, PageReader& reader) const;
  // Whether nobody watches; then the log is closed.
  bool CloseIfUnwatched();
  std::set<std::string> OrganizationsByPlace() const;

  const std::shared_ptr<const events::Feed> feed_;
  const HubOptions options_;
  OutcomeLog log_;
  mutable std::mutex mutex_;
  std::map<const Subscriber*, Place> subscribers_;  // guarded, as are the counts
  std::map<std::string, int> of_organization_, of_account_;
  BoundedQueue<std::shared_ptr<Subscriber>> behind_;
  // Of the thread that follows:
  db::Connection connection_;
  bool following_ = false;  // the log is open
  bool unplaced_ = false;   // some event waits for evaluation's copy
  // Last: they use all the others.
  std::vector<std::unique_ptr<events::Background>> readers_;
  std::unique_ptr<events::Background> follower_;
};

}  // namespace waymark::evaluation
