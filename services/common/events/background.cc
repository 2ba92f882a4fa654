#include "services/common/events/background.h"

#include "services/common/base/log.h"
#include "services/common/base/thread_name.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

constexpr auto kPauseAfterFailure = std::chrono::milliseconds(500);
constexpr auto kLogAgainAfter = std::chrono::minutes(1);

}  // namespace

Background::Background(std::string name, std::function<void(Background&)> step)
    : name_(std::move(name)), step_(std::move(step)), thread_([this] { Run(); }) {}

Background::~Background() {
  Stop();
  thread_.join();
}

void Background::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
}

bool Background::stopping() const {
  const std::lock_guard lock(mutex_);
  return stop_;
}

void Background::Pause(std::chrono::milliseconds duration) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, duration, [this] { return stop_; });
}

void Background::Run() {
  NameThread(name_);
  while (!stopping()) {
    try {
      step_(*this);
      Succeeded();
      continue;
    } catch (const Error& error) {
      const auto detail = error.metadata().find("redis");
      Failed(error.reason(), error.message(), detail == error.metadata().end() ? "" : detail->second);
    } catch (const std::exception& failure) {
      Failed("INTERNAL", failure.what(), "");
    }
    Pause(kPauseAfterFailure);
  }
}

void Background::Failed(const std::string& reason, const std::string& message, const std::string& detail) {
  const auto now = std::chrono::steady_clock::now();
  if (failure_ == reason + message && now - logged_ < kLogAgainAfter) return;
  failure_ = reason + message;
  logged_ = now;
  Log(LogLevel::kError, "background work fails and is tried again",
      {{"work", name_}, {"reason", reason}, {"error", message}, {"detail", detail}});
}

void Background::Succeeded() {
  if (failure_.empty()) return;
  failure_.clear();
  Log(LogLevel::kInfo, "background work goes on", {{"work", name_}});
}

}  // namespace waymark::events
