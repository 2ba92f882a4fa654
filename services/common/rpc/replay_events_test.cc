#include "services/common/rpc/replay_events.h"

#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/common/events/relay.h"
#include "services/common/status/error.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "waymark/replay/v1/replay.grpc.pb.h"

namespace waymark::rpc {
namespace {

using testing::Fails;
using waymark::replay::v1::ReplayEventsRequest;
using waymark::replay::v1::ReplayEventsResponse;
using waymark::replay::v1::ReplayService;

ServiceDefinition Definition() {
  ServiceDefinition definition;
  definition.name = "courses";
  definition.make_services = [](Runner&) { return std::vector{MakeReplayService()}; };
  return definition;
}

class ReplayEventsTest : public ::testing::Test {
 protected:
  // Has changes of one record numbered, as the relay does.
  void Number(int first_version, int count) {
    events::Record(service_.database().app(), "courses/1", first_version, count);
    const events::Relay relay({"courses", service_.database().app(), redis_.address()});
    EXPECT_TRUE(events::Eventually([&] { return Last() == first_version - 1 + count; }));
  }
  int64_t Last() { return admin_.Execute("SELECT last_seq FROM publication")[0].Int("last_seq"); }
  // The versions that the page behind a number tells of; the numbers are the same.
  std::vector<int64_t> VersionsAfter(int64_t sequence) {
    const events::PublishedPage page = published_->After(0, sequence);
    EXPECT_EQ(page.last, Last());
    std::vector<int64_t> versions;
    for (const auto& event : page.events) {
      versions.push_back(event.aggregate_version());
      EXPECT_EQ(event.sequence(), event.aggregate_version());
      EXPECT_EQ(event.course_changed().course_id(), "c");
    }
    return versions;
  }
  std::string RefusalOf(int partition, int64_t sequence) {
    try {
      published_->After(partition, sequence);
      return "";
    } catch (const Error& error) {
      return error.reason();
    }
  }

  testing::TestRedis redis_;
  testing::TestService service_{Definition()};
  db::Connection admin_{service_.database().admin()};
  const std::shared_ptr<events::Published> published_ = PublishedBy("courses", service_.address(), {});
};

TEST_F(ReplayEventsTest, GivesTheEventsBehindANumberInTheirOrder) {
  EXPECT_THAT(VersionsAfter(0), ::testing::IsEmpty());
  Number(1, 3);
  Number(4, 2);
  EXPECT_THAT(VersionsAfter(0), ::testing::ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(VersionsAfter(2), ::testing::ElementsAre(3, 4, 5));
  EXPECT_THAT(VersionsAfter(5), ::testing::IsEmpty());
}

TEST_F(ReplayEventsTest, GivesAPageAtATime) {
  Number(1, 2'500);
  const auto first = VersionsAfter(0);
  EXPECT_EQ(first.size(), 2'000u);
  EXPECT_EQ(first.back(), 2'000);
  const auto second = VersionsAfter(2'000);
  EXPECT_EQ(second.size(), 500u);
  EXPECT_EQ(second.back(), 2'500);
}

TEST_F(ReplayEventsTest, GivesNoMoreBytesThanTwoMegabytesButOneEventAlways) {
  Number(1, 4);
  waymark::events::v1::Event event;
  event.set_aggregate_version(1);
  event.mutable_course_changed()->set_course_id(std::string(900'000, 'c'));
  admin_.Execute("UPDATE change SET payload = '\\x" + Hex(event.SerializeAsString()) + "'");
  EXPECT_EQ(published_->After(0, 0).events.size(), 2u);
  event.mutable_course_changed()->set_course_id(std::string(5'000'000, 'c'));
  admin_.Execute("UPDATE change SET payload = '\\x" + Hex(event.SerializeAsString()) + "'");
  EXPECT_EQ(published_->After(0, 0).events.size(), 1u);
}

TEST_F(ReplayEventsTest, SaysHowFarItGoesAndWhetherMoreIsCommitted) {
  EXPECT_EQ(published_->End(0, "").last, 0);
  EXPECT_FALSE(published_->End(0, "").has_unnumbered);
  Number(1, 3);
  EXPECT_EQ(published_->End(0, "").last, 3);
  EXPECT_FALSE(published_->End(0, "").has_unnumbered);
  events::Record(service_.database().app(), "courses/1", 4, 2);
  EXPECT_EQ(published_->End(0, "").last, 3);
  EXPECT_TRUE(published_->End(0, "").has_unnumbered);
  EXPECT_TRUE(published_->End(0, "asp").has_unnumbered);
  EXPECT_FALSE(published_->End(0, "another").has_unnumbered);
  Number(6, 1);
  EXPECT_EQ(published_->End(0, "").last, 6);
  EXPECT_FALSE(published_->End(0, "").has_unnumbered);
  EXPECT_THROW(published_->End(1, ""), Error);
}

TEST_F(ReplayEventsTest, RefusesWhoShowsACaller) {
  grpc::ClientContext context;
  ReplayEventsResponse reply;
  EXPECT_THAT(service_.Stub<ReplayService>()->ReplayEvents(&context, ReplayEventsRequest(), &reply),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ReplayEventsTest, SaysWhatItDoesNotHave) {
  Number(1, 3);
  Number(4, 2);
  EXPECT_EQ(RefusalOf(1, 0), "FIELD_INVALID");
  EXPECT_EQ(RefusalOf(0, -1), "FIELD_INVALID");
  admin_.Execute("DELETE FROM numbering WHERE first_seq = 1; DELETE FROM change WHERE aggregate_version < 4");
  EXPECT_EQ(RefusalOf(0, 2), "EVENTS_REMOVED");
  EXPECT_THAT(VersionsAfter(3), ::testing::ElementsAre(4, 5));
}

}  // namespace
}  // namespace waymark::rpc
