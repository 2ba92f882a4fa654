#include <gmock/gmock.h>

#include "services/progression/mentorship_fixture.h"
#include "waymark/progression/v1/verification.grpc.pb.h"

namespace waymark::progression {
namespace {

using namespace waymark::vocabulary::v1;  // NOLINT: the states and modes
using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;

class MentorshipServiceTest : public MentorshipFixture {
 protected:
  // Every event about mentorships, in order of recording.
  std::vector<std::string> Told() {
    std::vector<std::string> types;
    for (const auto& event : service_.outbox()) {
      if (event.has_mentorship_changed()) types.push_back(event.type());
    }
    return types;
  }
};

TEST_F(MentorshipServiceTest, IsReadBackAsItWasMade) {
  v1::Mentorship made, read;
  auto request = NewMentorship("~bea", "ana");
  request.mutable_mentorship()->set_started_on("1999-01-01");
  ASSERT_THAT(Create(request, &made), IsOk());
  EXPECT_EQ(made.mentor(), std::string("accounts/") + kBea);
  EXPECT_EQ(made.mentee(), Name("participants/~ana"));
  EXPECT_EQ(made.state(), MENTORSHIP_STATE_PROPOSED);
  EXPECT_EQ(made.mode(), MENTORSHIP_MODE_ADMIN);
  EXPECT_EQ(made.state_on(), FormatDay(service_.clock().Now()));
  EXPECT_EQ(made.started_on(), "") << "it tells that itself";
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
}

TEST_F(MentorshipServiceTest, GoesItsWayToTheEnd) {
  auto request = NewMentorship(kBea, "ana");
  request.mutable_mentorship()->set_state_on("2025-01-01");
  v1::Mentorship mentorship, read;
  ASSERT_THAT(Create(request, &mentorship), IsOk());
  mentorship = MustMove(mentorship, MENTORSHIP_STATE_PENDING_ACCEPTANCE, "2025-01-02");
  mentorship = MustMove(mentorship, MENTORSHIP_STATE_ACTIVE, "2025-01-03");
  mentorship = MustMove(mentorship, MENTORSHIP_STATE_PAUSED, "2025-02-01");
  mentorship = MustMove(mentorship, MENTORSHIP_STATE_ACTIVE, "2025-03-01");
  EXPECT_EQ(mentorship.started_on(), "2025-01-03");
  EXPECT_EQ(mentorship.ended_on(), "");
  mentorship = MustMove(mentorship, MENTORSHIP_STATE_GOALS_MET, "2025-12-01");
  EXPECT_EQ(mentorship.state_on(), "2025-12-01");
  EXPECT_EQ(mentorship.ended_on(), "2025-12-01");
  ASSERT_THAT(Get(mentorship.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(mentorship));
  EXPECT_THAT(Told(), ElementsAre("mentorship.changed", "mentorship.changed", "mentorship.started",
                                  "mentorship.changed", "mentorship.changed", "mentorship.ended"));
}

TEST_F(MentorshipServiceTest, TellsWhoAndWhatAndWhenByIds) {
  const auto mentorship = Pair(kBea, "ana");
  MustMove(mentorship, MENTORSHIP_STATE_DISSOLVED);
  const auto event = service_.outbox().back();
  EXPECT_EQ(event.type(), "mentorship.ended");
  EXPECT_EQ(event.subject(), Name("participants/~ana"));
  EXPECT_EQ(event.aggregate_version(), 2);
  const auto& changed = event.mentorship_changed();
  EXPECT_EQ(Ref("mentorships/" + changed.mentorship_id()), mentorship.name());
  EXPECT_EQ(changed.account_id(), kBea);
  EXPECT_EQ(Ref("participants/" + changed.participant_id()), mentorship.mentee());
  EXPECT_EQ(changed.from(), MENTORSHIP_STATE_ACTIVE);
  EXPECT_EQ(changed.to(), MENTORSHIP_STATE_DISSOLVED);
  EXPECT_EQ(changed.started_on(), mentorship.started_on());
}

TEST_F(MentorshipServiceTest, TellsTheAuditLogWhatChanged) {
  const auto mentorship = Pair(kBea, "ana");
  MustMove(mentorship, MENTORSHIP_STATE_RE_PAIRED, mentorship.state_on());
  EXPECT_THAT(
      service_.DiffOf("mentorship.started"),
      ::testing::IsSupersetOf({"mentor:  > " + mentorship.mentor(), "mentee:  > " + mentorship.mentee(),
                               "started_on:  > " + mentorship.state_on()}));
  EXPECT_THAT(service_.DiffOf("mentorship.ended"),
              ElementsAre("state: MENTORSHIP_STATE_ACTIVE > MENTORSHIP_STATE_RE_PAIRED",
                          "ended_on:  > " + mentorship.state_on()));
}

TEST_F(MentorshipServiceTest, WhatNeverStartedIsNotToldToEnd) {
  MustMove(Pair(kBea, "ana", MENTORSHIP_STATE_PROPOSED), MENTORSHIP_STATE_DISSOLVED);
  EXPECT_THAT(Told(), ElementsAre("mentorship.changed", "mentorship.changed"));
}

TEST_F(MentorshipServiceTest, AMoveThatThereIsNotNamesBothStates) {
  const auto mentorship = Pair(kBea, "ana", MENTORSHIP_STATE_PROPOSED);
  v1::Mentorship reply;
  const auto status = Move(mentorship.name(), MENTORSHIP_STATE_GOALS_MET, &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  EXPECT_EQ(status.error_message(), "mentorship cannot go from PROPOSED to GOALS_MET");
  ASSERT_THAT(Get(mentorship.name(), &reply), IsOk());
  EXPECT_THAT(reply, EqualsProto(mentorship));
}

TEST_F(MentorshipServiceTest, NobodyIsTheirOwnMentor) {
  const auto person = Pair(kDan, "ana").mentee();
  service_.directory().Own(kBea, person.substr(person.rfind('/') + 1));
  v1::Mentorship reply;
  const auto status = Create(NewMentorship("~bea", "ana"), &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "OWN_MENTOR"));
  EXPECT_THAT(status, BlamesField("mentorship.mentor"));
  EXPECT_THAT(Create(NewMentorship("~bea", "bora"), &reply), IsOk());
}

TEST_F(MentorshipServiceTest, BeginsInAStateOfItsBeginning) {
  v1::Mentorship reply;
  EXPECT_THAT(Create(NewMentorship(kBea, "ana", MENTORSHIP_STATE_PAUSED), &reply),
              BlamesField("mentorship.state"));
}

TEST_F(MentorshipServiceTest, IsNotMovedToADayBeforeThePresentState) {
  auto request = NewMentorship(kBea, "ana", MENTORSHIP_STATE_ACTIVE);
  request.mutable_mentorship()->set_state_on("2025-05-05");
  v1::Mentorship made, reply;
  ASSERT_THAT(Create(request, &made), IsOk());
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_PAUSED, &reply, "2025-05-04"), BlamesField("state_on"));
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_PAUSED, &reply, "2025-05-05"), IsOk());
}

TEST_F(MentorshipServiceTest, WhatBeginsLaterEndsOnItsFirstDayUnlessADayIsSaid) {
  auto request = NewMentorship(kBea, "ana", MENTORSHIP_STATE_ACTIVE);
  request.mutable_mentorship()->set_state_on("2190-01-01");
  v1::Mentorship made, reply;
  ASSERT_THAT(Create(request, &made), IsOk());
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_DISSOLVED, &reply, "2190-01-02"), BlamesField("state_on"));
  EXPECT_EQ(MustMove(made, MENTORSHIP_STATE_DISSOLVED).ended_on(), "2190-01-01");
}

TEST_F(MentorshipServiceTest, HasNotEndedBeforeTheDayCame) {
  const auto made = Pair(kBea, "ana");
  v1::Mentorship reply;
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_GOALS_MET, &reply, "2190-01-01"), BlamesField("state_on"));
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_PAUSED, &reply, "2190-01-01"), IsOk());
}

TEST_F(MentorshipServiceTest, IsMovedByItsEtagAndOnceForARequestId) {
  const auto made = Pair(kBea, "ana");
  v1::ChangeMentorshipStateRequest request;
  request.set_name(made.name());
  request.set_state(MENTORSHIP_STATE_PAUSED);
  request.set_etag(made.etag());
  request.set_request_id("once");
  v1::Mentorship first, second;
  for (v1::Mentorship* reply : {&first, &second})
    ASSERT_THAT(Call(mentorships_, &v1::MentorshipsService::Stub::ChangeMentorshipState, request, reply),
                IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_THAT(Move(made.name(), MENTORSHIP_STATE_ACTIVE, &second, "", made.etag()),
              Fails(Code::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(Told(), ElementsAre("mentorship.started", "mentorship.changed"));
}

TEST_F(MentorshipServiceTest, IsMadeOnceForARequestId) {
  auto request = NewMentorship(kBea, "ana");
  request.set_request_id("once");
  v1::Mentorship first, second;
  ASSERT_THAT(Create(request, &first), IsOk());
  ASSERT_THAT(Create(request, &second), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
}

TEST_F(MentorshipServiceTest, APairHasOneThatHasNotEnded) {
  const auto first = Pair(kBea, "ana", MENTORSHIP_STATE_PROPOSED);
  v1::Mentorship reply;
  const auto status = Create(NewMentorship(kBea, "ana"), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("mentorship.mentee"));
  Pair(kDan, "ana");
  Pair(kBea, "bora");
  MustMove(first, MENTORSHIP_STATE_DISSOLVED);
  EXPECT_THAT(Create(NewMentorship(kBea, "ana"), &reply), IsOk());
}

TEST_F(MentorshipServiceTest, WhoItNamesMustBeThereAndOpen) {
  v1::Mentorship reply;
  auto status = Create(NewMentorship(kBea, "nobody"), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("mentorship.mentee"));
  status = Create(NewMentorship("~nobody", "ana"), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("mentorship.mentor"));
  service_.directory().Close(kBea);
  status = Create(NewMentorship(kBea, "ana"), &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "NOT_A_MENTOR"));
  EXPECT_THAT(status, BlamesField("mentorship.mentor"));
  service_.directory().Close(Name("participants/~cen").substr(Ref("participants/").size()));
  EXPECT_THAT(Create(NewMentorship(kDan, "cen"), &reply),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_CLOSED"));
}

TEST_F(MentorshipServiceTest, AreListedByMentorMenteeAndState) {
  const auto ana = Pair(kBea, "ana"), bora = Pair(kBea, "bora"), cen = Pair(kDan, "cen");
  const std::string bea = "mentor = \"accounts/" + std::string(kBea) + "\"";
  MustMove(bora, MENTORSHIP_STATE_PAUSED);
  EXPECT_THAT(List(), ElementsAre(ana.name(), bora.name(), cen.name()));
  EXPECT_THAT(List(bea), ElementsAre(ana.name(), bora.name()));
  EXPECT_THAT(List("mentee = \"" + Ref("participants/~cen") + "\""), ElementsAre(cen.name()));
  EXPECT_THAT(List("state = ACTIVE AND " + bea), ElementsAre(ana.name()));
  v1::ListMentorshipsRequest request;
  request.set_parent(kParent);
  request.set_filter("mentor = \"accounts/~bea\"");
  v1::ListMentorshipsResponse page;
  EXPECT_THAT(List(request, &page).error_message(), HasSubstr("accounts/ and an id"));
}

TEST_F(MentorshipServiceTest, AreListedInPages) {
  const auto ana = Pair(kBea, "ana"), bora = Pair(kBea, "bora"), cen = Pair(kBea, "cen");
  v1::ListMentorshipsRequest request;
  request.set_parent(kParent);
  request.set_page_size(2);
  v1::ListMentorshipsResponse page;
  ASSERT_THAT(List(request, &page), IsOk());
  ASSERT_EQ(page.mentorships_size(), 2);
  request.set_page_token(page.next_page_token());
  ASSERT_THAT(List(request, &page), IsOk());
  ASSERT_EQ(page.mentorships_size(), 1);
  EXPECT_EQ(page.mentorships(0).name(), cen.name());
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(MentorshipServiceTest, EachVersionHasItsChange) {
  MustMove(Pair(kBea, "ana"), MENTORSHIP_STATE_PAUSED);
  const auto violations = [&] {
    v1::VerifyRequest request;
    request.set_parent(kParent);
    events::v1::VerificationReport report;
    EXPECT_THAT(Call(service_.Stub<v1::VerificationService>(), &v1::VerificationService::Stub::Verify,
                     request, &report),
                IsOk());
    int64_t count = 0;
    // I5 is about what is published: nothing is here.
    for (const auto& check : report.checks()) count += check.invariant() == "I5" ? 0 : check.violations();
    return count;
  };
  EXPECT_EQ(violations(), 0);
  db::Connection(service_.database().admin()).Execute("UPDATE mentorship SET version = 7");
  EXPECT_EQ(violations(), 1);
}

}  // namespace
}  // namespace waymark::progression
