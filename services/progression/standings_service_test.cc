#include "services/progression/fixture.h"
#include "waymark/progression/v1/verification.grpc.pb.h"

namespace waymark::progression {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using namespace waymark::vocabulary::v1;
using Stub = v1::CareersService::Stub;

class StandingsServiceTest : public ProgressionFixture {
 protected:
  std::vector<std::string> List(const std::string& day, const std::string& filter = "", int page_size = 0) {
    v1::ListStandingsRequest request;
    request.set_parent(kParent);
    request.set_as_of(day);
    request.set_filter(filter);
    request.set_page_size(page_size);
    std::vector<std::string> out;
    v1::ListStandingsResponse page;
    do {
      EXPECT_THAT(Call(careers_, &Stub::ListStandings, request, &page), IsOk());
      for (const auto& standing : page.standings()) out.push_back(standing.participant());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
  // `officer 2` for each rung that somebody holds.
  std::vector<std::string> Summary(const std::string& day) {
    v1::SummarizeStandingsRequest request;
    request.set_parent(kParent);
    request.set_as_of(day);
    v1::SummarizeStandingsResponse reply;
    EXPECT_THAT(Call(careers_, &Stub::SummarizeStandings, request, &reply), IsOk());
    std::vector<std::string> out;
    for (const auto& rung : reply.rungs()) {
      if (rung.person_count() > 0) out.push_back(rung.title() + " " + std::to_string(rung.person_count()));
    }
    return out;
  }
  void Separate(const std::string& person, const std::string& day) {
    auto request = NewEvent(person, day);
    request.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SEPARATION);
    MustRecord(request);
  }
  static v1::CreateCareerEventRequest Move(const std::string& person, const std::string& day,
                                           const std::string& unit,
                                           CareerEventType type = CAREER_EVENT_TYPE_UNSPECIFIED) {
    auto request = NewEvent(person, day);
    request.mutable_career_event()->set_unit(Ref("units/~" + unit));
    request.mutable_career_event()->set_type(type);
    return request;
  }
};

TEST_F(StandingsServiceTest, RankIsThatOfTheLatestEventByTheDay) {
  MustRecord(NewEvent("ana", "2005-01-01", "captain"));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  EXPECT_EQ(Standing("ana", "2000-12-31").rung(), "");
  const auto officer = Standing("ana", "2004-12-31");
  EXPECT_EQ(officer.rung(), Name("rungs/~officer"));
  EXPECT_EQ(officer.rung_since(), "2001-01-01");
  EXPECT_FALSE(officer.command_rung());
  EXPECT_EQ(officer.participant(), Name("participants/~ana"));
  const auto captain = Standing("ana", "2005-01-01");
  EXPECT_EQ(captain.rung(), Name("rungs/~captain"));
  EXPECT_TRUE(captain.command_rung());
  EXPECT_EQ(Standing("ana", "").rung(), Name("rungs/~captain"));
}

TEST_F(StandingsServiceTest, PostAndUnitAreFollowedByThemselves) {
  MakePost(NewPost("chief", "north", true));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  Appoint("ana", "2002-01-01", "chief");
  MustRecord(Move("ana", "2003-01-01", "south", CAREER_EVENT_TYPE_SECONDMENT));
  const auto standing = Standing("ana", "2004-01-01");
  EXPECT_EQ(standing.rung(), Name("rungs/~officer"));
  EXPECT_EQ(standing.post(), Name("posts/~chief"));
  EXPECT_EQ(standing.post_since(), "2002-01-01");
  EXPECT_TRUE(standing.command_post());
  EXPECT_EQ(standing.unit(), Name("units/~south"));
  EXPECT_EQ(standing.unit_since(), "2003-01-01");
  EXPECT_EQ(Standing("ana", "2002-06-01").unit(), Name("units/~north"));
}

TEST_F(StandingsServiceTest, WhoMovesToAnotherUnitLeavesThePost) {
  MakePost(NewPost("chief", "north", true));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  Appoint("ana", "2002-01-01", "chief");
  MustRecord(Move("ana", "2003-01-01", "north"));
  EXPECT_EQ(Standing("ana", "2003-01-01").post(), Name("posts/~chief"));
  MustRecord(Move("ana", "2004-01-01", "south"));
  MustRecord(Move("ana", "2004-06-01", "north"));
  EXPECT_TRUE(Standing("ana", "2003-12-31").command_post());
  const auto moved = Standing("ana", "2005-01-01");
  EXPECT_EQ(moved.post(), "");
  EXPECT_EQ(moved.post_since(), "");
  EXPECT_FALSE(moved.command_post());
  EXPECT_EQ(moved.unit(), Name("units/~north"));
  EXPECT_EQ(moved.rung(), Name("rungs/~officer"));
  const std::string chief = "post = organizations/asp/posts/~chief";
  EXPECT_THAT(List("2005-01-01", chief), IsEmpty());
  EXPECT_THAT(List("2005-01-01", "command = true"), IsEmpty());
  Appoint("ana", "2006-01-01", "chief", CAREER_EVENT_TYPE_ACTING_APPOINTMENT);
  EXPECT_TRUE(Standing("ana", "2006-01-01").acting());
  MustRecord(Move("ana", "2007-01-01", "south"));
  EXPECT_EQ(Standing("ana", "2007-01-01").post(), "");
}

TEST_F(StandingsServiceTest, AnActingAppointmentIsSaidToBeOneAndGivesNoRank) {
  MakePost(NewPost("chief", "north", true));
  auto request = NewEvent("ana", "2002-01-01", "captain");
  request.mutable_career_event()->set_type(CAREER_EVENT_TYPE_ACTING_APPOINTMENT);
  request.mutable_career_event()->set_post(Ref("posts/~chief"));
  MustRecord(request);
  const auto standing = Standing("ana", "2002-01-01");
  EXPECT_TRUE(standing.acting());
  EXPECT_EQ(standing.post(), Name("posts/~chief"));
  EXPECT_EQ(standing.rung(), "");
  EXPECT_THAT(List("2002-01-01", "command = true"), IsEmpty());
  Appoint("ana", "2003-01-01", "chief");
  EXPECT_THAT(List("2003-01-01", "command = true"), ElementsAre(Name("participants/~ana")));
}

TEST_F(StandingsServiceTest, WhoIsSeparatedHoldsNothingUntilTheyComeBack) {
  MustRecord(NewEvent("ana", "2001-01-01", "captain"));
  Separate("ana", "2005-01-01");
  EXPECT_EQ(Standing("ana", "2004-12-31").rung(), Name("rungs/~captain"));
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), "");
  EXPECT_THAT(Summary("2005-01-01"), IsEmpty());
  EXPECT_THAT(List("2005-01-01"), IsEmpty());
  EXPECT_EQ(MustRecord(NewEvent("ana", "2006-01-01", "officer")).type(), CAREER_EVENT_TYPE_HIRE);
  EXPECT_EQ(Standing("ana", "2006-01-01").rung(), Name("rungs/~officer"));
}

TEST_F(StandingsServiceTest, ASupersededEventNeverCounted) {
  const auto wrong = MustRecord(NewEvent("ana", "2001-01-01", "captain"));
  auto right = NewEvent("ana", "2003-01-01", "captain");
  right.mutable_career_event()->set_supersedes(wrong.name());
  MustRecord(right);
  EXPECT_EQ(Standing("ana", "2002-01-01").rung(), "");
  EXPECT_EQ(Standing("ana", "2003-01-01").rung(), Name("rungs/~captain"));
}

TEST_F(StandingsServiceTest, ASupersededSeparationEndsNothing) {
  MustRecord(NewEvent("ana", "2001-01-01", "captain"));
  auto separation = NewEvent("ana", "2002-01-01");
  separation.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SEPARATION);
  auto suspension = NewEvent("ana", "2002-01-01");
  suspension.mutable_career_event()->set_type(CAREER_EVENT_TYPE_SUSPENSION);
  suspension.mutable_career_event()->set_supersedes(MustRecord(separation).name());
  MustRecord(suspension);
  EXPECT_EQ(Standing("ana", "2003-01-01").rung(), Name("rungs/~captain"));
}

TEST_F(StandingsServiceTest, PersonsAreCountedByRung) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(NewEvent("bora", "2001-01-01", "officer"));
  MustRecord(NewEvent("cen", "2002-01-01", "captain"));
  MustRecord(NewEvent("ana", "2003-01-01", "sergeant"));
  EXPECT_THAT(Summary("2001-06-01"), ElementsAre("Rung officer 2"));
  EXPECT_THAT(Summary("2003-01-01"), ElementsAre("Rung officer 1", "Rung sergeant 1", "Rung captain 1"));
}

TEST_F(StandingsServiceTest, StandingsAreListedInPagesAndFiltered) {
  for (const char* person : {"ana", "bora", "cen"}) MustRecord(NewEvent(person, "2001-01-01", "officer"));
  MustRecord(NewEvent("cen", "2002-01-01", "captain"));
  const auto everybody = List("2002-01-01");
  EXPECT_THAT(everybody, UnorderedElementsAre(Name("participants/~ana"), Name("participants/~bora"),
                                              Name("participants/~cen")));
  EXPECT_EQ(List("2002-01-01", "", 1), everybody);
  EXPECT_THAT(List("2002-01-01", "rung = organizations/asp/rungs/~captain"),
              ElementsAre(Name("participants/~cen")));
  EXPECT_THAT(List("2002-01-01", "command = true"), ElementsAre(Name("participants/~cen")));
  EXPECT_EQ(List("2002-01-01", "command = false").size(), 2u);
  EXPECT_THAT(List("2000-01-01"), IsEmpty());
}

TEST_F(StandingsServiceTest, WhoHoldsAPostIsSaidAsOfADay) {
  MakePost(NewPost("chief", "north", true));
  MakePost(NewPost("desk", "south"));
  const std::string ana = Name("participants/~ana"), bora = Name("participants/~bora");
  Appoint("ana", "2002-01-01", "chief");
  Appoint("bora", "2002-01-01", "desk");
  Appoint("ana", "2004-01-01", "desk");
  Appoint("bora", "2005-01-01", "chief", CAREER_EVENT_TYPE_ACTING_APPOINTMENT);
  const std::string chief = "post = organizations/asp/posts/~chief";
  EXPECT_THAT(List("2001-12-31", chief), IsEmpty());
  EXPECT_THAT(List("2003-01-01", chief), ElementsAre(ana));
  EXPECT_THAT(List("2004-06-01", chief), IsEmpty());
  EXPECT_THAT(List("2005-01-01", chief), ElementsAre(bora));
  EXPECT_THAT(List("2005-01-01", "post = " + Name("posts/~chief")), ElementsAre(bora));
  EXPECT_THAT(List("2005-01-01", chief + " AND command = true"), IsEmpty());  // acting
  EXPECT_THAT(List("2004-06-01", "post = organizations/asp/posts/~desk", 1), UnorderedElementsAre(ana, bora));
  EXPECT_THAT(List("2005-01-01", "post = organizations/asp/posts/~none"), IsEmpty());
  Separate("bora", "2006-01-01");
  EXPECT_THAT(List("2006-01-01", chief), IsEmpty());
}

TEST_F(StandingsServiceTest, AnAppointmentThatWasCorrectedGaveNoPost) {
  MakePost(NewPost("chief"));
  MakePost(NewPost("desk"));
  auto right = NewEvent("ana", "2002-01-01");
  right.mutable_career_event()->set_supersedes(Appoint("ana", "2002-01-01", "chief").name());
  right.mutable_career_event()->set_post(Ref("posts/~desk"));
  MustRecord(right);
  EXPECT_THAT(List("2003-01-01", "post = organizations/asp/posts/~chief"), IsEmpty());
  EXPECT_THAT(List("2003-01-01", "post = organizations/asp/posts/~desk"),
              ElementsAre(Name("participants/~ana")));
}

TEST_F(StandingsServiceTest, AnUnknownPersonHasNoStanding) {
  v1::GetStandingRequest request;
  request.set_name(Ref("standings/~nobody"));
  v1::Standing reply;
  EXPECT_THAT(Call(careers_, &Stub::GetStanding, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(StandingsServiceTest, TheInvariantsHoldAndTheFiguresAreCounted) {
  MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  v1::VerifyRequest request;
  request.set_parent(kParent);
  waymark::events::v1::VerificationReport report;
  ASSERT_THAT(Call(service_.Stub<v1::VerificationService>(), &v1::VerificationService::Stub::Verify, request,
                   &report),
              IsOk());
  for (const auto& check : report.checks()) {
    if (check.invariant() == "I5") continue;  // of the relay, which does not run here
    EXPECT_EQ(check.violations(), 0) << check.description();
  }
  EXPECT_EQ(report.figures().at("career_events.hire"), 2);
  EXPECT_EQ(report.figures().at("career_events.promotion"), 1);
}

}  // namespace
}  // namespace waymark::progression
