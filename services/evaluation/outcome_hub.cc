#include "services/evaluation/outcome_hub.h"

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::evaluation {
namespace {

using std::chrono::milliseconds;

// How long one look at the streams lasts: between two the subscribers are woken.
constexpr milliseconds kLook{500};
// While an event waits for evaluation's copy, and while nobody watches.
constexpr milliseconds kSoon{50}, kIdle{200};
constexpr size_t kBatch = 1'000;
constexpr int kPageReaders = 2;
constexpr size_t kPage = 500;

// Statements in the scope of one organization, by a connection.
ReadIn ReadBy(db::Connection& connection, const std::string& organization) {
  return [&connection, organization](const db::Query& query, db::Params params) {
    params.Set("organization_id", organization);
    return connection.Read(db::Scope{organization}, query, params);
  };
}

int CountOf(const std::map<std::string, int>& counts, const std::string& whose) {
  const auto found = counts.find(whose);
  return found == counts.end() ? 0 : found->second;
}

Error TooManySubscribers(const std::string& whose) {
  return Error(Code::kResourceExhausted, "TOO_MANY_SUBSCRIBERS",
               "as many subscribers " + whose + " are connected as may be; end one, or try again later");
}

}  // namespace

void DeclareLimits(Config& config, HubOptions& options) {
  config
      .Number("WAYMARK_MAX_SUBSCRIBERS", "Subscribers to outcomes that may be connected at once",
              &options.max_subscribers, options.max_subscribers, 0, 100'000)
      .Number("WAYMARK_MAX_ORGANIZATION_SUBSCRIBERS", "Those of one organization",
              &options.max_of_organization, options.max_of_organization, 0, 100'000)
      .Number("WAYMARK_MAX_ACCOUNT_SUBSCRIBERS", "Those of one account", &options.max_of_account,
              options.max_of_account, 0, 100'000);
}

OutcomeHub::OutcomeHub(std::shared_ptr<const events::Feed> feed, std::string database, HubOptions options)
    : feed_(std::move(feed)),
      options_(options),
      log_(options.log_capacity),
      behind_(static_cast<size_t>(std::max(options.max_subscribers, 1))),
      connection_(database) {
  for (int i = 0; i < kPageReaders; ++i) {
    const std::shared_ptr<PageReader> reader(
        new PageReader{db::Connection(database), events::RedisStreams(feed_->redis())});
    readers_.push_back(std::make_unique<events::Background>("pages of outcomes",
                                                            [this, reader](auto&) { ReadPages(*reader); }));
  }
  follower_ = std::make_unique<events::Background>("outcomes", [this](auto& thread) { Follow(thread); });
}

OutcomeHub::~OutcomeHub() {
  follower_.reset();
  behind_.Close();
}

std::shared_ptr<Subscriber> OutcomeHub::Subscribe(const rpc::Tokens& tokens, Subscriber::Options options,
                                                  rpc::Waker waker) {
  const std::lock_guard lock(mutex_);
  const std::string organization = options.filter.organization, account = options.account;
  if (static_cast<int>(subscribers_.size()) >= options_.max_subscribers) throw TooManySubscribers("in all");
  if (CountOf(of_organization_, organization) >= options_.max_of_organization) {
    throw TooManySubscribers("of the organization");
  }
  if (CountOf(of_account_, account) >= options_.max_of_account) throw TooManySubscribers("of the account");
  const bool by_place = options.filter.by_place();
  auto subscriber = std::make_shared<Subscriber>(*this, tokens, std::move(options));
  subscribers_[subscriber.get()] = {std::move(waker), organization, account, by_place};
  ++of_organization_[organization];
  ++of_account_[account];
  return subscriber;
}

void OutcomeHub::Leave(const Subscriber& subscriber) {
  const std::lock_guard lock(mutex_);
  const auto found = subscribers_.find(&subscriber);
  if (--of_organization_[found->second.organization] == 0) of_organization_.erase(found->second.organization);
  if (--of_account_[found->second.account] == 0) of_account_.erase(found->second.account);
  subscribers_.erase(found);
}

bool OutcomeHub::AskForPage(std::shared_ptr<Subscriber> subscriber) {
  return behind_.TryPush(std::move(subscriber));
}

bool OutcomeHub::CloseIfUnwatched() {
  const std::lock_guard lock(mutex_);
  if (!subscribers_.empty()) return false;
  log_.Close();
  following_ = false;
  return true;
}

std::set<std::string> OutcomeHub::OrganizationsByPlace() const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> organizations;
  for (const auto& [subscriber, place] : subscribers_) {
    if (place.by_place) organizations.insert(place.organization);
  }
  return organizations;
}

void OutcomeHub::WakeAll() const {
  std::vector<rpc::Waker> wakers;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [subscriber, place] : subscribers_) wakers.push_back(place.waker);
  }
  for (const auto& wake : wakers) wake();
}

void OutcomeHub::Follow(events::Background& thread) {
  if (CloseIfUnwatched()) return thread.Pause(kIdle);
  // Woken in any case: while the streams cannot be read, heartbeats go on.
  struct AtEnd {
    const OutcomeHub& hub;
    ~AtEnd() { hub.WakeAll(); }
  } const at_end{*this};
  // From an empty stream all would be read that ever happened.
  if (!following_) log_.Open(FarthestOf(feed_->Ends("*"), AppliedUpTo(ReadBy(connection_, "*"))));
  following_ = true;
  const auto page = feed_->Read("*", {}, log_.end(), kBatch, unplaced_ ? kSoon : kLook);
  log_.Append(page);
  unplaced_ = PlaceEvents();
}

bool OutcomeHub::PlaceEvents() {
  const auto organizations = OrganizationsByPlace();
  if (organizations.empty()) return false;
  const auto applied = AppliedUpTo(ReadBy(connection_, "*"));
  for (const auto& organization : organizations) {
    const auto unplaced = log_.FindUnplaced(organization, applied, kBatch);
    log_.Place(unplaced, PlacesOf(ReadBy(connection_, organization), unplaced.events));
  }
  return !IsAsFarAs(applied, log_.end());
}

void OutcomeHub::ReadPages(PageReader& reader) {
  const auto subscriber = behind_.Pop();
  if (!subscriber) return;
  std::optional<events::FeedPage> page;
  try {
    page = PageFor(**subscriber, reader);
  } catch (...) {
    (*subscriber)->TakePage(std::nullopt);
    throw;
  }
  const bool found = page.has_value();
  (*subscriber)->TakePage(std::move(page));
  // Without one it would ask again at once: it does when all are woken.
  if (found) WakerOf (**subscriber)();
}

std::optional<events::FeedPage> OutcomeHub::PageFor(const Subscriber& subscriber, PageReader& reader) const {
  const OutcomeFilter& filter = subscriber.options().filter;
  const auto from = subscriber.passed();
  const auto read = [&](const events::FeedCursor* up_to) {
    return feed_->Read(filter.organization, filter.types, from, kPage, milliseconds(0), up_to, &reader.redis);
  };
  events::FeedPage page;
  if (filter.by_place()) {
    const auto applied = AppliedUpTo(ReadBy(reader.database, "*"));
    page = read(&applied);
    Narrow(page, filter, PlacesOf(ReadBy(reader.database, filter.organization), page.events));
  } else {
    page = read(nullptr);
  }
  // A service does not give what Redis lacks, or evaluation's copy is not further.
  if (page.at_end && page.next == from) return std::nullopt;
  return page;
}

rpc::Waker OutcomeHub::WakerOf(const Subscriber& subscriber) const {
  const std::lock_guard lock(mutex_);
  return subscribers_.at(&subscriber).waker;
}

}  // namespace waymark::evaluation
