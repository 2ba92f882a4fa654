#include "services/participants/units_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

class UnitsServiceTest : public UnitsFixture {
 protected:
  grpc::Status Reopen(const std::string& name, v1::Unit* reply) {
    v1::UndeleteUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::UndeleteUnit, request, reply);
  }
};

TEST_F(UnitsServiceTest, WhatWasMadeIsReadBack) {
  const auto region = MakeUnit("AL-11");
  v1::CreateUnitRequest request;
  request.set_parent(kParent);
  auto& sent = *request.mutable_unit();
  sent.set_external_id("a/b c%");
  sent.set_display_name("Station");
  sent.set_kind("station");
  sent.set_parent(External("AL-11"));
  sent.set_parent_effective_on("2010-01-01");
  sent.mutable_area()->set_scheme("ISO-3166-2");
  sent.mutable_area()->set_code("AL-11");
  v1::Unit made, read;
  ASSERT_THAT(Call(units_, &Stub::CreateUnit, request, &made), IsOk());
  EXPECT_EQ(made.parent(), region.name());
  EXPECT_EQ(made.state(), v1::UNIT_STATE_OPEN);
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  ASSERT_THAT(Get(External("a/b c%"), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  const auto data = LastEvent().unit_changed();
  EXPECT_EQ(LastEvent().type(), "unit.changed");
  EXPECT_EQ(data.parent_id(), rpc::LastPart(region.name()));
  EXPECT_EQ(data.kind(), "station");
  EXPECT_EQ(data.parent_effective_on(), "2010-01-01");
}

TEST_F(UnitsServiceTest, KeysAreTakenOnce) {
  MakeUnit("HQ");
  v1::CreateUnitRequest request;
  request.set_parent(kParent);
  request.mutable_unit()->set_external_id("HQ");
  request.mutable_unit()->set_display_name("Another");
  v1::Unit reply;
  const auto status = Call(units_, &Stub::CreateUnit, request, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("unit.external_id"));
}

TEST_F(UnitsServiceTest, AnUnknownParentOrOrganizationIsRefused) {
  v1::CreateUnitRequest request;
  request.set_parent(kParent);
  request.mutable_unit()->set_display_name("Station");
  request.mutable_unit()->set_parent(External("none"));
  v1::Unit reply;
  EXPECT_THAT(Call(units_, &Stub::CreateUnit, request, &reply), BlamesField("unit.parent"));
  request.mutable_unit()->set_parent("organizations/asp/units/0190a2c4-0000-7000-8000-000000000001");
  EXPECT_THAT(Call(units_, &Stub::CreateUnit, request, &reply),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  request.mutable_unit()->clear_parent();
  request.set_parent("organizations/none");
  EXPECT_THAT(Call(units_, &Stub::CreateUnit, request, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(UnitsServiceTest, AClosedUnitIsOpenedAgain) {
  const auto top = MakeUnit("top"), low = MakeUnit("low", top.name());
  v1::Unit reply;
  EXPECT_THAT(Reopen(low.name(), &reply), Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  ASSERT_THAT(Close(low.name(), &reply), IsOk());
  ASSERT_THAT(Close(top.name(), &reply), IsOk());
  EXPECT_THAT(Reopen(External("low"), &reply), Fails(Code::kFailedPrecondition, "UNIT_BELOW_CLOSED"));
  ASSERT_THAT(Reopen(top.name(), &reply), IsOk());
  ASSERT_THAT(Reopen(External("low"), &reply), IsOk());
  EXPECT_EQ(reply.state(), v1::UNIT_STATE_OPEN);
  EXPECT_EQ(LastEvent().type(), "unit.changed");
  EXPECT_EQ(LastEvent().aggregate(), "units/" + Id(low));
  EXPECT_EQ(LastEvent().aggregate_version(), 3);
  EXPECT_EQ(Told(), " " + Id(top));
  EXPECT_EQ(MakeUnit("below", low.name()).parent(), low.name());
}

TEST_F(UnitsServiceTest, AUnitThatIsToComeBelowAClosedOneStaysClosed) {
  const auto north = MakeUnit("north"), town = MakeUnit("town");
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), north.name(), "2190-01-01", &reply), IsOk());
  for (const auto& unit : {town, north}) ASSERT_THAT(Close(unit.name(), &reply), IsOk());
  EXPECT_THAT(Reopen(town.name(), &reply), Fails(Code::kFailedPrecondition, "UNIT_BELOW_CLOSED"));
}

TEST_F(UnitsServiceTest, OpeningAgainIsAskedForOnceAndOfTheVersionThatIsThere) {
  const auto made = MakeUnit("HQ");
  v1::Unit closed, reply, again;
  ASSERT_THAT(Close(made.name(), &closed), IsOk());
  v1::UndeleteUnitRequest request;
  request.set_name(made.name());
  request.set_etag(made.etag());
  EXPECT_THAT(Call(units_, &Stub::UndeleteUnit, request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
  request.set_etag(closed.etag());
  request.set_request_id("r1");
  ASSERT_THAT(Call(units_, &Stub::UndeleteUnit, request, &reply), IsOk());
  ASSERT_THAT(Call(units_, &Stub::UndeleteUnit, request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(reply));
}

TEST_F(UnitsServiceTest, AUnitWithOpenUnitsBelowStaysOpen) {
  const auto top = MakeUnit("top"), low = MakeUnit("low", top.name());
  v1::Unit reply;
  EXPECT_THAT(Close(top.name(), &reply), Fails(Code::kFailedPrecondition, "UNIT_HAS_OPEN_CHILDREN"));
  ASSERT_THAT(Close(low.name(), &reply), IsOk());
  EXPECT_EQ(reply.state(), v1::UNIT_STATE_CLOSED);
  ASSERT_THAT(Close(top.name(), &reply), IsOk());
  EXPECT_THAT(Close(top.name(), &reply), Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
}

TEST_F(UnitsServiceTest, AnUpdateOfAnOldVersionIsAborted) {
  const auto made = MakeUnit("HQ");
  v1::UpdateUnitRequest request;
  *request.mutable_unit() = made;
  request.mutable_unit()->set_kind("station");
  v1::Unit reply;
  ASSERT_THAT(Call(units_, &Stub::UpdateUnit, request, &reply), IsOk());
  EXPECT_EQ(reply.kind(), "station");
  EXPECT_THAT(Call(units_, &Stub::UpdateUnit, request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(UnitsServiceTest, ListsByFilterInPages) {
  const auto north = MakeUnit("north");
  for (const char* id : {"n1", "n2", "n3"}) MakeUnit(id, north.name());
  v1::Unit closed;
  ASSERT_THAT(Close(External("n3"), &closed), IsOk());
  EXPECT_THAT(List(""), ElementsAre("north", "n1", "n2", "n3"));
  EXPECT_THAT(List("parent = \"" + north.name() + "\""), ElementsAre("n1", "n2", "n3"));
  EXPECT_THAT(List("parent = \"organizations/asp/units/~north\" AND state = OPEN"), ElementsAre("n1", "n2"));
  EXPECT_THAT(List("display_name = \"UNIT N*\" AND state = CLOSED"), ElementsAre("n3"));
  EXPECT_THAT(List("external_id = n2"), ElementsAre("n2"));
  EXPECT_THAT(List("parent = \"organizations/asp/units/~none\""), IsEmpty());
}

TEST_F(UnitsServiceTest, AnotherOrganizationSeesNothing) {
  const auto made = MakeUnit("HQ");
  Found("bsp");
  v1::Unit reply;
  for (const auto& last : {std::string(rpc::LastPart(made.name())), std::string("~HQ")})
    EXPECT_THAT(Get("organizations/bsp/units/" + last, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace waymark::participants
