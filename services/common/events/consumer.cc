#include "services/common/events/consumer.h"

#include <algorithm>
#include <utility>

#include "services/common/base/log.h"
#include "services/common/events/change.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using waymark::events::v1::Event;

// Each time costs a sync of Redis's log.
constexpr int64_t kTrimEvery = 1'000;
constexpr auto kBlock = milliseconds(250);
constexpr auto kNotLeading = milliseconds(1'000);

size_t BytesOf(std::span<const StreamEntry> entries) {
  size_t bytes = 0;
  for (const StreamEntry& entry : entries) bytes += entry.event.size();
  return bytes;
}

// Those before the first gap between them.
std::span<const StreamEntry> UpToGap(std::span<const StreamEntry> entries) {
  const auto gap = std::adjacent_find(
      entries.begin(), entries.end(),
      [](const auto& entry, const auto& next) { return next.sequence != entry.sequence + 1; });
  return gap == entries.end() ? entries : entries.first(static_cast<size_t>(gap - entries.begin()) + 1);
}

}  // namespace

std::string StreamOf(const ConsumerOptions& options) {
  return (options.audit ? AuditStreamName : StreamName)(options.producer, options.partition);
}

Consumer::Consumer(ConsumerOptions options, std::unique_ptr<EventHandler> handler)
    : options_(std::move(options)),
      stream_(StreamOf(options_)),
      handler_(std::move(handler)),
      connection_(options_.database),
      applier_({options_.name, options_.producer, options_.partition, stream_}, connection_, *handler_),
      redis_(options_.redis),
      thread_(std::make_unique<Background>(
          SourceName(options_.producer, options_.partition) + ">" + options_.name,
          [this](Background& thread) { Step(thread); })) {}

Consumer::~Consumer() = default;

bool Consumer::Lead() {
  const db::Rows rows = connection_.Read(db::Scope{"*"}, sql::kLeadConsumer, applier_.Named());
  if (!rows[0].Bool("leads")) return false;
  applier_.GoOnAfter(rows[0].Int("sequence"));
  return true;
}

void Consumer::CheckPartitions() {
  const std::string beyond = StreamName(options_.producer, options_.partitions);
  if (!redis_.Exists(beyond)) return;
  throw Error(Code::kFailedPrecondition, "PARTITIONS_DIFFER",
              "there is a stream " + beyond + ", and the database of " + options_.name + " is made for " +
                  std::to_string(options_.partitions) +
                  " partitions: services of one installation are migrated with the same WAYMARK_PARTITIONS");
}

void Consumer::Step(Background& thread) {
  try {
    if (!applier_.position()) {
      CheckPartitions();
      if (!Lead()) return thread.Pause(kNotLeading);
    }
    ReadOn(thread);
  } catch (const Error& error) {
    // Whether it leads and where it is may be otherwise now.
    applier_.ForgetPosition();
    // As when a read model that was made anew has taken the place of the one in use.
    if (error.reason() != kPositionMoved) throw;
    Log(LogLevel::kInfo, "the position was moved; reading goes on from there", {{"stream", stream_}});
    thread.Pause(kNotLeading);
  } catch (...) {
    applier_.ForgetPosition();
    throw;
  }
}

void Consumer::ReadOn(Background& thread) {
  const int64_t position = *applier_.position();
  if (options_.audit && !trimmed_) AskAgain(position);
  if (asks_ && position + 1 < gap_end_) return applier_.Apply(AskProducer(), thread);
  const auto read = redis_.Read({{stream_, position}}, count_, kBlock);
  const auto entries = read.find(stream_);
  if (entries == read.end()) return ReadBeyondEnd(thread);
  count_ = NextReadCount(count_, entries->second.size(), BytesOf(entries->second));

  const int64_t next = entries->second.front().sequence;
  if (next > position + 1) {
    trimmed_.reset();
    MeetGap(next);
    applier_.Apply(AskProducer(), thread);
  } else if (const auto following = UpToGap(entries->second); handler_->WantsNothing(connection_)) {
    applier_.PassTo(following.back().sequence);
  } else {
    applier_.Apply(Parse(following), thread);
  }
  if (options_.audit) Trim(*applier_.position());
}

void Consumer::ReadBeyondEnd(Background& thread) {
  const int64_t position = *applier_.position();
  if (options_.published && redis_.Info(stream_).last < position) {
    PublishedPage page = options_.published->After(options_.partition, position);
    if (!page.events.empty()) return applier_.Apply(std::move(page.events), thread);
  }
  applier_.ForgetPosition();
}

std::vector<Event> Consumer::Parse(std::span<const StreamEntry> entries) const {
  std::vector<Event> events;
  for (const StreamEntry& entry : entries) {
    Event& event = events.emplace_back();
    if (!event.ParseFromString(entry.event) || event.sequence() != entry.sequence) {
      throw Error(Code::kInternal, "STREAM_CORRUPT",
                  stream_ + " cannot be read at " + std::to_string(entry.sequence) +
                      ": delete the stream to have it filled again from the outbox");
    }
  }
  return events;
}

void Consumer::MeetGap(int64_t next) {
  // It meets the same one again while nobody gives what it lacks.
  if (gap_end_ == next) return;
  gap_end_ = next;
  const bool is_kept = redis_.Info(stream_).taken.value_or(0) < next - 1;
  if (is_kept && options_.on_gap) options_.on_gap();
}

std::vector<Event> Consumer::AskProducer() {
  const int64_t position = *applier_.position();
  asks_ = false;  // who does not answer is asked again when the stream still lacks it
  PublishedPage page;
  if (options_.published) page = options_.published->After(options_.partition, position);
  if (page.events.empty()) {
    throw Error(Code::kUnavailable, "STREAM_GAP",
                stream_ + " lacks " + std::to_string(position + 1) + " to " + std::to_string(gap_end_ - 1) +
                    ": waiting for the relay to fill it");
  }
  asks_ = true;
  return std::move(page.events);
}

void Consumer::Trim(int64_t position) {
  if (position - *trimmed_ < kTrimEvery) return;
  try {
    redis_.Trim(stream_, position);
  } catch (const Error& error) {
    const auto found = error.metadata().find("redis");
    if (found == error.metadata().end() || found->second != "OOM") throw;
    // Another who looks between the two steps has it filled again, which is better than no room.
    redis_.LetGo(stream_, position);
  }
  trimmed_ = position;
}

void Consumer::AskAgain(int64_t position) {
  const int64_t taken = redis_.Info(stream_).taken.value_or(0);
  if (taken > position) {
    Log(LogLevel::kWarning, "the stream is filled again: more was taken than the database has",
        {{"stream", stream_}, {"taken", taken}, {"position", position}});
    redis_.ForgetTrim(stream_);
  }
  trimmed_ = std::min(taken, position);
}

}  // namespace waymark::events
