#include <thread>

#include "services/common/rpc/names.h"
#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using namespace waymark::vocabulary::v1;
using Stub = v1::CareersService::Stub;

class CareersServiceTest : public ProgressionFixture {
 protected:
  v1::CareerEvent Get(const std::string& name) {
    v1::GetCareerEventRequest request;
    request.set_name(name);
    v1::CareerEvent reply;
    EXPECT_THAT(Call(careers_, &Stub::GetCareerEvent, request, &reply), IsOk());
    return reply;
  }
  std::vector<v1::CareerEvent> List(v1::ListCareerEventsRequest request) {
    request.set_parent(kParent);
    std::vector<v1::CareerEvent> out;
    v1::ListCareerEventsResponse page;
    do {
      EXPECT_THAT(Call(careers_, &Stub::ListCareerEvents, request, &page), IsOk());
      out.insert(out.end(), page.career_events().begin(), page.career_events().end());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
  std::vector<v1::CareerEvent> List(const std::string& filter) {
    v1::ListCareerEventsRequest request;
    request.set_filter(filter);
    return List(request);
  }
  // The events that stand of a person: `2009-05-08 PROMOTION`.
  std::vector<std::string> Career(const std::string& person) {
    std::vector<std::string> out;
    for (const auto& event :
         List("participant = organizations/asp/participants/~" + person + " AND superseded = false")) {
      out.push_back(event.effective_on() + " " +
                    CareerEventType_Name(event.type()).substr(sizeof("CAREER_EVENT_TYPE_") - 1));
    }
    return out;
  }
};

v1::CreateCareerEventRequest Stated(v1::CreateCareerEventRequest request, CareerEventType type) {
  request.mutable_career_event()->set_type(type);
  return request;
}

// That an event never happened.
v1::CreateCareerEventRequest Voiding(const v1::CareerEvent& event) {
  v1::CreateCareerEventRequest request;
  request.set_parent("organizations/asp");
  auto& voided = *request.mutable_career_event();
  voided.set_participant(event.participant());
  voided.set_type(CAREER_EVENT_TYPE_VOIDED);
  voided.set_effective_on(event.effective_on());
  voided.set_supersedes(event.name());
  return request;
}

v1::CreateCareerEventRequest Superseding(v1::CreateCareerEventRequest request, const std::string& name) {
  request.mutable_career_event()->set_supersedes(name);
  return request;
}

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

TEST_F(CareersServiceTest, ABatchIsOrderedByDayAndThenAsGiven) {
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

TEST_F(CareersServiceTest, ALateEventCorrectsTheDerivedTypesBehindIt) {
  auto request = NewEvent("ana", "2005-01-01", "sergeant");
  request.mutable_career_event()->set_external_id("s");
  const auto sergeant = MustRecord(request);
  EXPECT_EQ(sergeant.type(), CAREER_EVENT_TYPE_HIRE);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(Batch({NewEvent("ana", "2001-01-01", "officer")}), &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.corrected_count(), 1);
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION"));
  EXPECT_THAT(CareerOutcomes(), ElementsAre("career.hired", "career.hired", "career.promoted"));

  const auto old = Get(Ref("careerEvents/~s"));
  EXPECT_EQ(old.name(), sergeant.name());
  const auto correction = Get(old.superseded_by());
  EXPECT_EQ(correction.supersedes(), sergeant.name());
  EXPECT_TRUE(correction.automatic());
  EXPECT_TRUE(correction.type_derived());
  EXPECT_EQ(correction.external_id(), "");
  EXPECT_EQ(Ref("careerEvents/" + service_.outbox().back().career_event_recorded().supersedes_id()),
            sergeant.name());
}

TEST_F(CareersServiceTest, AStatedTypeIsNeverCorrected) {
  MustRecord(Stated(NewEvent("ana", "2005-01-01", "sergeant"), CAREER_EVENT_TYPE_HIRE));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 HIRE"));
}

TEST_F(CareersServiceTest, EveryOrderOfArrivalEndsInTheSameCareer) {
  const std::vector<std::pair<std::string, std::string>> rows = {{"2001-01-01", "officer"},
                                                                 {"2003-01-01", "captain"},
                                                                 {"2005-01-01", "sergeant"},
                                                                 {"2007-01-01", "lieutenant"}};
  std::vector<size_t> order = {0, 1, 2, 3};
  int person = 0;
  do {
    const std::string name = "person" + std::to_string(person++);
    Know("participants", name);
    for (const size_t i : order) MustRecord(NewEvent(name, rows[i].first, rows[i].second));
    ASSERT_THAT(Career(name), ElementsAre("2001-01-01 HIRE", "2003-01-01 PROMOTION", "2005-01-01 DEMOTION",
                                          "2007-01-01 PROMOTION"));
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(CareersServiceTest, CallsAtTheSameTimeEndInTheSameCareer) {
  std::vector<std::thread> threads;
  for (const char* row : {"2001-01-01 officer", "2003-01-01 captain", "2005-01-01 sergeant"}) {
    threads.emplace_back([this, text = std::string(row)] {
      v1::BatchCreateCareerEventsResponse reply;
      EXPECT_THAT(RecordAll(Batch({NewEvent("bora", text.substr(0, 10), text.substr(11)),
                                   NewEvent("ana", text.substr(0, 10), text.substr(11))}),
                            &reply),
                  IsOk());
    });
  }
  for (auto& thread : threads) thread.join();
  for (const char* person : {"ana", "bora"})
    EXPECT_THAT(Career(person),
                ElementsAre("2001-01-01 HIRE", "2003-01-01 PROMOTION", "2005-01-01 DEMOTION"));
}

TEST_F(CareersServiceTest, ACorrectionReplacesAnEventAndTakesItsPlace) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto wrong = MustRecord(NewEvent("ana", "2005-01-01", "captain"));
  MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  const auto right = MustRecord(Superseding(NewEvent("ana", "2005-01-01", "lieutenant"), wrong.name()));
  EXPECT_EQ(right.supersedes(), wrong.name());
  EXPECT_FALSE(right.automatic());
  EXPECT_EQ(Get(wrong.name()).superseded_by(), right.name());
  EXPECT_EQ(Standing("ana", "2005-01-01").rung(), Name("rungs/~sergeant"));
  EXPECT_THAT(Career("ana"),
              UnorderedElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION", "2005-01-01 DEMOTION"));
}

TEST_F(CareersServiceTest, ACorrectionOfAnEventThatTheServiceCorrectedReplacesThatCorrection) {
  const auto first = MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto automatic = Get(first.name()).superseded_by();
  const auto right = MustRecord(Superseding(NewEvent("ana", "2006-01-01", "sergeant"), first.name()));
  EXPECT_EQ(right.supersedes(), automatic);
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2006-01-01 PROMOTION"));
}

TEST_F(CareersServiceTest, AnEventIsSupersededOnceAndInItsOwnCareer) {
  const auto ana = MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  v1::CareerEvent reply;
  auto status = Record(Superseding(NewEvent("bora", "2001-01-01", "sergeant"), ana.name()), &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "EVENT_OF_ANOTHER_PERSON"));
  EXPECT_THAT(status, BlamesField("career_event.supersedes"));
  status = Record(Superseding(NewEvent("ana", "2001-01-01", "sergeant"), Ref("careerEvents/~none")), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("career_event.supersedes"));
  MustRecord(Superseding(NewEvent("ana", "2001-01-01", "sergeant"), ana.name()));
  EXPECT_THAT(Record(Superseding(NewEvent("ana", "2001-01-01", "captain"), ana.name()), &reply),
              Fails(Code::kFailedPrecondition, "EVENT_SUPERSEDED"));
}

TEST_F(CareersServiceTest, WhatNeverHappenedIsTakenBack) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto mistake = MustRecord(NewEvent("ana", "2003-01-01", "captain"));
  MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2003-01-01 PROMOTION", "2005-01-01 DEMOTION"));

  const auto voided = MustRecord(Voiding(mistake));
  EXPECT_EQ(voided.supersedes(), mistake.name());
  EXPECT_FALSE(voided.type_derived());
  EXPECT_EQ(Get(mistake.name()).superseded_by(), voided.name());
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION"));
  EXPECT_EQ(Standing("ana", "2004-01-01").rung(), Name("rungs/~officer"));
  EXPECT_EQ(List("superseded = true").size(), 3u) << "the mistake, what voids it, and the demotion";
  EXPECT_EQ(List("type = VOIDED").size(), 1u);
  const auto outcomes = CareerOutcomes();
  EXPECT_EQ(outcomes[3], "career.voided");
  for (const auto& event : service_.outbox()) {
    if (event.type() != "career.voided") continue;
    EXPECT_EQ(event.career_event_recorded().type(), CAREER_EVENT_TYPE_VOIDED);
    EXPECT_EQ(Ref("careerEvents/" + event.career_event_recorded().supersedes_id()), mistake.name());
    EXPECT_EQ(event.career_event_recorded().effective_on(), "2003-01-01");
  }
}

TEST_F(CareersServiceTest, WhatWasTakenBackByMistakeIsSaidAgain) {
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto promotion = MustRecord(NewEvent("ana", "2003-01-01", "captain"));
  const auto voided = MustRecord(Voiding(promotion));
  v1::CareerEvent reply;
  EXPECT_THAT(Record(Superseding(NewEvent("ana", "2003-01-01", "captain"), promotion.name()), &reply),
              Fails(Code::kFailedPrecondition, "EVENT_SUPERSEDED"));
  MustRecord(Superseding(NewEvent("ana", "2003-01-01", "captain"), voided.name()));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2003-01-01 PROMOTION"));
  EXPECT_EQ(Standing("ana", "2003-01-01").rung(), Name("rungs/~captain"));
}

TEST_F(CareersServiceTest, AVoidedEventNamesWhatNeverHappenedAlone) {
  const auto hire = MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto expect_wrong = [&](const std::string& field, auto change) {
    auto request = Voiding(hire);
    change(*request.mutable_career_event());
    v1::CareerEvent reply;
    const auto status = Record(request, &reply);
    EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
    EXPECT_THAT(status, BlamesField("career_event." + field));
  };
  expect_wrong("supersedes", [](auto& e) { e.clear_supersedes(); });
  expect_wrong("rung", [](auto& e) { e.set_rung(Ref("rungs/~officer")); });
  expect_wrong("unit", [](auto& e) { e.set_unit(Ref("units/~north")); });
  expect_wrong("effective_on", [](auto& e) { e.set_effective_on("2001-01-02"); });
  const auto voided = MustRecord(Voiding(hire));
  expect_wrong("supersedes", [&](auto& e) { e.set_supersedes(voided.name()); });
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

TEST_F(CareersServiceTest, TheCareerOfADeceasedPersonIsRecordedEndedAndCorrected) {
  const auto wrong = MustRecord(NewEvent("ana", "2005-01-01", "captain"));
  service_.directory().Bury(rpc::LastPart(Name("participants/~ana")));
  MustRecord(Superseding(NewEvent("ana", "2005-01-01", "sergeant"), wrong.name()));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(Stated(NewEvent("ana", "2006-01-01"), CAREER_EVENT_TYPE_SEPARATION));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION", "2006-01-01 SEPARATION"));
  EXPECT_EQ(Standing("ana", "2006-01-01").rung(), "");
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

TEST_F(CareersServiceTest, ABatchImportedAgainChangesNothing) {
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

TEST_F(CareersServiceTest, ARequestAskedTwiceAnswersTheSame) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_request_id("once");
  v1::BatchCreateCareerEventsResponse first, second;
  ASSERT_THAT(RecordAll(batch, &first), IsOk());
  ASSERT_THAT(RecordAll(batch, &second), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_THAT(CareerOutcomes(), ElementsAre("career.hired"));
}

TEST_F(CareersServiceTest, APartialBatchDerivesFromTheGoodOnesOnly) {
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

TEST_F(CareersServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateCareerEventsResponse reply;
  const auto status = RecordAll(
      Batch({NewEvent("ana", "2001-01-01", "officer"), NewEvent("bora", "2001-01-01", "none")}), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("requests[1].career_event.rung"));
  EXPECT_THAT(Career("ana"), IsEmpty());
}

TEST_F(CareersServiceTest, AValidationKeepsNothing) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_validate_only(true);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_THAT(Career("ana"), IsEmpty());
  EXPECT_THAT(CareerOutcomes(), IsEmpty());
}

TEST_F(CareersServiceTest, AnImportCanDoWithoutTheRecords) {
  auto batch = Batch({NewEvent("ana", "2001-01-01", "officer")});
  batch.set_omit_records(true);
  v1::BatchCreateCareerEventsResponse reply;
  ASSERT_THAT(RecordAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.career_events_size(), 0);
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
