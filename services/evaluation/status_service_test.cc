#include "services/common/events/event_test_support.h"
#include "services/evaluation/fixture.h"

namespace waymark::evaluation {
namespace {

class StatusServiceTest : public EvaluationFixture {
 protected:
  explicit StatusServiceTest(
      std::shared_ptr<events::OwnEvents> courses = std::make_shared<events::OwnEvents>())
      : EvaluationFixture({}, {{"courses", courses}}), courses_(std::move(courses)) {}

  // The service has so many events; Redis the first of them, which are applied.
  void Publish(int published, int in_redis) {
    for (int i = 1; i <= published; ++i)
      courses_->entries.push_back(events::EntryOf(i, "course.changed", "courses/" + std::to_string(i)));
    events::AppendAll(redis_.address(), "courses",
                      {courses_->entries.begin(), courses_->entries.begin() + in_redis});
    db::Connection admin(service_.database().admin());
    admin.Execute("INSERT INTO position VALUES ('evaluation', 'courses', 0, " + std::to_string(in_redis) +
                  ")");
  }
  v1::StreamPosition Courses() { return Status().positions(1); }

  const std::shared_ptr<events::OwnEvents> courses_;
};

TEST_F(StatusServiceTest, TheServiceSaysHowFarAStreamGoesThatRedisHasYetToBeFilledWith) {
  Publish(3, 2);
  EXPECT_EQ(Courses().last_sequence(), 3);
  EXPECT_EQ(Courses().lag(), 1);
  EXPECT_FALSE(Status().caught_up());
  courses_->entries.pop_back();
  EXPECT_EQ(Courses().lag(), 0);
  EXPECT_TRUE(Status().caught_up());
}

TEST_F(StatusServiceTest, WhatIsCommittedAndNotPublishedYetIsNotCounted) {
  Publish(2, 2);
  courses_->has_unnumbered = true;
  EXPECT_EQ(Courses().lag(), 0);
  EXPECT_FALSE(Status().caught_up());
  courses_->has_unnumbered = false;
  EXPECT_TRUE(Status().caught_up());
}

TEST_F(StatusServiceTest, OfAServiceThatDoesNotAnswerNobodyKnowsWhetherAllIsCounted) {
  Publish(2, 2);
  courses_->down = true;
  EXPECT_EQ(Courses().lag(), 0) << "as Redis says";
  EXPECT_FALSE(Status().caught_up());
}

TEST_F(StatusServiceTest, OneThatEndsBeforeWhatIsAppliedHasNoLag) {
  Publish(2, 2);
  courses_->entries.clear();
  EXPECT_FALSE(Courses().has_last_sequence());
  EXPECT_FALSE(Courses().has_lag());
  EXPECT_FALSE(Status().caught_up());
}

}  // namespace
}  // namespace waymark::evaluation
