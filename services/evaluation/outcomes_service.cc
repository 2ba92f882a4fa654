#include <algorithm>
#include <atomic>
#include <thread>

#include "services/common/events/backward_feed.h"
#include "services/common/events/redis.h"
#include "services/common/events/without_record.h"
#include "services/common/rpc/page.h"
#include "services/common/status/error.h"
#include "services/evaluation/outcome_message.h"
#include "services/evaluation/services.h"
#include "services/evaluation/stream_positions.h"
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
// How often it is asked whether evaluation's copy is as far as an event.
constexpr auto kApplyPause = milliseconds(50);
// How long a page of the latest may take to pass over events of others.
constexpr auto kBackBudget = milliseconds(2'000);
// The resume token of who wants all from the first event on.
constexpr char kFirst[] = "0";

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

// Evaluation's own copy, by the call's connection.
ReadIn ReadBy(rpc::Call& call) {
  return [&call](const db::Query& query, db::Params params) { return call.Read(query, std::move(params)); };
}

size_t SizeOf(int page_size) {
  return static_cast<size_t>(page_size == 0 ? rpc::kDefaultPageSize : std::min(page_size, rpc::kMaxPageSize));
}

template <typename Reply>
void AddTo(Reply& reply, std::vector<waymark::events::v1::Event> events) {
  for (auto& event : events) *reply.add_events() = events::WithoutRecord(std::move(event));
}

class Outcomes {
 public:
  Outcomes(const rpc::Runner& runner, SharedFeed feed, const HubOptions& options)
      : runner_(runner), feed_(feed), hub_(feed, runner.options().database, options) {}

  void List(rpc::Call& call, const v1::ListOutcomesRequest& request, v1::ListOutcomesResponse& reply) {
    const std::string query = QueryOf(request);
    const auto applied = events::OnlyOf(AppliedUpTo(ReadBy(call)), feed_->PartitionFor(call.organization()));
    events::FeedPage read =
        Read(call, FilterOf(call, request), CursorOf(call.tokens().PageKeys(query, request.page_token())),
             SizeOf(request.page_size()), std::chrono::seconds(request.wait_seconds()));
    // Streams that end before what was applied of them have been lost, and are being filled again.
    const bool lacking = read.at_end && !read.held_back && !IsAsFarAs(read.next, applied);
    if (lacking && read.events.empty()) throw Unavailable("the stream server");
    reply.set_at_end(read.at_end && !lacking && !read.held_back &&
                     IsAllRead(*feed_, call.organization(), read.next));
    AddTo(reply, std::move(read.events));
    reply.set_next_page_token(call.tokens().PageToken(query, KeysOf(read.next)));
  }

  void ListLatest(rpc::Call& call, const v1::ListLatestOutcomesRequest& request,
                  v1::ListLatestOutcomesResponse& reply) {
    const auto list = ListRequestOf(request);
    // Tokens of pages that go back and of streams that go on are bound to different texts, so that
    // neither is taken for the other.
    const std::string query = QueryOf(list), back = "latest " + query;
    const OutcomeFilter filter = FilterOf(call, list);
    const bool first = request.page_token().empty();
    const events::FeedCursor from =
        first ? LastPlace(call, filter) : CursorOf(call.tokens().PageKeys(back, request.page_token()));
    if (first) reply.set_resume_token(call.tokens().PageToken(query, KeysOf(from)));
    events::BackwardFeed feed(*feed_, filter.organization, filter.types, from);
    const auto until = std::min(call.scope().deadline - kReserve, steady_clock::now() + kBackBudget);
    const size_t size = SizeOf(request.page_size());
    for (bool more = true; more;) {
      events::FeedPage page = feed.Next(size - static_cast<size_t>(reply.events_size()), until);
      if (filter.by_place()) Narrow(page, filter, PlacesOf(ReadBy(call), page.events));
      AddTo(reply, std::move(page.events));
      more = !page.at_end && static_cast<size_t>(reply.events_size()) < size && steady_clock::now() < until;
      if (!more && !page.at_end) {
        reply.set_next_page_token(call.tokens().PageToken(back, KeysOf(page.next)));
      }
    }
  }

  std::shared_ptr<rpc::Source> Watch(rpc::Call& call, const v1::WatchOutcomesRequest& request,
                                     rpc::Waker waker) {
    const auto list = ListRequestOf(request);
    const std::string query = QueryOf(list);
    OutcomeFilter filter = FilterOf(call, list);
    events::FeedCursor from = From(call, request.resume_token(), query);
    return hub_.Subscribe(call.tokens(),
                          {.filter = std::move(filter),
                           .account = call.origin().actor,
                           .query = query,
                           .from = std::move(from),
                           .partition = feed_->PartitionFor(call.organization())},
                          std::move(waker));
  }

 private:
  // Where a stream begins: with every source of the organization, or it would be no place of a
  // token.
  events::FeedCursor From(rpc::Call& call, const std::string& token, const std::string& query) {
    const int partition = feed_->PartitionFor(call.organization());
    if (token == kFirst) {
      events::FeedCursor first;
      for (const auto& service : Producers()) first[events::SourceName(service, partition)] = 0;
      return first;
    }
    if (!token.empty()) return CursorOf(call.tokens().PageKeys(query, token, "resume_token"));
    return FarthestOf(feed_->Ends(call.organization()), events::OnlyOf(AppliedUpTo(ReadBy(call)), partition));
  }

  // What the latest are read back from, and the feed goes on after. Streams that end before
  // what was applied of them are being filled again, and what they lack is no news.
  events::FeedCursor LastPlace(rpc::Call& call, const OutcomeFilter& filter) const {
    const auto applied = AppliedUpTo(ReadBy(call));
    events::FeedCursor ends = feed_->Ends(filter.organization);
    if (!IsAsFarAs(ends, events::OnlyOf(applied, feed_->PartitionFor(filter.organization)))) {
      throw Unavailable("the stream server");
    }
    if (!filter.by_place()) return ends;
    for (auto& [source, sequence] : ends) {
      const auto found = applied.find(source);
      sequence = found == applied.end() ? 0 : std::min(sequence, found->second);
    }
    return ends;
  }

  // The next events. Passes over events of others as far as the deadline lets it.
  events::FeedPage Read(rpc::Call& call, const OutcomeFilter& filter, events::FeedCursor from, size_t limit,
                        std::chrono::seconds wait) {
    const auto start = steady_clock::now();
    const auto latest = call.scope().deadline - kReserve;
    const Waiting waiting(waiting_, wait.count() > 0 ? std::max(runner_.options().workers / 2, 1) : 0);
    const auto until = std::min(waiting.allowed() ? start + wait : start, latest);
    for (;;) {
      const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
      const auto look = std::clamp(left, milliseconds(0), kLook);
      events::FeedPage page =
          filter.by_place() ? ReadPlaced(call, filter, std::move(from), limit, look)
                            : feed_->Read(filter.organization, filter.types, std::move(from), limit, look);
      const auto now = steady_clock::now();
      const bool enough = page.at_end && (now >= until || runner_.stopping());
      if (!page.events.empty() || enough || now >= latest) return page;
      from = std::move(page.next);
    }
  }

  // As far as evaluation's copy is: what is behind it is as if it were not there yet.
  events::FeedPage ReadPlaced(rpc::Call& call, const OutcomeFilter& filter, events::FeedCursor from,
                              size_t limit, milliseconds look) const {
    const auto applied = AppliedUpTo(ReadBy(call));
    events::FeedPage page =
        feed_->Read(filter.organization, filter.types, std::move(from), limit, milliseconds(0), &applied);
    Narrow(page, filter, PlacesOf(ReadBy(call), page.events));
    if (page.at_end && page.events.empty()) std::this_thread::sleep_for(std::min(look, kApplyPause));
    return page;
  }

  const rpc::Runner& runner_;
  const SharedFeed feed_;
  OutcomeHub hub_;
  std::atomic<int> waiting_ = 0;
};

}  // namespace

rpc::Service MakeOutcomesService(const rpc::Runner& runner, SharedFeed feed, const HubOptions& options) {
  const auto outcomes = std::make_shared<Outcomes>(runner, std::move(feed), options);
  return {
      v1::OutcomesService::service_full_name(),
      {{"ListOutcomes",
        [outcomes](rpc::Call& call, const v1::ListOutcomesRequest& request, v1::ListOutcomesResponse& reply) {
          outcomes->List(call, request, reply);
        }},
       {"ListLatestOutcomes",
        [outcomes](rpc::Call& call, const v1::ListLatestOutcomesRequest& request,
                   v1::ListLatestOutcomesResponse& reply) { outcomes->ListLatest(call, request, reply); }},
       rpc::Handler::Streaming<v1::WatchOutcomesResponse>(
           "WatchOutcomes",
           [outcomes](rpc::Call& call, const v1::WatchOutcomesRequest& request, rpc::Waker waker) {
             return outcomes->Watch(call, request, std::move(waker));
           })}};
}

}  // namespace waymark::evaluation
