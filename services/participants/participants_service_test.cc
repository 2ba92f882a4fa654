#include "services/common/rpc/names.h"
#include "services/participants/person_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using namespace waymark::vocabulary::v1;
using Stub = v1::ParticipantsService::Stub;

class ParticipantsServiceTest : public PersonFixture {};

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

TEST_F(ParticipantsServiceTest, DeletingRecordsThatThePersonHasLeft) {
  const auto made = Register(Person("Ana"));
  v1::Participant reply;
  ASSERT_THAT(Delete(made.name(), &reply), IsOk());
  EXPECT_EQ(reply.state(), PARTICIPANT_STATE_LEFT);
  EXPECT_EQ(LastEvent().participant_changed().state(), PARTICIPANT_STATE_LEFT);
  EXPECT_THAT(Delete(made.name(), &reply), Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
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
