#include "services/common/rpc/names.h"
#include "services/participants/person_fixture.h"
#include "waymark/participants/v1/verification.grpc.pb.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using namespace waymark::vocabulary::v1;

class ParticipantUpdateServiceTest : public PersonFixture {};

TEST_F(ParticipantUpdateServiceTest, AnUpdateChangesWhatTheMaskNames) {
  const auto made = Register(Full());
  v1::UpdateParticipantRequest request;
  auto& wanted = *request.mutable_participant();
  wanted.set_name(made.name());
  wanted.set_etag(made.etag());
  wanted.set_sex(SEX_NOT_APPLICABLE);
  wanted.mutable_contact()->add_phones("+355 4 000");
  for (const char* path : {"sex", "contact", "given_name"}) request.mutable_update_mask()->add_paths(path);
  v1::Participant reply, read;
  ASSERT_THAT(Update(request, &reply), IsOk());
  v1::Participant expected = made;
  expected.set_sex(SEX_NOT_APPLICABLE);
  *expected.mutable_contact() = wanted.contact();
  expected.clear_given_name();
  expected.set_etag(reply.etag());
  *expected.mutable_update_time() = reply.update_time();
  EXPECT_THAT(reply, EqualsProto(expected));
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(reply));
  EXPECT_NE(reply.etag(), made.etag());
  EXPECT_EQ(LastEvent().type(), "participant.updated");
  EXPECT_EQ(LastEvent().aggregate_version(), 2);
  EXPECT_EQ(LastEvent().participant_changed().attributes_size(), 0);
}

TEST_F(ParticipantUpdateServiceTest, AnOldEtagIsAbortedAndATamperedOneIsInvalid) {
  const auto made = Register(Person("Ana"));
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_participant()->set_etag(made.etag());
  request.mutable_participant()->set_gender("woman");
  v1::Participant reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_THAT(Update(request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
  request.mutable_participant()->set_etag("\"2.AAAAAAAAAAAAAAAA\"");
  EXPECT_THAT(Update(request, &reply), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

TEST_F(ParticipantUpdateServiceTest, AnUpdateCannotChangeTheExternalId) {
  const auto made = Register(Person("Ana", "P-1"));
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_participant()->set_external_id("P-2");
  request.mutable_update_mask()->add_paths("external_id");
  v1::Participant reply;
  EXPECT_THAT(Update(request, &reply), BlamesField("update_mask"));
}

// A record that is sent back as it was read.
TEST_F(ParticipantUpdateServiceTest, AnUpdateThatChangesNothingIsNotRecorded) {
  auto create = Full();
  create.mutable_participant()->set_external_id("P-1");
  const auto made = Register(create);
  const size_t recorded = service_.outbox().size();
  v1::UpdateParticipantRequest request;
  *request.mutable_participant() = made;
  request.set_request_id("twice");
  v1::Participant reply;
  for (int i = 0; i < 2; ++i) {
    ASSERT_THAT(Update(request, &reply), IsOk());
    EXPECT_THAT(reply, EqualsProto(made));
  }
  EXPECT_EQ(service_.outbox().size(), recorded);
  request.mutable_participant()->set_external_id("P-2");
  request.clear_request_id();
  EXPECT_THAT(Update(request, &reply), BlamesField("participant.external_id"));
}

TEST_F(ParticipantUpdateServiceTest, AttributesAreAddedAndNeverLost) {
  const auto made = Register(Full());
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  auto& attribute = *request.mutable_participant()->add_attributes();
  attribute.set_key("urban_rural");
  attribute.set_value("urban");
  attribute.set_effective_on("2024-01-01");
  v1::Participant reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  ASSERT_EQ(reply.attributes_size(), 3);
  EXPECT_EQ(reply.attributes(1).value(), "rural");
  EXPECT_EQ(reply.attributes(2).value(), "urban");
  ASSERT_EQ(LastEvent().participant_changed().attributes_size(), 1);
  EXPECT_EQ(LastEvent().participant_changed().attributes(0).effective_on(), "2024-01-01");
}

TEST_F(ParticipantUpdateServiceTest, AnUpdateThatNamesAttributesWithoutAnyTakesNone) {
  const auto made = Register(Full());
  v1::UpdateParticipantRequest none, all;
  none.mutable_participant()->set_name(made.name());
  none.mutable_update_mask()->add_paths("attributes");
  *all.mutable_participant() = made;
  all.mutable_participant()->clear_attributes();
  all.mutable_participant()->set_gender("woman of Tirana");
  all.mutable_update_mask()->add_paths("*");
  for (const auto& request : {none, all}) {
    v1::Participant reply, read;
    ASSERT_THAT(Update(request, &reply), IsOk());
    EXPECT_EQ(reply.attributes_size(), 2);
    ASSERT_THAT(Get(made.name(), &read), IsOk());
    EXPECT_THAT(read, EqualsProto(reply));
  }
}

TEST_F(ParticipantUpdateServiceTest, KeysOfOtherSystemsAreReplaced) {
  const auto made = Register(Full());
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_update_mask()->add_paths("external_ids");
  v1::Participant reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_EQ(reply.external_ids_size(), 0);
  auto other = Person("Another");
  *other.mutable_participant()->add_external_ids() = made.external_ids(0);
  EXPECT_THAT(Create(other, &reply), IsOk());
}

TEST_F(ParticipantUpdateServiceTest, ANewUnitHoldsFromItsDayOnAndTheOneBeforeIsKept) {
  const auto made = Register(Full());
  const auto next = MakeUnit("next");
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_participant()->set_unit("organizations/asp/units/~next");
  request.mutable_update_mask()->add_paths("unit");
  v1::Participant reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_EQ(reply.unit(), next.name());
  EXPECT_EQ(reply.unit_effective_on(), "2026-01-15");
  db::Connection admin(service_.database().admin());
  admin.Execute("SET waymark.organization = 'asp'");
  const auto former = admin.Execute("SELECT effective_on::text, unit_id::text FROM participant_former_unit");
  ASSERT_EQ(former.size(), 1u);
  EXPECT_EQ(former[0].Text("effective_on"), "2015-09-01");
  EXPECT_EQ(former[0].Text("unit_id"), rpc::LastPart(made.unit()));
  request.mutable_participant()->set_unit(made.unit());
  request.mutable_participant()->set_unit_effective_on("2014-01-01");
  request.mutable_update_mask()->add_paths("unit_effective_on");
  EXPECT_THAT(Update(request, &reply), BlamesField("participant.unit_effective_on"));
}

TEST_F(ParticipantUpdateServiceTest, TheDayOfThePresentUnitIsCorrectedAsFarAsTheUnitBefore) {
  const auto made = Register(Full());  // since 2015-09-01
  const auto next = MakeUnit("next"), other = MakeUnit("other");
  const auto put = [&](const std::string& unit, const std::string& day) {
    v1::UpdateParticipantRequest request;
    request.mutable_participant()->set_name(made.name());
    request.mutable_participant()->set_unit(unit);
    request.mutable_participant()->set_unit_effective_on(day);
    for (const char* path : {"unit", "unit_effective_on"}) request.mutable_update_mask()->add_paths(path);
    v1::Participant reply;
    return Update(request, &reply);
  };
  const auto former = [&] {
    db::Connection admin(service_.database().admin());
    return admin
        .Execute(
            "SELECT coalesce(string_agg(effective_on::text, ' ' ORDER BY effective_on), '') AS days "
            "FROM participant_former_unit")[0]
        .Text("days");
  };
  ASSERT_THAT(put(next.name(), "2024-03-01"), IsOk());
  ASSERT_THAT(put(next.name(), "2024-09-01"), IsOk());
  EXPECT_EQ(LastEvent().participant_changed().unit_effective_on(), "2024-09-01");
  EXPECT_EQ(former(), "2015-09-01");
  ASSERT_THAT(put(next.name(), "2016-01-01"), IsOk());
  EXPECT_EQ(former(), "2015-09-01");
  EXPECT_THAT(put(next.name(), "2015-08-31"), BlamesField("participant.unit_effective_on"));
  ASSERT_THAT(put(next.name(), "2024-09-01"), IsOk());
  ASSERT_THAT(put(other.name(), "2024-03-01"), IsOk()) << "unit and day at once";
  EXPECT_EQ(former(), "2015-09-01");
  ASSERT_THAT(put(made.unit(), "2015-09-01"), IsOk()) << "they never left";
  EXPECT_EQ(former(), "");
  ASSERT_THAT(put(next.name(), "2024-03-01"), IsOk());
  EXPECT_EQ(former(), "2015-09-01");
}

TEST_F(ParticipantUpdateServiceTest, VerificationSumsUpWhoBelongedWhereSinceWhen) {
  const auto verification = service_.Stub<v1::VerificationService>();
  const auto checksum = [&] {
    v1::VerifyRequest request;
    request.set_parent(kParent);
    waymark::events::v1::VerificationReport report;
    EXPECT_THAT(Call(verification, &v1::VerificationService::Stub::Verify, request, &report), IsOk());
    return report.figures().at("person_units_checksum");
  };
  EXPECT_EQ(checksum(), 0);
  const auto made = Register(Full());
  const int64_t registered = checksum();
  EXPECT_NE(registered, 0);
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_participant()->set_unit(MakeUnit("next").name());
  request.mutable_update_mask()->add_paths("unit");
  v1::Participant reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_NE(checksum(), registered);
}

TEST_F(ParticipantUpdateServiceTest, WhySomebodyLeftIsKeptUntilTheyStandElsewhere) {
  const auto made = Register(Person("Ana"));
  v1::UpdateParticipantRequest leaving, coming;
  for (auto* request : {&leaving, &coming}) {
    request->mutable_participant()->set_name(made.name());
    request->mutable_update_mask()->add_paths("state");
  }
  leaving.mutable_participant()->set_state(PARTICIPANT_STATE_LEFT);
  leaving.mutable_participant()->set_state_reason("moved abroad");
  leaving.mutable_update_mask()->add_paths("state_reason");
  v1::Participant left, read, back;
  ASSERT_THAT(Update(leaving, &left), IsOk());
  EXPECT_EQ(left.state_reason(), "moved abroad");
  EXPECT_THAT(LastEvent().SerializeAsString(), Not(HasSubstr("abroad")));
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(left));

  coming.mutable_participant()->set_state(PARTICIPANT_STATE_ACTIVE);
  ASSERT_THAT(Update(coming, &back), IsOk());
  EXPECT_EQ(back.state_reason(), "");
}

TEST_F(ParticipantUpdateServiceTest, AReasonIsShortAndPlain) {
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(Register(Person("Ana")).name());
  v1::Participant reply;
  for (const auto& reason : {std::string(501, 'x'), std::string("a\0b", 3)}) {
    request.mutable_participant()->set_state_reason(reason);
    EXPECT_THAT(Update(request, &reply), BlamesField("participant.state_reason"));
  }
}

}  // namespace
}  // namespace waymark::participants
