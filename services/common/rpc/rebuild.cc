#include "services/common/rpc/rebuild.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "services/common/base/progress.h"
#include "services/common/db/transaction.h"
#include "services/common/events/failure.h"
#include "services/common/events/partitions.h"
#include "services/common/events/redis.h"
#include "services/common/events/sql.h"
#include "services/common/rpc/replay_events.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

namespace sql = events::sql;
using std::chrono::milliseconds;

// And no other: what a handler writes beyond the read model is not found, and not changed.
constexpr char kSchema[] = "rebuild";
// How often it looks whether the threads are done.
constexpr milliseconds kLook{20};
// Between two attempts at taking the place of what readers use at that moment.
constexpr milliseconds kPauseBeforeSwitch{300};
// PostgreSQL takes a moment to see that the process of a rebuild before has ended.
constexpr int kLooksForLead = 10;
// For so long those who apply events wait at a time.
constexpr milliseconds kLongestHold{2000};
// Of one statement of the owner.
constexpr std::chrono::minutes kPatience{10};

db::Scope EverywhereFor(std::chrono::minutes time) { return {"*", std::chrono::steady_clock::now() + time}; }

void TakeLead(db::Connection& owner) {
  for (int looks = 0; looks < kLooksForLead; ++looks) {
    if (owner.Read(db::Scope{"*"}, sql::kLeadRebuild, {})[0].Bool("leads")) return;
    std::this_thread::sleep_for(kPauseBeforeSwitch);
  }
  throw FailedPrecondition("REBUILD_RUNNING",
                           "another process rebuilds this read model: wait for it, or end it");
}

// Reads the streams of one producer, one partition after the other, up to their ends.
class Reader {
 public:
  Reader(const ServiceDefinition& definition, const RebuildSettings& settings, const std::string& producer,
         int partitions, Progress& progress)
      : published_(PublishedBy(producer, settings.upstreams.at(producer), settings.tls)),
        connection_(settings.database, db::Access::kWhole, kSchema),
        handler_(definition.make_event_handler()),
        known_(static_cast<size_t>(partitions)),
        progress_(progress) {
    for (int partition = 0; partition < partitions; ++partition) {
      appliers_.push_back({{definition.name, producer, partition, events::StreamName(producer, partition)},
                           connection_,
                           *handler_});
    }
  }

  void Start() {
    thread_.reset();
    done_ = false;
    thread_.emplace("rebuild", [this](events::Background& thread) { Step(thread); });
  }
  // Whether it has come to the ends. Throws what it failed with.
  bool Done() {
    const std::lock_guard lock(mutex_);
    if (failure_) throw *failure_;
    return done_;
  }
  int64_t applied() const { return applied_; }

 private:
  // What may pass is tried again by Background.
  void Step(events::Background& thread) {
    try {
      for (size_t partition = 0; partition < appliers_.size(); ++partition) ReadToEnd(partition, thread);
    } catch (const Error& error) {
      if (events::IsTransient(error) || error.code() == Code::kDeadlineExceeded) throw;
      const std::lock_guard lock(mutex_);
      failure_ = error;
    }
    done_ = true;
    thread.Stop();
  }

  void ReadToEnd(size_t partition, events::Background& thread) {
    events::Applier& applier = appliers_[partition];
    applier.GoOnAfter(
        connection_.Read(db::Scope{"*"}, sql::kFindPosition, applier.Named())[0].Int("sequence"));
    // What was applied before is not to be waited for.
    if (!known_[partition]) known_[partition] = applier.position();
    while (!thread.stopping()) {
      const int64_t before = *applier.position();
      events::PublishedPage page = published_->After(static_cast<int>(partition), before);
      progress_.Grow(std::max<int64_t>(page.last - *known_[partition], 0));
      known_[partition] = std::max(page.last, *known_[partition]);
      if (page.events.empty()) return;
      applier.Apply(std::move(page.events), thread);
      progress_.Add(*applier.position() - before);
      applied_ += *applier.position() - before;
    }
  }

  const std::shared_ptr<events::Published> published_;
  db::Connection connection_;
  const std::unique_ptr<events::EventHandler> handler_;
  std::vector<events::Applier> appliers_;
  std::vector<std::optional<int64_t>> known_;  // of each partition the last number that it has heard of
  Progress& progress_;
  std::atomic<int64_t> applied_ = 0;
  std::atomic<bool> done_ = false;
  std::mutex mutex_;
  std::optional<Error> failure_;              // guarded
  std::optional<events::Background> thread_;  // last: it uses the others
};

class Rebuilding {
 public:
  Rebuilding(const ServiceDefinition& definition, const RebuildSettings& settings)
      : definition_(definition), settings_(settings), owner_(settings.owner_database) {
    TakeLead(owner_);
    goes_on_ = owner_.Write(EverywhereFor(kPatience), sql::kBeginRebuild, Model())[0].Bool("goes_on");
  }

  bool goes_on() const { return goes_on_; }

  // Reads all there is and switches over. False when told to stop before.
  bool Finish(const AwaitStop& stop) {
    Progress progress("events", 0);
    const int partitions = events::CountPartitions(settings_.database);
    std::vector<std::unique_ptr<Reader>> readers;
    for (const std::string& producer : definition_.consumes)
      readers.push_back(std::make_unique<Reader>(definition_, settings_, producer, partitions, progress));
    if (!ReadToEnds(readers, stop)) return false;
    Analyze();
    // Again and again, what has come meanwhile; the last of it while the one in use waits.
    do {
      if (!ReadToEnds(readers, stop)) return false;
      db::Transaction tx(owner_, EverywhereFor(kPatience));
      if (!Hold(tx)) continue;
      bool too_long = false;
      const auto end = std::chrono::steady_clock::now() + kLongestHold;
      if (!ReadToEnds(readers, [&](milliseconds time) {
            too_long = std::chrono::steady_clock::now() > end;
            return too_long || stop(time);
          })) {
        if (too_long) continue;
        return false;
      }
      parked_ = CountParked();
      if (!Switch(tx)) continue;
      for (const auto& reader : readers) applied_ += reader->applied();
      return true;
    } while (!stop(kPauseBeforeSwitch));
    return false;
  }

  // What this process applied, and what of all was parked.
  int64_t applied() const { return applied_; }
  int64_t parked() const { return parked_; }

 private:
  db::Params Model() const { return db::Params().Set("model", definition_.read_model); }
  db::Params Consumer() const { return db::Params().Set("consumer", definition_.name); }

  static bool ReadToEnds(const std::vector<std::unique_ptr<Reader>>& readers, const AwaitStop& stop) {
    for (const auto& reader : readers) reader->Start();
    for (const auto& reader : readers) {
      while (!reader->Done()) {
        if (stop(kLook)) return false;
      }
    }
    return true;
  }

  // So that who reads the tables next is planned for what they hold.
  void Analyze() {
    for (const std::string& table : definition_.read_model) owner_.Execute("ANALYZE rebuild." + table);
  }

  int64_t CountParked() const {
    db::Connection beside(settings_.database, db::Access::kWhole, kSchema);
    return beside.Read(db::Scope{"*"}, sql::kCountParkedEvents, Consumer())[0].Int("events");
  }

  // What an attempt answers; false when somebody uses what it needs at this moment.
  template <typename Attempt>
  static bool Try(Attempt attempt) {
    try {
      return attempt();
    } catch (const Error& error) {
      if (!events::IsTransient(error)) throw;
      return false;
    }
  }

  static bool Hold(db::Transaction& tx) {
    return Try([&] {
      tx.Run(sql::kHoldPositions, {});
      return true;
    });
  }

  // False also when the one in use is further.
  bool Switch(db::Transaction& tx) {
    return Try([&] {
      const auto params = Model().Set("consumer", definition_.name);
      if (!tx.Run(sql::kSwitchToRebuild, params)[0].Bool("switched")) return false;
      tx.Commit();
      return true;
    });
  }

  const ServiceDefinition& definition_;
  const RebuildSettings& settings_;
  db::Connection owner_;
  bool goes_on_ = false;
  int64_t applied_ = 0, parked_ = 0;
};

}  // namespace

bool Rebuild(const ServiceDefinition& definition, const RebuildSettings& settings, const AwaitStop& stop) {
  const auto start = std::chrono::steady_clock::now();
  Rebuilding rebuilding(definition, settings);
  std::printf("the read model of %s is made anew beside the one in use%s\n", definition.name.c_str(),
              rebuilding.goes_on() ? ", from where that stopped" : "");
  std::fflush(stdout);
  if (!rebuilding.Finish(stop)) return false;
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  std::printf("it is in use now: %s events in %.1f s, %s parked\n", Grouped(rebuilding.applied()).c_str(),
              time.count(), Grouped(rebuilding.parked()).c_str());
  return true;
}

void DiscardRebuild(const RebuildSettings& settings) {
  db::Connection owner(settings.owner_database);
  TakeLead(owner);
  owner.Write(EverywhereFor(kPatience), sql::kDiscardRebuild, {});
  std::printf("what was rebuilt so far is dropped\n");
}

}  // namespace waymark::rpc
