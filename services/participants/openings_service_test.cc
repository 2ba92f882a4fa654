#include "services/participants/protected_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using namespace waymark::identity::v1;  // NOLINT: the roles
using std::chrono::minutes;

constexpr char kAnother[] = "00000000-0000-7000-8000-000000000002";

class OpeningsServiceTest : public ProtectedFixture {
 protected:
  OpeningsServiceTest() { AsCommander(); }

  void AsAnotherCommander() {
    auto caller = testing::CallerWith({ROLE_COMMANDER}, "asp");
    caller.set_account_id(kAnother);
    service_.As(caller);
  }

  // The names of all openings that pass the filter, by pages of two.
  std::vector<std::string> ListOpenings(const std::string& filter = "") {
    v1::ListOpeningsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_page_size(2);
    std::vector<std::string> names;
    do {
      v1::ListOpeningsResponse page;
      EXPECT_THAT(Call(openings_, &Openings::ListOpenings, request, &page), IsOk());
      for (const auto& opening : page.openings()) names.push_back(opening.name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};

TEST_F(OpeningsServiceTest, OpenTheWholeRecordToOneAccount) {
  const auto opening = MustBreakGlass(minor_);
  EXPECT_TRUE(opening.name().starts_with(minor_.name() + "/openings/"));
  EXPECT_EQ(opening.account(), std::string("accounts/") + testing::kTester);
  EXPECT_EQ(opening.case_number(), "2026/17");
  EXPECT_EQ(opening.expire_time().seconds() - opening.open_time().seconds(), 3600);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(minor_));
  EXPECT_THAT(List("display_name = \"canary*\""), ElementsAre("minor"));
  EXPECT_THAT(List("", "display_name"), ElementsAre("minor", "grown"));
  EXPECT_TRUE(IsRedacted(flagged_));
  AsAnotherCommander();
  EXPECT_TRUE(IsRedacted(minor_));
  EXPECT_THAT(List("", "display_name"), ElementsAre("grown"));
}

TEST_F(OpeningsServiceTest, EndByThemselvesAfterAnHour) {
  MustBreakGlass(minor_);
  service_.clock().Advance(minutes(60) - std::chrono::microseconds(1));
  EXPECT_FALSE(IsRedacted(minor_));
  service_.clock().Advance(std::chrono::microseconds(1));
  EXPECT_TRUE(IsRedacted(minor_));
  EXPECT_THAT(List("", "display_name"), ElementsAre("grown"));
}

TEST_F(OpeningsServiceTest, LastAnHourFromTheLastTime) {
  MustBreakGlass(minor_);
  service_.clock().Advance(minutes(50));
  MustBreakGlass(minor_);
  service_.clock().Advance(minutes(50));
  EXPECT_FALSE(IsRedacted(minor_));
  service_.clock().Advance(minutes(10));
  EXPECT_TRUE(IsRedacted(minor_));
}

TEST_F(OpeningsServiceTest, AreMadeInAUnitOfItsPersonsOnly) {
  As(ROLE_COMMANDER, north_);
  MustBreakGlass(minor_);
  EXPECT_FALSE(IsRedacted(minor_));
  v1::Opening opening;
  EXPECT_THAT(BreakGlass(flagged_.name(), &opening), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  // Who moves on is out of reach, open or not.
  As(ROLE_COMMANDER, south_);
  v1::GetParticipantRequest get;
  get.set_name(minor_.name());
  v1::Participant reply;
  EXPECT_THAT(Call(participants_, &Participants::GetParticipant, get, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(OpeningsServiceTest, AreRefusedToWhoReachesNobody) {
  v1::Opening opening;
  for (const Role role : {ROLE_ADMINISTRATOR, ROLE_AUDITOR, ROLE_EVALUATOR}) {
    As(role);
    EXPECT_THAT(BreakGlass(minor_.name(), &opening), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(OpeningsServiceTest, NeedSomebodyProtectedAReasonAndACase) {
  v1::Opening opening;
  EXPECT_THAT(BreakGlass(grown_.name(), &opening),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_NOT_PROTECTED"));
  v1::BreakGlassRequest request;
  request.set_name(minor_.name());
  request.set_reason("Danger!");
  const auto status = Call(openings_, &Openings::BreakGlass, request, &opening);
  EXPECT_THAT(status, BlamesField("reason"));
  EXPECT_THAT(status, BlamesField("case_number"));
  EXPECT_TRUE(IsRedacted(minor_));
}

TEST_F(OpeningsServiceTest, AreToldByIdsAlone) {
  const auto opening = MustBreakGlass(minor_);
  const auto event = LastEvent();
  EXPECT_EQ(event.type(), "participant.glass_broken");
  EXPECT_EQ(event.subject(), minor_.name());
  EXPECT_EQ(event.aggregate(), "openings/" + IdOf(opening.name()));
  const auto& data = event.opening_changed();
  EXPECT_EQ(data.participant_id(), IdOf(minor_.name()));
  EXPECT_EQ(data.account_id(), testing::kTester);
  EXPECT_THAT(data.end_time(), EqualsProto(opening.expire_time()));
  const std::string bytes = event.SerializeAsString();
  for (const char* secret : {"anary", "Danger", "2026/17"})
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST_F(OpeningsServiceTest, AskedForTwiceAreMadeOnce) {
  v1::Opening first, second;
  ASSERT_THAT(BreakGlass(minor_.name(), &first, "once"), IsOk());
  const auto events = service_.outbox().size();
  ASSERT_THAT(BreakGlass(minor_.name(), &second, "once"), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_EQ(service_.outbox().size(), events);
}

TEST_F(OpeningsServiceTest, AreClosedByWhoOpenedThemOrAnAdministrator) {
  const auto first = MustBreakGlass(minor_);
  AsAnotherCommander();
  EXPECT_THAT(Close(first.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  AsCommander();
  ASSERT_THAT(Close(first.name()), IsOk());
  EXPECT_EQ(LastEvent().type(), "participant.opening_closed");
  EXPECT_TRUE(IsRedacted(minor_));
  EXPECT_THAT(Close(first.name()), Fails(Code::kFailedPrecondition, "OPENING_ENDED"));
  const auto second = MustBreakGlass(minor_);
  As(ROLE_ADMINISTRATOR);
  ASSERT_THAT(Close(second.name()), IsOk());
  AsCommander();
  EXPECT_TRUE(IsRedacted(minor_));
}

TEST_F(OpeningsServiceTest, WhichHaveEndedAreNotClosed) {
  const auto opening = MustBreakGlass(minor_);
  service_.clock().Advance(minutes(60));
  EXPECT_THAT(Close(opening.name()), Fails(Code::kFailedPrecondition, "OPENING_ENDED"));
  EXPECT_THAT(Close(flagged_.name() + "/openings/" + IdOf(opening.name())),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(OpeningsServiceTest, AreListedTheNewestFirst) {
  const auto first = MustBreakGlass(minor_).name();
  service_.clock().Advance(minutes(40));
  const auto second = MustBreakGlass(flagged_).name();
  AsAnotherCommander();
  const auto third = MustBreakGlass(minor_).name();
  service_.clock().Advance(minutes(30));
  for (const Role role : {ROLE_ADMINISTRATOR, ROLE_AUDITOR}) {
    As(role);
    EXPECT_THAT(ListOpenings(), ElementsAre(third, second, first));
    EXPECT_THAT(ListOpenings(std::string("account = \"accounts/") + kAnother + "\""), ElementsAre(third));
    EXPECT_THAT(ListOpenings("participant = \"" + minor_.name() + "\""), ElementsAre(third, first));
    EXPECT_THAT(ListOpenings("participant = \"organizations/asp/participants/~flagged\""),
                ElementsAre(second));
    EXPECT_THAT(ListOpenings("open = true"), ElementsAre(third, second));
    EXPECT_THAT(ListOpenings("open = false"), ElementsAre(first));
  }
  As(ROLE_ADMINISTRATOR, south_);
  EXPECT_THAT(ListOpenings(), ElementsAre(second));
  As(ROLE_ADMINISTRATOR, station_);
  EXPECT_THAT(ListOpenings(), IsEmpty());
}

TEST_F(OpeningsServiceTest, AreListedForAdministratorsAndAuditorsOnly) {
  v1::ListOpeningsRequest request;
  request.set_parent(kParent);
  v1::ListOpeningsResponse page;
  for (const Role role : {ROLE_REGISTRAR, ROLE_COMMANDER, ROLE_EVALUATOR}) {
    As(role);
    EXPECT_THAT(Call(openings_, &Openings::ListOpenings, request, &page),
                Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  }
  As(ROLE_AUDITOR);
  for (const char* filter : {"account = \"accounts/~ana\"", "participant = \"ana\"", "open = yes"}) {
    request.set_filter(filter);
    EXPECT_THAT(Call(openings_, &Openings::ListOpenings, request, &page), BlamesField("filter")) << filter;
  }
}

}  // namespace
}  // namespace waymark::participants
