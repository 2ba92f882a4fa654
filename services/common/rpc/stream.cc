#include "services/common/rpc/stream.h"

#include <typeinfo>
#include <utility>

namespace waymark::rpc {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kCheckPeriod{250};

}  // namespace

Error ReaderTooSlow() {
  return Error(Code::kAborted, "READER_TOO_SLOW",
               "the stream was read too slowly and was ended; resume it after the last message that came");
}

Error ShuttingDown() {
  return Error(Code::kUnavailable, "SHUTTING_DOWN", "the service is shutting down; try again");
}

Waker Stream::waker() {
  return [weak = weak_from_this()] {
    if (const auto stream = weak.lock()) stream->Wake();
  };
}

void Stream::Begin(Job job, events::Origin origin, std::shared_ptr<Source> source) {
  {
    const std::lock_guard lock(mutex_);
    job_ = std::move(job);
    origin_ = std::move(origin);
    source_ = std::move(source);
  }
  if (!streams_.Add(shared_from_this())) {
    const std::lock_guard lock(mutex_);
    end_ = ShuttingDown();
  }
  Pump();
}

void Stream::Wake() {
  {
    const std::lock_guard lock(mutex_);
    again_ = true;
    if (busy_ || finished_) return;
    busy_ = true;
  }
  Pump();
}

void Stream::End(const Error& error) {
  {
    const std::lock_guard lock(mutex_);
    if (finished_) return;
    if (!end_) end_ = error;
    if (busy_) return;
    busy_ = true;
  }
  Finish();
}

void Stream::Check(Clock::time_point now, Clock::duration write_time) {
  std::optional<Error> end;
  {
    const std::lock_guard lock(mutex_);
    if (finished_ || !source_) return;
    if (job_.exchange->cancelled()) {
      end = Error(Code::kCancelled, "CANCELLED", "the caller has gone");
    } else if (std::chrono::system_clock::now() >= job_.exchange->deadline()) {
      end = DeadlineExceeded();
    } else if (sending_since_ && now - *sending_since_ >= write_time) {
      job_.exchange->Cut();
      end = ReaderTooSlow();
    }
  }
  if (end) End(*end);
}

void Stream::Cut() {
  const std::lock_guard lock(mutex_);
  if (!finished_ && sending_since_) job_.exchange->Cut();
}

std::optional<grpc::ByteBuffer> Stream::Next() {
  std::optional<Error> error;
  try {
    return source_->Next();
  } catch (const Error& failure) {
    error = failure;
  } catch (const std::exception& failure) {
    error = Internal(typeid(failure).name());
  }
  const std::lock_guard lock(mutex_);
  if (!end_) end_ = std::move(error);
  return std::nullopt;
}

void Stream::Pump() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      again_ = false;
      if (end_) break;
    }
    const auto message = Next();
    {
      const std::lock_guard lock(mutex_);
      if (end_) break;
      if (!message && again_) continue;
      busy_ = message.has_value();
      if (!message) return;
      sending_since_ = Clock::now();
      ++messages_;
    }
    return job_.exchange->Send(*message, [self = shared_from_this()](bool well) { self->Sent(well); });
  }
  Finish();
}

void Stream::Sent(bool well) {
  {
    const std::lock_guard lock(mutex_);
    sending_since_.reset();
    if (!well && !end_) end_ = Error(Code::kCancelled, "CANCELLED", "the caller has gone");
  }
  Pump();
}

void Stream::Finish() {
  const auto self = shared_from_this();
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  source_.reset();
  rpc::Finish(job_, {.origin = origin_, .error = &*end_, .messages = messages_});
  streams_.Remove(self);
}

Streams::Streams(const std::string& service, Stream::Clock::duration write_time)
    : service_(service), open_count_(OpenStreams(service)), write_time_(write_time) {}

bool Streams::Add(std::shared_ptr<Stream> stream) {
  const std::lock_guard lock(mutex_);
  open_.insert(std::move(stream));
  open_count_.Increment();
  if (!check_) check_ = StartChecks();
  return !stopped_;
}

std::unique_ptr<events::Background> Streams::StartChecks() {
  return std::make_unique<events::Background>("streams of " + service_, [this](auto& background) {
    const auto now = Stream::Clock::now();
    for (const auto& stream : All()) stream->Check(now, write_time_);
    background.Pause(kCheckPeriod);
  });
}

void Streams::Remove(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  open_.erase(stream);
  open_count_.Decrement();
  if (open_.empty()) emptied_.notify_all();
}

std::set<std::shared_ptr<Stream>> Streams::All() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

void Streams::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  for (const auto& stream : All()) stream->End(ShuttingDown());
}

void Streams::Close() {
  Stop();
  for (const auto& stream : All()) stream->Cut();
  std::unique_lock lock(mutex_);
  emptied_.wait(lock, [this] { return open_.empty(); });
}

}  // namespace waymark::rpc
