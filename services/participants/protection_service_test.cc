// What callers of each role see of persons who are protected, by every RPC that
// answers persons.
#include "services/common/base/ids.h"
#include "services/participants/protected_fixture.h"
#include "services/participants/redaction.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using testing::EqualsProto;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using namespace waymark::identity::v1;  // NOLINT: the roles

class ProtectionServiceTest : public ProtectedFixture {
 protected:
  v1::Participant Update(v1::Participant participant, const std::string& path) {
    v1::UpdateParticipantRequest request;
    participant.clear_etag();
    *request.mutable_participant() = std::move(participant);
    request.mutable_update_mask()->add_paths(path);
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Participants::UpdateParticipant, request, &reply), IsOk());
    return reply;
  }
  v1::BatchGetParticipantsResponse BatchGet() {
    v1::BatchGetParticipantsRequest request;
    request.set_parent(kParent);
    for (const auto* person : {&minor_, &flagged_, &grown_}) request.add_names(person->name());
    v1::BatchGetParticipantsResponse reply;
    EXPECT_THAT(Call(participants_, &Participants::BatchGetParticipants, request, &reply), IsOk());
    return reply;
  }
};

TEST_F(ProtectionServiceTest, RegistrarsSeeTheWhole) {
  EXPECT_TRUE(minor_.protected_());
  EXPECT_TRUE(flagged_.protected_());
  EXPECT_FALSE(grown_.protected_());
  As(ROLE_REGISTRAR);
  for (const auto* person : {&minor_, &flagged_, &grown_})
    EXPECT_THAT(Get(person->name()), EqualsProto(*person));
  As(ROLE_REGISTRAR, north_);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(minor_));
  EXPECT_THAT(List("display_name = \"canary*\""), ElementsAre("minor"));
}

TEST_F(ProtectionServiceTest, CommandersSeeWhoIsProtectedInPart) {
  AsCommander();
  v1::Participant seen = minor_;
  Redact(Sight::kRedacted, seen);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(seen));
  EXPECT_TRUE(IsRedacted(flagged_));
  EXPECT_THAT(Get(grown_.name()), EqualsProto(grown_));
  As(ROLE_COMMANDER, north_);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(seen));
}

TEST_F(ProtectionServiceTest, NoAnswerToACommanderHoldsWhatIsHidden) {
  for (const bool of_all : {true, false}) {
    if (of_all) {
      AsCommander();
      EXPECT_THAT(BatchGet().SerializeAsString(), Not(HasSubstr("Canary")));
    } else {
      As(ROLE_COMMANDER, north_);
    }
    EXPECT_THAT(Get(minor_.name()).SerializeAsString(), Not(HasSubstr("Canary")));
    EXPECT_THAT(Get(std::string(kParent) + "/participants/~minor").SerializeAsString(),
                Not(HasSubstr("Canary")));
    for (const char* order : {"", "display_name"}) List("", order, 1);
  }
  for (const auto& page : pages_) EXPECT_THAT(page, Not(HasSubstr("Canary")));
  for (const auto& token : tokens_) {
    std::string bytes;
    EXPECT_TRUE(FromBase64Url(token, bytes));
    EXPECT_THAT(bytes, Not(HasSubstr("anary")));
  }
}

TEST_F(ProtectionServiceTest, NamesAreNotFoundByAsking) {
  AsCommander();
  EXPECT_THAT(List(""), ElementsAre("minor", "flagged", "grown"));
  EXPECT_THAT(List("sex = FEMALE"), ElementsAre("minor", "flagged"));
  const std::string in_north = "unit_subtree = \"" + north_.name() + "\"";
  for (const std::string& filter :
       {std::string("display_name = \"canary*\""), std::string("display_name = \"Canary minor\""),
        in_north + " AND display_name = \"c*\""}) {
    EXPECT_THAT(List(filter), IsEmpty()) << filter;
    EXPECT_THAT(List(filter, "display_name"), IsEmpty()) << filter;
  }
  EXPECT_THAT(List("", "display_name"), ElementsAre("grown"));
  EXPECT_THAT(List(in_north, "display_name"), ElementsAre("grown"));
}

TEST_F(ProtectionServiceTest, PagesByNameStayFullWhereSomeAreLeftOut) {
  for (int i = 0; i < 3; ++i) {
    Register(Secret("hidden-" + std::to_string(i), north_));
    auto hidden = Secret("flagged-" + std::to_string(i), north_);
    hidden.mutable_participant()->set_protection(v1::PROTECTION_FLAGGED);
    Register(hidden);
  }
  AsCommander();
  EXPECT_THAT(List("", "display_name", 2), ElementsAre("hidden-0", "hidden-1", "hidden-2", "grown"));
  EXPECT_THAT(List("display_name = \"canary*\"", "", 2), ElementsAre("hidden-0", "hidden-1", "hidden-2"));
}

TEST_F(ProtectionServiceTest, TheRowDecidesWhereTheRightReachesLessThanTheCall) {
  AsCommanderAndRegistrarOf(north_);
  EXPECT_FALSE(IsRedacted(minor_));
  EXPECT_TRUE(IsRedacted(flagged_));
  EXPECT_THAT(List("", "display_name"), ElementsAre("minor", "grown"));
  EXPECT_THAT(List("display_name = \"canary*\""), ElementsAre("minor"));
  // Of the units below too, as the tree is at that time.
  service_.As(testing::AnyRole());
  auto moved = minor_;
  moved.set_unit(station_.name());
  Update(moved, "unit");
  AsCommanderAndRegistrarOf(north_);
  EXPECT_FALSE(IsRedacted(minor_));
  AsCommanderAndRegistrarOf(south_);
  EXPECT_TRUE(IsRedacted(minor_));
  EXPECT_FALSE(IsRedacted(flagged_));
}

TEST_F(ProtectionServiceTest, ParticipantsSeeTheirOwnRecord) {
  auto caller = testing::CallerWith({ROLE_PARTICIPANT}, "asp");
  caller.mutable_grants(0)->set_participant_id(IdOf(minor_.name()));
  service_.As(caller);
  EXPECT_THAT(Get(minor_.name()), EqualsProto(minor_));
  EXPECT_THAT(List("", "display_name"), ElementsAre("minor"));
}

TEST_F(ProtectionServiceTest, WhoMayRecordIsAnsweredTheWhole) {
  As(ROLE_REGISTRAR, north_);
  auto wanted = minor_;
  wanted.set_patronymic("Canary the Elder");
  const auto updated = Update(wanted, "patronymic");
  EXPECT_FALSE(updated.redacted());
  EXPECT_EQ(updated.display_name(), minor_.display_name());
  EXPECT_EQ(updated.contact().emails_size(), 1);
}

TEST_F(ProtectionServiceTest, WhoComesOfAgeIsProtectedNoMore) {
  AsCommander();
  service_.clock().Set(std::chrono::sys_days(std::chrono::year(2030) / 12 / 30) + std::chrono::hours(23));
  EXPECT_TRUE(IsRedacted(minor_));
  service_.clock().Advance(std::chrono::hours(1));
  EXPECT_FALSE(IsRedacted(minor_));
  EXPECT_FALSE(Get(minor_.name()).protected_());
  EXPECT_THAT(List("", "display_name"), ElementsAre("minor", "grown"));
  EXPECT_TRUE(IsRedacted(flagged_));
}

TEST_F(ProtectionServiceTest, AFlagIsSetAndTakenBack) {
  auto wanted = grown_;
  wanted.set_protection(v1::PROTECTION_FLAGGED);
  EXPECT_TRUE(Update(wanted, "protection").protected_());
  AsCommander();
  EXPECT_TRUE(IsRedacted(grown_));
  service_.As(testing::AnyRole());
  wanted.set_protection(v1::PROTECTION_UNSPECIFIED);
  EXPECT_FALSE(Update(wanted, "protection").protected_());
  AsCommander();
  EXPECT_FALSE(IsRedacted(grown_));
}

TEST_F(ProtectionServiceTest, WhatAnswersSayCannotBeSent) {
  auto request = Person("Dritan", "P-1");
  request.mutable_participant()->set_protected_(true);
  request.mutable_participant()->set_redacted(true);
  const auto made = Register(request);
  EXPECT_FALSE(made.protected_());
  EXPECT_FALSE(made.redacted());
  EXPECT_THAT(Get(made.name()), EqualsProto(made));
}

TEST_F(ProtectionServiceTest, ABatchRecordsProtectionToo) {
  v1::BatchCreateParticipantsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = Secret("batch-1", north_);
  *batch.add_requests() = Secret("batch-2", north_);
  batch.mutable_requests(0)->mutable_participant()->set_protection(v1::PROTECTION_FLAGGED);
  batch.mutable_requests(1)->mutable_participant()->set_birth_date("2012-05-06");
  v1::BatchCreateParticipantsResponse made;
  ASSERT_THAT(Call(participants_, &Participants::BatchCreateParticipants, batch, &made), IsOk());
  AsCommander();
  for (const auto& person : made.participants()) {
    EXPECT_TRUE(person.protected_());
    EXPECT_TRUE(IsRedacted(person));
  }
}

}  // namespace
}  // namespace waymark::participants
