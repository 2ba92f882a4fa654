#include "services/common/events/retention.h"

#include "services/common/events/sql.h"

namespace waymark::events {
namespace {

constexpr int kBatch = 1'000;
constexpr auto kBreath = std::chrono::milliseconds(50);  // between two batches
constexpr auto kLook = std::chrono::minutes(1);          // when there is nothing to delete

}  // namespace

RequestRetention::RequestRetention(const std::string& service, const std::string& database,
                                   const Clock& clock)
    : clock_(clock),
      connection_(database),
      thread_("retention of requests of " + service, [this](Background& thread) { Step(thread); }) {}

void RequestRetention::Step(Background& thread) {
  const auto deleted =
      connection_.Write(db::Scope{"*"}, sql::kDeleteOldRequests,
                        db::Params().Set("before", clock_.Now() - kRequestRetention).Set("limit", kBatch));
  thread.Pause(deleted.size() == kBatch ? kBreath : kLook);
}

}  // namespace waymark::events
