// The career of a person who was recorded twice: Bora is Ana.
#include "services/common/rpc/names.h"
#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using namespace waymark::vocabulary::v1;
using Stub = v1::CareersService::Stub;

class MergedServiceTest : public ProgressionFixture {
 protected:
  std::string IdOf(const std::string& person) const {
    return std::string(rpc::LastPart(Name("participants/~" + person)));
  }
  void Merge() { service_.Merge(IdOf("bora"), IdOf("ana")); }
  void Unmerge() { service_.Merge(IdOf("bora"), ""); }

  // Who stands on which rung, `ana sergeant`.
  std::vector<std::string> Standings(const std::string& day) {
    v1::ListStandingsRequest request;
    request.set_parent(kParent);
    request.set_as_of(day);
    v1::ListStandingsResponse page;
    EXPECT_THAT(Call(careers_, &Stub::ListStandings, request, &page), IsOk());
    std::vector<std::string> out;
    for (const auto& standing : page.standings())
      out.push_back(NameOf(standing.participant(), "participants", {"ana", "bora", "cen"}) + " " +
                    NameOf(standing.rung(), "rungs", {"officer", "sergeant", "lieutenant", "captain"}));
    return out;
  }
  std::string NameOf(const std::string& name, const std::string& collection,
                     const std::vector<std::string>& external_ids) const {
    for (const auto& external_id : external_ids)
      if (Name(collection + "/~" + external_id) == name) return external_id;
    return "?";
  }
  int EventsOf(const std::string& person) {
    v1::ListCareerEventsRequest request;
    request.set_parent(kParent);
    request.set_filter("participant = \"" + Name("participants/~" + person) + "\"");
    v1::ListCareerEventsResponse page;
    EXPECT_THAT(Call(careers_, &Stub::ListCareerEvents, request, &page), IsOk());
    return page.career_events_size();
  }
};

TEST_F(MergedServiceTest, APersonStandsOnceByTheEventsOfBothRecords) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(NewEvent("bora", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("cen", "2001-01-01", "officer"));
  Merge();
  EXPECT_THAT(Standings("2004-12-31"), UnorderedElementsAre("ana officer", "cen officer"));
  EXPECT_THAT(Standings("2005-01-01"), UnorderedElementsAre("ana sergeant", "cen officer"));
  for (const std::string record : {"ana", "bora"}) {
    EXPECT_EQ(Standing(record, "2005-01-01").rung(), Name("rungs/~sergeant"));
    EXPECT_EQ(Standing(record, "2005-01-01").participant(), Name("participants/~ana"));
    EXPECT_EQ(EventsOf(record), 2);
  }
}

TEST_F(MergedServiceTest, TakenBackTheyAreTwoAgain) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(NewEvent("bora", "2005-01-01", "sergeant"));
  Merge();
  Unmerge();
  EXPECT_THAT(Standings("2005-01-01"), UnorderedElementsAre("ana officer", "bora sergeant"));
  EXPECT_EQ(EventsOf("ana"), 1);
}

TEST_F(MergedServiceTest, APersonStandsByTheOtherRecordAlone) {
  MustRecord(NewEvent("bora", "2005-01-01", "sergeant"));
  Merge();
  EXPECT_THAT(Standings("2005-01-01"), ElementsAre("ana sergeant"));
  Unmerge();
  EXPECT_THAT(Standings("2005-01-01"), ElementsAre("bora sergeant"));
}

TEST_F(MergedServiceTest, APersonHoldsThePostOfTheOtherRecord) {
  MakePost(NewPost("chief"));
  auto appointment = NewEvent("bora", "2005-01-01");
  appointment.mutable_career_event()->set_post(Ref("posts/~chief"));
  MustRecord(appointment);
  Merge();
  v1::ListStandingsRequest request;
  request.set_parent(kParent);
  request.set_as_of("2005-01-01");
  request.set_filter("post = organizations/asp/posts/~chief");
  v1::ListStandingsResponse page;
  ASSERT_THAT(Call(careers_, &Stub::ListStandings, request, &page), IsOk());
  ASSERT_EQ(page.standings_size(), 1);
  EXPECT_EQ(page.standings(0).participant(), Name("participants/~ana"));
}

TEST_F(MergedServiceTest, WhatIsRecordedAfterwardsForEitherIsThePersons) {
  Merge();
  MustRecord(NewEvent("bora", "2005-01-01", "sergeant"));
  EXPECT_THAT(Standings("2005-01-01"), ElementsAre("ana sergeant"));
  EXPECT_THAT(Standings("2004-12-31"), IsEmpty());
}

TEST_F(MergedServiceTest, TheTypeOfANewEventFollowsFromBoth) {
  MustRecord(NewEvent("bora", "2001-01-01", "officer"));
  Merge();
  EXPECT_EQ(MustRecord(NewEvent("ana", "2005-01-01", "captain")).type(), CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_EQ(MustRecord(NewEvent("bora", "2006-01-01", "sergeant")).type(), CAREER_EVENT_TYPE_DEMOTION);
}

TEST_F(MergedServiceTest, InOneBatchToo) {
  Merge();
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(
      RecordAll(Batch({NewEvent("ana", "2001-01-01", "officer"), NewEvent("bora", "2005-01-01", "captain"),
                       NewEvent("cen", "2005-01-01", "captain")}),
                &reply),
      IsOk());
  EXPECT_EQ(reply.career_events(0).type(), CAREER_EVENT_TYPE_HIRE);
  EXPECT_EQ(reply.career_events(1).type(), CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_EQ(reply.career_events(2).type(), CAREER_EVENT_TYPE_HIRE);
}

TEST_F(MergedServiceTest, ASeparationEndsWhatEitherSays) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  auto separation = NewEvent("bora", "2005-01-01");
  separation.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SEPARATION);
  MustRecord(separation);
  EXPECT_EQ(Standing("ana", "2006-01-01").rung(), Name("rungs/~officer"));
  Merge();
  EXPECT_EQ(Standing("ana", "2006-01-01").rung(), "");
}

TEST_F(MergedServiceTest, OfOneDayWhatWasRecordedLaterIsLater) {
  auto separation = NewEvent("ana", "2005-01-01");
  separation.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SEPARATION);
  MustRecord(separation);
  MustRecord(NewEvent("bora", "2005-01-01", "officer"));
  Merge();
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), Name("rungs/~officer"));
  EXPECT_EQ(MustRecord(NewEvent("ana", "2006-01-01", "captain")).type(), CAREER_EVENT_TYPE_PROMOTION);
}

TEST_F(MergedServiceTest, WhoIsSeparatedLastOnADayHoldsNothing) {
  MustRecord(NewEvent("bora", "2005-01-01", "officer"));
  auto separation = NewEvent("ana", "2005-01-01");
  separation.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SEPARATION);
  MustRecord(separation);
  Merge();
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), "");
  EXPECT_EQ(MustRecord(NewEvent("ana", "2006-01-01", "captain")).type(), CAREER_EVENT_TYPE_HIRE);
}

TEST_F(MergedServiceTest, ACorrectionKeepsTheOrderOfTheDay) {
  const auto first = MustRecord(NewEvent("ana", "2005-01-01", "captain"));
  MustRecord(NewEvent("bora", "2005-01-01", "officer"));
  Merge();
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), Name("rungs/~officer"));
  auto right = NewEvent("ana", "2005-01-01", "sergeant");
  right.mutable_career_event()->set_supersedes(first.name());
  MustRecord(right);
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));  // corrects the types of both
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), Name("rungs/~officer"));
  EXPECT_EQ(MustRecord(NewEvent("ana", "2006-01-01", "officer")).type(), CAREER_EVENT_TYPE_TRANSFER);
}

TEST_F(MergedServiceTest, AnEventOfEitherRecordIsCorrectedAsThePersons) {
  const auto wrong = MustRecord(NewEvent("bora", "2005-01-01", "captain"));
  auto right = NewEvent("ana", "2005-01-01", "sergeant");
  right.mutable_career_event()->set_supersedes(wrong.name());
  v1::CareerEvent made;
  EXPECT_THAT(Record(right, &made), testing::Fails(Code::kFailedPrecondition, "EVENT_OF_ANOTHER_PERSON"));
  Merge();
  made = MustRecord(right);
  EXPECT_EQ(made.supersedes(), wrong.name());
  EXPECT_EQ(made.participant(), Name("participants/~bora"));
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), Name("rungs/~sergeant"));
  EXPECT_THAT(Record(right, &made), testing::Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  Unmerge();
  EXPECT_EQ(Standing("bora", "2005-01-01").rung(), Name("rungs/~sergeant"));
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), "");
}

}  // namespace
}  // namespace waymark::progression
