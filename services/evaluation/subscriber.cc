#include "services/evaluation/subscriber.h"

#include <charconv>

#include "services/common/rpc/stream.h"
#include "services/evaluation/outcome_hub.h"
#include "services/evaluation/outcome_message.h"

namespace waymark::evaluation {

std::vector<std::string> KeysOf(const events::FeedCursor& cursor) {
  std::vector<std::string> keys;
  for (const auto& [service, sequence] : cursor) keys.insert(keys.end(), {service, std::to_string(sequence)});
  return keys;
}

events::FeedCursor CursorOf(const std::vector<std::string>& keys) {
  events::FeedCursor cursor;
  for (size_t i = 0; i + 1 < keys.size(); i += 2) {
    std::from_chars(keys[i + 1].data(), keys[i + 1].data() + keys[i + 1].size(), cursor[keys[i]]);
  }
  return cursor;
}

Subscriber::Subscriber(OutcomeHub& hub, const rpc::Tokens& tokens, Options options)
    : hub_(hub),
      tokens_(tokens),
      options_(std::move(options)),
      reader_{.passed = options_.from, .partition = options_.partition} {}

Subscriber::~Subscriber() { hub_.Leave(*this); }

events::FeedCursor Subscriber::passed() const {
  const std::lock_guard lock(mutex_);
  return reader_.passed;
}

std::optional<grpc::ByteBuffer> Subscriber::Next() {
  const std::lock_guard lock(mutex_);
  if (!last_) return Message(nullptr);  // at once, so that there is a token to go on with
  auto message = behind_ ? NextOfPage() : NextOfLog();
  return message ? message : HeartbeatIfDue();
}

std::optional<grpc::ByteBuffer> Subscriber::NextOfPage() {
  if (fell_behind_ && Clock::now() - *fell_behind_ > hub_.options().patience) throw rpc::ReaderTooSlow();
  if (page_ && page_next_ < page_->events.size()) {
    auto& event = page_->events[page_next_];
    reader_.passed[page_->sources[page_next_++]] = event.sequence();
    const grpc::Slice slice = SliceOf(std::move(event));
    return Message(&slice);
  }
  if (page_) reader_.passed = page_->next;
  page_.reset();
  if (!page_asked_ && hub_.log().Enter(reader_)) {
    behind_ = false;
    fell_behind_.reset();
    return NextOfLog();
  }
  page_asked_ = page_asked_ || hub_.AskForPage(shared_from_this());
  return std::nullopt;
}

std::optional<grpc::ByteBuffer> Subscriber::NextOfLog() {
  grpc::Slice event;
  const auto found = hub_.log().Next(options_.filter, reader_, event);
  if (found == OutcomeLog::Found::kEvent) return Message(&event);
  if (found == OutcomeLog::Found::kTooLate) {
    behind_ = true;
    // Who had to wait until it was known where an event belongs is not slow.
    if (!waits_for_places_) fell_behind_ = Clock::now();
    return NextOfPage();
  }
  waits_for_places_ = found == OutcomeLog::Found::kNotPlacedYet;
  return std::nullopt;
}

void Subscriber::TakePage(std::optional<events::FeedPage> page) {
  const std::lock_guard lock(mutex_);
  page_asked_ = false;
  page_next_ = 0;
  page_ = std::move(page);
}

std::optional<grpc::ByteBuffer> Subscriber::HeartbeatIfDue() {
  if (Clock::now() - *last_ < hub_.options().heartbeat) return std::nullopt;
  return Message(nullptr);
}

grpc::ByteBuffer Subscriber::Message(const grpc::Slice* event) {
  last_ = Clock::now();
  return MessageOf(event, tokens_.PageToken(options_.query, KeysOf(reader_.passed)));
}

}  // namespace waymark::evaluation
