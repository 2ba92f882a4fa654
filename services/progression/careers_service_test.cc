#include "services/common/rpc/names.h"
#include "services/progression/careers_fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using namespace waymark::vocabulary::v1;

class CareersServiceTest : public CareersFixture {};

TEST_F(CareersServiceTest, AnEventIsReadBackWithItsDerivedType) {
  auto request = NewEvent("ana", "2009-05-08", "officer");
  request.mutable_career_event()->set_external_id("order 1/2009");
  request.mutable_career_event()->set_order_reference("1/2009");
  request.mutable_career_event()->set_unit(Ref("units/~north"));
  const auto made = MustRecord(request);
  EXPECT_EQ(made.participant(), Name("participants/~ana"));
  EXPECT_EQ(made.rung(), Name("rungs/~officer"));
  EXPECT_EQ(made.unit(), Name("units/~north"));
  EXPECT_EQ(made.type(), CAREER_EVENT_TYPE_HIRE);
  EXPECT_TRUE(made.type_derived());
  EXPECT_THAT(Get(made.name()), EqualsProto(made));
  EXPECT_THAT(Get(Ref("careerEvents/~order 1/2009")), EqualsProto(made));
}

TEST_F(CareersServiceTest, AnOutcomeEventTellsWhatAnEvaluatorNeeds) {
  MakePost(NewPost("chief", "north", true));
  auto request = NewEvent("ana", "2009-05-08", "captain");
  request.mutable_career_event()->set_post(Ref("posts/~chief"));
  const auto made = MustRecord(request);
  const auto event = service_.outbox().back();
  EXPECT_EQ(event.type(), "career.hired");
  EXPECT_EQ(event.subject(), Name("participants/~ana"));
  EXPECT_EQ("organizations/asp/" + event.aggregate(), made.name());
  EXPECT_EQ(event.aggregate_version(), 1);
  EXPECT_EQ(event.time().seconds(), 1241740800);  // 2009-05-08T00:00:00Z
  const auto& recorded = event.career_event_recorded();
  EXPECT_EQ(Ref("careerEvents/" + recorded.career_event_id()), made.name());
  EXPECT_EQ(Ref("participants/" + recorded.participant_id()), made.participant());
  EXPECT_EQ(Ref("rungs/" + recorded.rung_id()), made.rung());
  EXPECT_EQ(Ref("posts/" + recorded.post_id()), made.post());
  EXPECT_EQ(Ref("units/" + recorded.unit_id()), Name("units/~north"));
  EXPECT_EQ(recorded.effective_on(), "2009-05-08");
  EXPECT_TRUE(recorded.command_rung());
  EXPECT_TRUE(recorded.command_post());
  EXPECT_EQ(recorded.supersedes_id(), "");
}

TEST_F(CareersServiceTest, AnAppointmentIsToTheUnitOfThePostUnlessItNamesAnother) {
  MakePost(NewPost("chief", "north"));
  auto request = NewEvent("ana", "2009-05-08");
  request.mutable_career_event()->set_post(Ref("posts/~chief"));
  EXPECT_EQ(MustRecord(request).unit(), Name("units/~north"));
  request.mutable_career_event()->set_unit(Ref("units/~south"));
  EXPECT_EQ(MustRecord(request).unit(), Name("units/~south"));
}

TEST_F(CareersServiceTest, TypesFollowWhatIsOnRecord) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("ana", "2006-01-01", "detective"));
  MustRecord(NewEvent("ana", "2007-01-01", "officer"));
  MustRecord(NewEvent("bora", "2007-01-01", "captain"));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION", "2006-01-01 TRANSFER",
                                         "2007-01-01 DEMOTION"));
  EXPECT_THAT(Career("bora"), ElementsAre("2007-01-01 HIRE"));
  EXPECT_THAT(CareerOutcomes(), ElementsAre("career.hired", "career.promoted", "career.transferred",
                                            "career.demoted", "career.hired"));
}

TEST_F(CareersServiceTest, UnknownReferencesAreNamed) {
  const auto expect_unknown = [&](const std::string& field, auto change) {
    auto request = NewEvent("ana", "2001-01-01", "officer");
    change(*request.mutable_career_event());
    v1::CareerEvent reply;
    const auto status = Record(request, &reply);
    EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
    EXPECT_THAT(status, BlamesField("career_event." + field));
  };
  expect_unknown("participant", [](auto& e) { e.set_participant(Ref("participants/~nobody")); });
  expect_unknown("rung", [](auto& e) { e.set_rung(Ref("rungs/~none")); });
  expect_unknown("post", [](auto& e) { e.set_post(Ref("posts/" + NewUuid())); });
  expect_unknown("unit", [](auto& e) { e.set_unit(Ref("units/~nowhere")); });
}

TEST_F(CareersServiceTest, WrongFieldsAreNamed) {
  const auto expect_wrong = [&](const std::string& field, auto change) {
    auto request = NewEvent("ana", "2001-01-01");
    change(*request.mutable_career_event());
    v1::CareerEvent reply;
    const auto status = Record(request, &reply);
    EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
    EXPECT_THAT(status, BlamesField("career_event." + field));
  };
  expect_wrong("rung", [](auto&) {});
  expect_wrong("rung", [](auto& e) {
    e.set_type(CAREER_EVENT_TYPE_PROMOTION);
    e.set_unit(Ref("units/~north"));
  });
  expect_wrong("post", [](auto& e) { e.set_type(CAREER_EVENT_TYPE_APPOINTMENT); });
  expect_wrong("effective_on", [](auto& e) { e.clear_effective_on(); });
  expect_wrong("effective_on", [](auto& e) { e.set_effective_on("01/02/2001"); });
  expect_wrong("participant", [](auto& e) { e.clear_participant(); });
}

TEST_F(CareersServiceTest, AnErasedParticipantGetsNoNewEvents) {
  service_.directory().Close(rpc::LastPart(Name("participants/~ana")));
  v1::CareerEvent reply;
  EXPECT_THAT(Record(NewEvent("ana", "2001-01-01", "officer"), &reply),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_CLOSED"));
}

TEST_F(CareersServiceTest, TheSameEventIsRecordedOnce) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  v1::CareerEvent reply;
  EXPECT_THAT(Record(NewEvent("ana", "2001-01-01", "officer"), &reply),
              Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  auto first = NewEvent("bora", "2001-01-01", "officer"), second = NewEvent("cen", "2001-01-01", "officer");
  first.mutable_career_event()->set_external_id("1");
  second.mutable_career_event()->set_external_id("1");
  MustRecord(first);
  const auto status = Record(second, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("career_event.external_id"));
}

TEST_F(CareersServiceTest, EventsAreListedByDayAndFiltered) {
  MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("bora", "2001-01-01", "officer"));
  auto in_unit = NewEvent("bora", "2003-01-01", "sergeant");
  in_unit.mutable_career_event()->set_unit(Ref("units/~north"));
  MustRecord(in_unit);
  v1::ListCareerEventsRequest all;
  all.set_page_size(1);
  std::vector<std::string> days;
  for (const auto& event : List(all)) days.push_back(event.effective_on());
  EXPECT_THAT(days, ElementsAre("2001-01-01", "2003-01-01", "2005-01-01"));
  EXPECT_EQ(List("unit = organizations/asp/units/~north").size(), 1u);
  EXPECT_EQ(List("rung = organizations/asp/rungs/~sergeant").size(), 2u);
  EXPECT_EQ(List("type = HIRE").size(), 2u);
  EXPECT_EQ(List("participant = " + Name("participants/~bora") + " AND type = PROMOTION").size(), 1u);
  v1::ListCareerEventsRequest range;
  range.set_effective_from("2001-01-02");
  range.set_effective_until("2003-01-01");
  EXPECT_EQ(List(range).size(), 1u);
}

TEST_F(CareersServiceTest, RowsCannotBeChangedByTheApplication) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  db::Connection application(service_.database().app());
  EXPECT_THROW(application.Execute("UPDATE career_event SET type = 2"), Error);
  EXPECT_THROW(application.Execute("DELETE FROM career_event"), Error);
}

TEST_F(CareersServiceTest, AnotherOrganizationSeesNothing) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  v1::ListCareerEventsRequest request;
  request.set_parent("organizations/other");
  v1::ListCareerEventsResponse page;
  ASSERT_THAT(Call(careers_, &Stub::ListCareerEvents, request, &page), IsOk());
  EXPECT_EQ(page.career_events_size(), 0);
}

}  // namespace
}  // namespace waymark::progression
