#include "services/common/events/consumer.h"
#include "services/common/events/event_test_support.h"
#include "services/webhooks/fixture.h"

namespace waymark::webhooks {
namespace {

class OutcomesConsumerTest : public WebhooksFixture {
 protected:
  std::unique_ptr<events::Consumer> Consume(const std::string& producer) {
    return std::make_unique<events::Consumer>(
        events::ConsumerOptions{"webhooks", producer, service_.database().app(), redis_.address()},
        MakeOutcomesHandler());
  }

  // The event as the next of its producer's stream.
  events::StreamEntry Next(waymark::events::v1::Event event) {
    event.set_sequence(++published_[event.source()]);
    return {event.sequence(), event.SerializeAsString()};
  }

  bool Applied(const std::string& producer, int64_t sequence) {
    return events::Eventually([&] {
      return Count("position WHERE producer = '" + producer +
                   "' AND sequence = " + std::to_string(sequence)) == 1;
    });
  }

  testing::TestRedis redis_;

 private:
  std::map<std::string, int64_t> published_;
};

TEST_F(OutcomesConsumerTest, WhatLeavesOfBothStreamsIsQueuedOnce) {
  Make(NewWebhook("https://hooks.example/"));
  const std::vector<events::StreamEntry> of_courses = {
      Next(EventOf("ana", "enrolment.state_changed", "courses")),
      Next(EventOf("ana", "attendance.recorded", "courses")),
      Next(EventOf("ana", "participant.graduated", "courses"))};
  const std::vector<events::StreamEntry> of_progression = {Next(EventOf("ana")), Next(EventOf("bora"))};
  const auto courses = Consume("courses"), progression = Consume("progression");
  events::AppendAll(redis_.address(), "courses", of_courses);
  events::AppendAll(redis_.address(), "progression", of_progression);
  EXPECT_TRUE(Applied("courses", 3));
  EXPECT_TRUE(Applied("progression", 2));
  EXPECT_EQ(Count("outcome"), 4);
  EXPECT_EQ(Count("delivery WHERE state = 1"), 3);
  EXPECT_EQ(Count("lane WHERE waiting = 2"), 1);
}

TEST_F(OutcomesConsumerTest, AWebhookGetsWhatHappensFromThenOnWhateverWasPassedOver) {
  const auto consumer = Consume("progression");
  events::AppendAll(redis_.address(), "progression", {Next(EventOf("ana"))});
  EXPECT_TRUE(Applied("progression", 1));
  EXPECT_EQ(Count("inbox"), 0);
  Make(NewWebhook("https://hooks.example/"));
  events::AppendAll(redis_.address(), "progression", {Next(EventOf("ana"))});
  EXPECT_TRUE(Applied("progression", 2));
  EXPECT_EQ(Count("delivery"), 1);
}

TEST_F(OutcomesConsumerTest, AStreamThatIsFilledAgainQueuesNothingTwice) {
  Make(NewWebhook("https://hooks.example/"));
  const std::vector<events::StreamEntry> entries = {Next(EventOf("ana")), Next(EventOf("bora"))};
  events::AppendAll(redis_.address(), "progression", entries);
  {
    const auto consumer = Consume("progression");
    EXPECT_TRUE(Applied("progression", 2));
  }
  Execute("UPDATE position SET sequence = 0");
  const auto again = Consume("progression");
  EXPECT_TRUE(Applied("progression", 2));
  EXPECT_EQ(Count("delivery"), 2);
}

TEST_F(OutcomesConsumerTest, OrganizationsGetTheirOwn) {
  Make(NewWebhook("https://hooks.example/"));
  auto event = EventOf("ana");
  event.set_organization_id("other");
  const auto consumer = Consume("progression");
  events::AppendAll(redis_.address(), "progression", {Next(event)});
  EXPECT_TRUE(Applied("progression", 1));
  EXPECT_EQ(Count("outcome"), 0);
}

}  // namespace
}  // namespace waymark::webhooks
