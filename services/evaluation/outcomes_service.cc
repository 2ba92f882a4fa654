#include <algorithm>
#include <atomic>
#include <charconv>

#include "services/common/events/without_record.h"
#include "services/common/rpc/page.h"
#include "services/common/status/error.h"
#include "services/evaluation/services.h"
#include "waymark/evaluation/v1/outcomes.grpc.pb.h"

namespace waymark::evaluation {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How long one look at the streams lasts: between two the call learns that it
// should not wait any longer.
constexpr auto kLook = milliseconds(500);
// What is left of the caller's time for the answer.
constexpr auto kReserve = milliseconds(500);

std::vector<std::string> TypesOf(const v1::ListOutcomesRequest& request) {
  if (request.types().empty()) return {"participant.graduated", "credential.*", "career.*"};
  std::vector<std::string> types(request.types().begin(), request.types().end());
  for (size_t i = 0; i < types.size(); ++i) {
    const size_t dot = types[i].find('.');
    if (dot == 0 || dot == std::string::npos || dot + 1 == types[i].size()) {
      throw InvalidField("types[" + std::to_string(i) + "]",
                         "must be a type of event, as participant.graduated, or a group, as career.*");
    }
  }
  return types;
}

// All of the request that must stay the same from page to page.
std::string QueryOf(v1::ListOutcomesRequest request) {
  request.clear_page_size();
  request.clear_page_token();
  request.clear_wait_seconds();
  return request.SerializeAsString();
}

// A cursor as keys of a page token: `courses`, `17`, `progression`, `4`.
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

// The calls that wait hold a worker each: only so many may.
class Waiting {
 public:
  Waiting(std::atomic<int>& count, int limit) : count_(count), allowed_(count++ < limit) {}
  ~Waiting() { --count_; }
  bool allowed() const { return allowed_; }

 private:
  std::atomic<int>& count_;
  const bool allowed_;
};

class Outcomes {
 public:
  Outcomes(const rpc::Runner& runner, SharedFeed feed) : runner_(runner), feed_(std::move(feed)) {}

  void List(const rpc::Call& call, const v1::ListOutcomesRequest& request, v1::ListOutcomesResponse& reply) {
    const std::string query = QueryOf(request);
    const int size =
        request.page_size() == 0 ? rpc::kDefaultPageSize : std::min(request.page_size(), rpc::kMaxPageSize);
    events::FeedPage read =
        Read(call, TypesOf(request), CursorOf(call.tokens().PageKeys(query, request.page_token())),
             static_cast<size_t>(size), std::chrono::seconds(request.wait_seconds()));
    reply.mutable_events()->Reserve(static_cast<int>(read.events.size()));
    for (auto& event : read.events) *reply.add_events() = events::WithoutRecord(std::move(event));
    reply.set_next_page_token(call.tokens().PageToken(query, KeysOf(read.next)));
  }

 private:
  // The next events. Passes over events of others as far as the deadline lets it,
  // so that an empty page means that there is none.
  events::FeedPage Read(const rpc::Call& call, const std::vector<std::string>& types, events::FeedCursor from,
                        size_t limit, std::chrono::seconds wait) {
    const auto start = steady_clock::now();
    const auto latest = call.scope().deadline - kReserve;
    const Waiting waiting(waiting_, wait.count() > 0 ? std::max(runner_.options().workers / 2, 1) : 0);
    const auto until = std::min(waiting.allowed() ? start + wait : start, latest);
    for (;;) {
      const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
      events::FeedPage page = feed_->Read(call.organization(), types, std::move(from), limit,
                                          std::clamp(left, milliseconds(0), kLook));
      const auto now = steady_clock::now();
      const bool enough = page.at_end && (now >= until || runner_.stopping());
      if (!page.events.empty() || enough || now >= latest) return page;
      from = std::move(page.next);
    }
  }

  const rpc::Runner& runner_;
  const SharedFeed feed_;
  std::atomic<int> waiting_ = 0;
};

}  // namespace

rpc::Service MakeOutcomesService(const rpc::Runner& runner, SharedFeed feed) {
  const auto outcomes = std::make_shared<Outcomes>(runner, std::move(feed));
  return {v1::OutcomesService::service_full_name(),
          {{"ListOutcomes",
            [outcomes](rpc::Call& call, const v1::ListOutcomesRequest& request,
                       v1::ListOutcomesResponse& reply) { outcomes->List(call, request, reply); }}}};
}

}  // namespace waymark::evaluation
