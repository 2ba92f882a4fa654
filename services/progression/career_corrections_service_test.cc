#include <thread>

#include "services/common/rpc/names.h"
#include "services/progression/careers_fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using namespace waymark::vocabulary::v1;

class CareerCorrectionsServiceTest : public CareersFixture {};

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

TEST_F(CareerCorrectionsServiceTest, ALateEventCorrectsTheDerivedTypesBehindIt) {
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

TEST_F(CareerCorrectionsServiceTest, AStatedTypeIsNeverCorrected) {
  MustRecord(Stated(NewEvent("ana", "2005-01-01", "sergeant"), CAREER_EVENT_TYPE_HIRE));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 HIRE"));
}

TEST_F(CareerCorrectionsServiceTest, EveryOrderOfArrivalEndsInTheSameCareer) {
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

TEST_F(CareerCorrectionsServiceTest, CallsAtTheSameTimeEndInTheSameCareer) {
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

TEST_F(CareerCorrectionsServiceTest, ACorrectionReplacesAnEventAndTakesItsPlace) {
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

TEST_F(CareerCorrectionsServiceTest, ACorrectionOfAnEventThatTheServiceCorrectedReplacesThatCorrection) {
  const auto first = MustRecord(NewEvent("ana", "2005-01-01", "sergeant"));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto automatic = Get(first.name()).superseded_by();
  const auto right = MustRecord(Superseding(NewEvent("ana", "2006-01-01", "sergeant"), first.name()));
  EXPECT_EQ(right.supersedes(), automatic);
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2006-01-01 PROMOTION"));
}

TEST_F(CareerCorrectionsServiceTest, AnEventIsSupersededOnceAndInItsOwnCareer) {
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

TEST_F(CareerCorrectionsServiceTest, WhatNeverHappenedIsTakenBack) {
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

TEST_F(CareerCorrectionsServiceTest, WhatWasTakenBackByMistakeIsSaidAgain) {
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

TEST_F(CareerCorrectionsServiceTest, AVoidedEventNamesWhatNeverHappenedAlone) {
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

TEST_F(CareerCorrectionsServiceTest, TheCareerOfADeceasedPersonIsRecordedEndedAndCorrected) {
  const auto wrong = MustRecord(NewEvent("ana", "2005-01-01", "captain"));
  service_.directory().Bury(rpc::LastPart(Name("participants/~ana")));
  MustRecord(Superseding(NewEvent("ana", "2005-01-01", "sergeant"), wrong.name()));
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  MustRecord(Stated(NewEvent("ana", "2006-01-01"), CAREER_EVENT_TYPE_SEPARATION));
  EXPECT_THAT(Career("ana"), ElementsAre("2001-01-01 HIRE", "2005-01-01 PROMOTION", "2006-01-01 SEPARATION"));
  EXPECT_EQ(Standing("ana", "2006-01-01").rung(), "");
}

}  // namespace
}  // namespace waymark::progression
