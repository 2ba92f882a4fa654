#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"
#include "waymark/participants/v1/verification.grpc.pb.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using namespace waymark::vocabulary::v1;
using Stub = v1::ParticipantsService::Stub;

class ParticipantsServiceTest : public ParticipantsFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::Participant* reply) {
    v1::GetParticipantRequest request;
    request.set_name(name);
    return Call(participants_, &Stub::GetParticipant, request, reply);
  }
  grpc::Status Update(const v1::UpdateParticipantRequest& request, v1::Participant* reply) {
    return Call(participants_, &Stub::UpdateParticipant, request, reply);
  }
  grpc::Status Delete(const std::string& name, v1::Participant* reply) {
    v1::DeleteParticipantRequest request;
    request.set_name(name);
    return Call(participants_, &Stub::DeleteParticipant, request, reply);
  }
  std::vector<std::string> Names(const std::string& filter, const std::string& order_by = "") {
    v1::ListParticipantsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(2);
    std::vector<std::string> names;
    do {
      v1::ListParticipantsResponse page;
      EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), IsOk());
      for (const auto& participant : page.participants()) names.push_back(participant.display_name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  // Registers a person whose every field has a value.
  v1::CreateParticipantRequest Full() {
    auto request = Person("Ana Hoxha", "P-1");
    auto& p = *request.mutable_participant();
    p.set_given_name("Ana");
    p.set_family_name("Hoxha");
    p.set_patronymic("Agron");
    p.add_other_names()->set_text("Ана");
    p.mutable_other_names(0)->set_script("Cyrl");
    p.set_sex(SEX_FEMALE);
    p.set_gender("woman");
    p.set_birth_date("1990-05~");
    p.add_external_ids()->set_system("payroll");
    p.mutable_external_ids(0)->set_value("77");
    p.set_unit(MakeUnit("HQ").name());
    p.set_joined_on("2015-09-01");
    p.mutable_contact()->add_emails("ana@example.org");
    p.add_guardians()->set_display_name("Agron Hoxha");
    p.add_consents()->set_purpose("evaluation");
    p.mutable_consents(0)->set_given_on("2020-01-01");
    auto& attribute = *p.add_attributes();
    attribute.set_key("urban_rural");
    attribute.set_value("rural");
    attribute.set_effective_on("2020-01-01");
    p.add_attributes()->set_key("language");
    return request;
  }
};

TEST_F(ParticipantsServiceTest, WhatWasRegisteredIsReadBack) {
  const auto made = Register(Full());
  v1::Participant read;
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  ASSERT_THAT(Get("organizations/asp/participants/~P-1", &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  EXPECT_EQ(made.state(), PARTICIPANT_STATE_ACTIVE);
  EXPECT_EQ(made.attributes(0).key(), "language");
}

TEST_F(ParticipantsServiceTest, TheEventHoldsIdsCodesAndDatesOnly) {
  const auto made = Register(Full());
  const auto event = LastEvent();
  EXPECT_EQ(event.type(), "participant.registered");
  EXPECT_EQ(event.subject(), made.name());
  EXPECT_EQ(event.aggregate_version(), 1);
  const auto& data = event.participant_changed();
  EXPECT_EQ(made.name(), "organizations/asp/participants/" + data.participant_id());
  EXPECT_EQ(made.unit(), "organizations/asp/units/" + data.unit_id());
  EXPECT_EQ(data.unit_effective_on(), "2015-09-01");
  EXPECT_EQ(data.sex(), SEX_FEMALE);
  EXPECT_EQ(data.birth_date(), "1990-05~");
  EXPECT_EQ(data.attributes_size(), 2);
  const std::string bytes = event.SerializeAsString();
  for (const char* secret : {"Hoxha", "Ana", "P-1", "payroll", "example.org", "woman"})
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST_F(ParticipantsServiceTest, AnIdMayBeChosen) {
  auto request = Person("Ana");
  request.set_participant_id("0190a2c4-0000-7000-8000-000000000001");
  EXPECT_EQ(Register(request).name(), "organizations/asp/participants/0190a2c4-0000-7000-8000-000000000001");
  v1::Participant reply;
  const auto status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("participant_id"));
}

TEST_F(ParticipantsServiceTest, AnExternalIdIsTakenOnceInAnOrganization) {
  Register(Person("Ana", "P-1"));
  v1::Participant reply;
  const auto status = Create(Person("Another", "P-1"), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("participant.external_id"));
  Found("bsp");
  auto elsewhere = Person("Ana", "P-1");
  elsewhere.set_parent("organizations/bsp");
  EXPECT_THAT(Create(elsewhere, &reply), IsOk());
}

TEST_F(ParticipantsServiceTest, AKeyOfAnotherSystemIsTakenOnce) {
  const auto made = Register(Full());
  auto request = Person("Another");
  *request.mutable_participant()->add_external_ids() = made.external_ids(0);
  v1::Participant reply;
  const auto status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("participant.external_ids"));
}

TEST_F(ParticipantsServiceTest, TheUnitMayBeNamedByItsExternalId) {
  const auto unit = MakeUnit("HQ");
  auto request = Person("Ana");
  request.mutable_participant()->set_unit("organizations/asp/units/~HQ");
  EXPECT_EQ(Register(request).unit(), unit.name());
}

TEST_F(ParticipantsServiceTest, TheUnitMustBeThereAndOpen) {
  auto request = Person("Ana");
  v1::Participant reply;
  for (const char* unit :
       {"organizations/asp/units/~none", "organizations/asp/units/0190a2c4-0000-7000-8000-000000000001"}) {
    request.mutable_participant()->set_unit(unit);
    const auto status = Create(request, &reply);
    EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
    EXPECT_THAT(status, BlamesField("participant.unit"));
  }
  v1::DeleteUnitRequest close;
  close.set_name(MakeUnit("old").name());
  v1::Unit closed;
  ASSERT_THAT(Call(units_, &v1::UnitsService::Stub::DeleteUnit, close, &closed), IsOk());
  request.mutable_participant()->set_unit(closed.name());
  EXPECT_THAT(Create(request, &reply), Fails(Code::kFailedPrecondition, "UNIT_CLOSED"));
}

TEST_F(ParticipantsServiceTest, NobodyIsRegisteredInAnUnknownOrganization) {
  auto request = Person("Ana");
  request.set_parent("organizations/none");
  v1::Participant reply;
  EXPECT_THAT(Create(request, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ParticipantsServiceTest, WrongFieldsAreNamedAllAtOnce) {
  auto request = Person("");
  request.mutable_participant()->set_sex(static_cast<Sex>(5));
  request.mutable_participant()->set_joined_on("2020-02-30");
  v1::Participant reply;
  const auto status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  for (const char* field : {"participant.display_name", "participant.sex", "participant.joined_on"})
    EXPECT_THAT(status, BlamesField(field));
  auto unborn = Person("Ana");
  unborn.mutable_participant()->set_birth_date("2026-02");
  EXPECT_THAT(Create(unborn, &reply), BlamesField("participant.birth_date"));
}

TEST_F(ParticipantsServiceTest, AskingTwiceGivesTheFirstAnswer) {
  auto request = Person("Ana", "P-1");
  request.set_request_id("r1");
  const auto first = Register(request);
  EXPECT_THAT(Register(request), EqualsProto(first));
  const auto events = service_.outbox().size();
  EXPECT_EQ(events, 2u);  // of the organization and of the person
  request.mutable_participant()->set_sex(SEX_FEMALE);
  v1::Participant reply;
  EXPECT_THAT(Create(request, &reply), Fails(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ParticipantsServiceTest, TheAnswerToAnothersRequestIsNotGiven) {
  auto request = Person("Ana");
  request.set_request_id("r1");
  v1::Participant reply;
  ASSERT_THAT(Create(request, &reply), IsOk());
  auto other = testing::AnyRole();
  other.set_account_id("00000000-0000-7000-8000-000000000002");
  service_.As(other);
  EXPECT_THAT(Create(request, &reply), Fails(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ParticipantsServiceTest, AnUpdateChangesWhatTheMaskNames) {
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

TEST_F(ParticipantsServiceTest, AnOldEtagIsAbortedAndATamperedOneIsInvalid) {
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

TEST_F(ParticipantsServiceTest, AnUpdateCannotChangeTheExternalId) {
  const auto made = Register(Person("Ana", "P-1"));
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(made.name());
  request.mutable_participant()->set_external_id("P-2");
  request.mutable_update_mask()->add_paths("external_id");
  v1::Participant reply;
  EXPECT_THAT(Update(request, &reply), BlamesField("update_mask"));
}

// A record that is sent back as it was read.
TEST_F(ParticipantsServiceTest, AnUpdateThatChangesNothingIsNotRecorded) {
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

TEST_F(ParticipantsServiceTest, AttributesAreAddedAndNeverLost) {
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

TEST_F(ParticipantsServiceTest, KeysOfOtherSystemsAreReplaced) {
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

TEST_F(ParticipantsServiceTest, ANewUnitHoldsFromItsDayOnAndTheOneBeforeIsKept) {
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

TEST_F(ParticipantsServiceTest, TheDayOfThePresentUnitIsCorrectedAsFarAsTheUnitBefore) {
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

TEST_F(ParticipantsServiceTest, VerificationSumsUpWhoBelongedWhereSinceWhen) {
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

TEST_F(ParticipantsServiceTest, DeletingRecordsThatThePersonHasLeft) {
  const auto made = Register(Person("Ana"));
  v1::Participant reply;
  ASSERT_THAT(Delete(made.name(), &reply), IsOk());
  EXPECT_EQ(reply.state(), PARTICIPANT_STATE_LEFT);
  EXPECT_EQ(LastEvent().participant_changed().state(), PARTICIPANT_STATE_LEFT);
  EXPECT_THAT(Delete(made.name(), &reply), Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
}

TEST_F(ParticipantsServiceTest, WhySomebodyLeftIsKeptUntilTheyStandElsewhere) {
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

TEST_F(ParticipantsServiceTest, AReasonIsShortAndPlain) {
  v1::UpdateParticipantRequest request;
  request.mutable_participant()->set_name(Register(Person("Ana")).name());
  v1::Participant reply;
  for (const auto& reason : {std::string(501, 'x'), std::string("a\0b", 3)}) {
    request.mutable_participant()->set_state_reason(reason);
    EXPECT_THAT(Update(request, &reply), BlamesField("participant.state_reason"));
  }
}

TEST_F(ParticipantsServiceTest, ManyAreReadInTheOrderAsked) {
  const auto ana = Register(Person("Ana", "P-1")), ben = Register(Person("Ben"));
  v1::BatchGetParticipantsRequest request;
  request.set_parent(kParent);
  for (const auto& name : {ben.name(), std::string("organizations/asp/participants/~P-1"), ben.name()})
    request.add_names(name);
  v1::BatchGetParticipantsResponse reply;
  ASSERT_THAT(Call(participants_, &Stub::BatchGetParticipants, request, &reply), IsOk());
  ASSERT_EQ(reply.participants_size(), 3);
  EXPECT_THAT(reply.participants(0), EqualsProto(ben));
  EXPECT_THAT(reply.participants(1), EqualsProto(ana));
  request.add_names("organizations/asp/participants/~none");
  EXPECT_THAT(Call(participants_, &Stub::BatchGetParticipants, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ParticipantsServiceTest, ListsByIdAndByName) {
  for (const char* name : {"Édith", "ben", "Ana", "anita", "Ébène"}) Register(Person(name));
  EXPECT_THAT(Names(""), ElementsAre("Édith", "ben", "Ana", "anita", "Ébène"));
  EXPECT_THAT(Names("", "display_name"), ElementsAre("Ana", "anita", "ben", "Ébène", "Édith"));
  EXPECT_THAT(Names("display_name = \"AN*\"", "display_name"), ElementsAre("Ana", "anita"));
  EXPECT_THAT(Names("display_name = \"é*\""), ElementsAre("Édith", "Ébène"));
  EXPECT_THAT(Names("display_name = ana"), ElementsAre("Ana"));
}

TEST_F(ParticipantsServiceTest, ListsByFilter) {
  const auto region = MakeUnit("region"), town = MakeUnit("town", region.name());
  const auto station = MakeUnit("station", town.name());
  auto in = [&](const std::string& name, const std::string& unit, Sex sex) {
    auto request = Person(name, "x-" + name);
    request.mutable_participant()->set_unit(unit);
    request.mutable_participant()->set_sex(sex);
    return Register(request);
  };
  in("Ana", station.name(), SEX_FEMALE);
  in("Ben", town.name(), SEX_MALE);
  in("Eva", region.name(), SEX_FEMALE);
  const auto left = in("Flo", "", SEX_UNSPECIFIED);
  v1::Participant reply;
  ASSERT_THAT(Delete(left.name(), &reply), IsOk());
  EXPECT_THAT(Names("unit_subtree = \"organizations/asp/units/~town\""), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(Names("unit_subtree = \"" + region.name() + "\" AND sex = FEMALE"), ElementsAre("Ana", "Eva"));
  EXPECT_THAT(Names("unit_subtree = \"organizations/asp/units/~none\""), IsEmpty());
  EXPECT_THAT(Names("state = LEFT"), ElementsAre("Flo"));
  EXPECT_THAT(Names("sex = UNSPECIFIED"), ElementsAre("Flo"));
  EXPECT_THAT(Names("external_id = x-Eva"), ElementsAre("Eva"));
}

TEST_F(ParticipantsServiceTest, AWrongFilterOrderOrPageTokenIsNamed) {
  v1::ListParticipantsRequest request;
  request.set_parent(kParent);
  v1::ListParticipantsResponse page;
  for (const char* filter : {"sex = WOMAN", "name = x", "unit_subtree = ~x", "sex >"}) {
    request.set_filter(filter);
    EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), BlamesField("filter"))
        << filter;
  }
  request.clear_filter();
  request.set_order_by("sex");
  EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), BlamesField("order_by"));
  request.clear_order_by();
  request.set_page_token("AAAAAAAAAAAAAAAAAAAAAAAA");
  EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page),
              Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

TEST_F(ParticipantsServiceTest, AnotherOrganizationSeesNothing) {
  const auto made = Register(Person("Ana", "P-1"));
  Found("bsp");
  const std::string id(rpc::LastPart(made.name()));
  v1::Participant reply;
  for (const auto& last : {id, std::string("~P-1")}) {
    EXPECT_THAT(Get("organizations/bsp/participants/" + last, &reply),
                Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Delete("organizations/bsp/participants/" + last, &reply),
                Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  v1::ListParticipantsRequest list;
  list.set_parent("organizations/bsp");
  v1::ListParticipantsResponse page;
  ASSERT_THAT(Call(participants_, &Stub::ListParticipants, list, &page), IsOk());
  EXPECT_EQ(page.participants_size(), 0);
}

TEST_F(ParticipantsServiceTest, AUnitOfAnotherOrganizationIsRefused) {
  auto request = Person("Ana");
  request.mutable_participant()->set_unit("organizations/bsp/units/~HQ");
  v1::Participant reply;
  EXPECT_THAT(Create(request, &reply), BlamesField("participant.unit"));
}

}  // namespace
}  // namespace waymark::participants
