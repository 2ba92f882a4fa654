#include "services/progression/careers_fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using namespace waymark::vocabulary::v1;

class CareerBatchServiceTest : public CareersFixture {};

TEST_F(CareerBatchServiceTest, ABatchIsOrderedByDayAndThenAsGiven) {
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(
      RecordAll(Batch({NewEvent("ana", "2005-01-01", "sergeant"), NewEvent("bora", "2003-01-01", "sergeant"),
                       NewEvent("ana", "2001-01-01", "officer"), NewEvent("bora", "2003-01-01", "officer")}),
                &reply),
      IsOk());
  ASSERT_EQ(reply.career_events_size(), 4);
  EXPECT_EQ(reply.career_events(0).type(), CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_EQ(reply.career_events(1).type(), CAREER_EVENT_TYPE_HIRE);
  EXPECT_EQ(reply.career_events(2).type(), CAREER_EVENT_TYPE_HIRE);
  EXPECT_EQ(reply.career_events(3).type(), CAREER_EVENT_TYPE_DEMOTION);
  EXPECT_EQ(reply.created_count(), 4);
  EXPECT_EQ(reply.corrected_count(), 0);
  EXPECT_EQ(Standing("bora", "2003-01-01").rung(), Name("rungs/~officer"));
}

TEST_F(CareerBatchServiceTest, ABatchImportedAgainChangesNothing) {
  auto batch = Batch({NewEvent("ana", "2005-01-01", "sergeant"), NewEvent("bora", "2005-01-01", "officer"),
                      NewEvent("ana", "2005-01-01", "sergeant")});
  batch.set_allow_existing(true);
  v1::BatchCreateCareerEventsResponse first, again;
  ASSERT_THAT(RecordAll(batch, &first), IsOk());
  EXPECT_EQ(first.created_count(), 2);
  EXPECT_EQ(first.existing_count(), 1);
  EXPECT_THAT(first.career_events(2), EqualsProto(first.career_events(0)));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));  // now the sergeant's event is superseded
  const auto outcomes = CareerOutcomes();
  ASSERT_THAT(RecordAll(batch, &again), IsOk());
  EXPECT_EQ(again.created_count(), 0);
  EXPECT_EQ(again.existing_count(), 3);
  EXPECT_EQ(again.career_events(0).name(), first.career_events(0).name());
  EXPECT_EQ(CareerOutcomes(), outcomes);
}

TEST_F(CareerBatchServiceTest, ARequestAskedTwiceAnswersTheSame) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_request_id("once");
  v1::BatchCreateCareerEventsResponse first, second;
  ASSERT_THAT(RecordAll(batch, &first), IsOk());
  ASSERT_THAT(RecordAll(batch, &second), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_THAT(CareerOutcomes(), ElementsAre("career.hired"));
}

TEST_F(CareerBatchServiceTest, APartialBatchDerivesFromTheGoodOnesOnly) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "none"), NewEvent("ana", "2002-01-01", "sergeant"),
                      NewEvent("ana", "no day", "captain"), NewEvent("nobody", "2001-01-01", "captain")});
  batch.set_return_partial_success(true);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  ASSERT_EQ(reply.career_events_size(), 1);
  EXPECT_EQ(reply.career_events(0).type(), CAREER_EVENT_TYPE_HIRE);
  ASSERT_EQ(reply.failed_requests().size(), 3u);
  EXPECT_EQ(reply.failed_requests().at(0).code(), static_cast<int>(Code::kNotFound));
  EXPECT_EQ(reply.failed_requests().at(2).code(), static_cast<int>(Code::kInvalidArgument));
  EXPECT_EQ(reply.failed_requests().at(3).code(), static_cast<int>(Code::kNotFound));
}

TEST_F(CareerBatchServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateCareerEventsResponse reply;
  const auto status = RecordAll(
      Batch({NewEvent("ana", "2001-01-01", "officer"), NewEvent("bora", "2001-01-01", "none")}), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("requests[1].career_event.rung"));
  EXPECT_THAT(Career("ana"), IsEmpty());
}

TEST_F(CareerBatchServiceTest, AValidationKeepsNothing) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_validate_only(true);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_THAT(Career("ana"), IsEmpty());
  EXPECT_THAT(CareerOutcomes(), IsEmpty());
}

TEST_F(CareerBatchServiceTest, AnImportCanDoWithoutTheRecords) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_omit_records(true);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.career_events_size(), 0);
}

}  // namespace
}  // namespace waymark::progression
