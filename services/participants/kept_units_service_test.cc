// What the administrator of a unit can make of the tree. North, with its stations One and
// Two and the desk of One, and South are below Police.
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using Stub = v1::UnitsService::Stub;

class KeptUnitsServiceTest : public ParticipantsFixture {
 protected:
  KeptUnitsServiceTest() { As({&north_}); }

  void As(std::initializer_list<const v1::Unit*> units) {
    auto caller = testing::CallerWith({}, "asp");
    for (const v1::Unit* unit : units) {
      const auto of_unit = testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp",
                                                 unit->name().substr(unit->name().rfind('/') + 1));
      *caller.add_grants() = of_unit.grants(0);
    }
    service_.As(caller);
  }

  static v1::CreateUnitRequest NewUnit(const std::string& external_id, const std::string& parent) {
    v1::CreateUnitRequest request;
    request.set_parent(kParent);
    request.mutable_unit()->set_external_id(external_id);
    request.mutable_unit()->set_display_name("Unit " + external_id);
    request.mutable_unit()->set_parent(parent);
    return request;
  }
  grpc::Status CreateUnit(const std::string& external_id, const std::string& parent) {
    v1::Unit reply;
    return Call(units_, &Stub::CreateUnit, NewUnit(external_id, parent), &reply);
  }
  grpc::Status CreateAll(const v1::BatchCreateUnitsRequest& batch, v1::BatchCreateUnitsResponse* reply) {
    return Call(units_, &Stub::BatchCreateUnits, batch, reply);
  }
  static std::string External(const std::string& external_id) {
    return std::string(kParent) + "/units/~" + external_id;
  }

  grpc::Status Rename(const v1::Unit& unit, v1::Unit* reply) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(unit.name());
    request.mutable_unit()->set_display_name("Another name");
    request.mutable_update_mask()->add_paths("display_name");
    return Call(units_, &Stub::UpdateUnit, request, reply);
  }
  grpc::Status Move(const v1::Unit& unit, const std::string& parent, const std::string& day = "") {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(unit.name());
    request.mutable_unit()->set_parent(parent);
    request.mutable_unit()->set_parent_effective_on(day);
    request.mutable_update_mask()->add_paths("parent");
    if (!day.empty()) request.mutable_update_mask()->add_paths("parent_effective_on");
    v1::Unit reply;
    return Call(units_, &Stub::UpdateUnit, request, &reply);
  }
  grpc::Status Close(const v1::Unit& unit) {
    v1::DeleteUnitRequest request;
    request.set_name(unit.name());
    v1::Unit reply;
    return Call(units_, &Stub::DeleteUnit, request, &reply);
  }
  grpc::Status Reopen(const v1::Unit& unit) {
    v1::UndeleteUnitRequest request;
    request.set_name(unit.name());
    v1::Unit reply;
    return Call(units_, &Stub::UndeleteUnit, request, &reply);
  }
  std::vector<v1::Unit> All() {
    v1::ListUnitsRequest request;
    request.set_parent(kParent);
    v1::ListUnitsResponse page;
    EXPECT_THAT(Call(units_, &Stub::ListUnits, request, &page), IsOk());
    return {page.units().begin(), page.units().end()};
  }

  const v1::Unit police_ = MakeUnit("police"), north_ = MakeUnit("north", police_.name()),
                 south_ = MakeUnit("south", police_.name()), one_ = MakeUnit("one", north_.name()),
                 two_ = MakeUnit("two", north_.name()), desk_ = MakeUnit("desk", one_.name());
};

TEST_F(KeptUnitsServiceTest, UnitsAreMadeBelowTheOwnAlone) {
  EXPECT_THAT(CreateUnit("three", north_.name()), IsOk());
  EXPECT_THAT(CreateUnit("cell", External("desk")), IsOk());
  for (const std::string& parent : {south_.name(), police_.name(), External("south"), std::string()})
    EXPECT_THAT(CreateUnit("foreign", parent), Fails(Code::kPermissionDenied, "OUTSIDE_REACH")) << parent;
  EXPECT_EQ(All().size(), 8u);
}

TEST_F(KeptUnitsServiceTest, ABatchMakesATreeBelowTheOwn) {
  v1::BatchCreateUnitsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = NewUnit("cell", External("three"));
  *batch.add_requests() = NewUnit("three", north_.name());
  v1::BatchCreateUnitsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.units(0).parent(), reply.units(1).name());
  v1::Unit renamed;
  EXPECT_THAT(Rename(reply.units(0), &renamed), IsOk());
}

TEST_F(KeptUnitsServiceTest, ABatchTellsWhichRowIsOutside) {
  v1::BatchCreateUnitsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = NewUnit("foreign", External("south"));
  *batch.add_requests() = NewUnit("below", External("foreign"));
  *batch.add_requests() = NewUnit("root", "");
  *batch.add_requests() = NewUnit("three", External("north"));
  v1::BatchCreateUnitsResponse reply;
  const auto refused = CreateAll(batch, &reply);
  EXPECT_THAT(refused, Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(refused, BlamesField("requests[0].unit.parent"));
  batch.set_return_partial_success(true);
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  for (const int i : {0, 2})
    EXPECT_EQ(reply.failed_requests().at(i).code(), static_cast<int>(Code::kPermissionDenied)) << i;
  EXPECT_EQ(reply.failed_requests().at(1).code(), static_cast<int>(Code::kNotFound));
}

TEST_F(KeptUnitsServiceTest, ThoseBelowAreChangedAndClosed) {
  v1::Unit reply;
  ASSERT_THAT(Rename(desk_, &reply), IsOk());
  EXPECT_EQ(reply.display_name(), "Another name");
  EXPECT_THAT(Close(desk_), IsOk());
  EXPECT_THAT(Close(one_), IsOk());
}

TEST_F(KeptUnitsServiceTest, OthersAreAsIfTheyWereNot) {
  v1::Unit reply;
  for (const v1::Unit* other : {&south_, &police_}) {
    EXPECT_THAT(Rename(*other, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Close(*other), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Move(*other, north_.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  EXPECT_THAT(All()[2], EqualsProto(south_));
}

TEST_F(KeptUnitsServiceTest, TheOwnUnitIsRenamedAndNotClosedOrMoved) {
  v1::Unit reply;
  EXPECT_THAT(Rename(north_, &reply), IsOk());
  for (const v1::Unit* unit : {&desk_, &one_, &two_}) ASSERT_THAT(Close(*unit), IsOk());
  EXPECT_THAT(Close(north_), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Move(north_, south_.name()), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Move(north_, ""), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
}

TEST_F(KeptUnitsServiceTest, AMoveNeedsTheRightOnBothEnds) {
  EXPECT_THAT(Move(desk_, two_.name()), IsOk());
  EXPECT_THAT(Move(desk_, south_.name()), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Move(desk_, ""), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  As({&north_, &south_});
  EXPECT_THAT(Move(desk_, south_.name()), IsOk());
  EXPECT_THAT(Move(north_, south_.name()), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"))
      << "it would leave police";
}

TEST_F(KeptUnitsServiceTest, WhereAUnitStoodElsewhereStaysAsItIs) {
  service_.As(testing::AnyRole());
  ASSERT_THAT(Move(two_, south_.name(), "2020-01-01"), IsOk());
  ASSERT_THAT(Move(two_, north_.name(), "2024-01-01"), IsOk());
  ASSERT_THAT(Move(two_, south_.name(), "2190-01-01"), IsOk());
  As({&north_});
  for (const char* day : {"2021-01-01", "2190-01-01", "2195-01-01"})
    EXPECT_THAT(Move(two_, one_.name(), day), Fails(Code::kPermissionDenied, "OUTSIDE_REACH")) << day;
  EXPECT_THAT(Move(two_, one_.name(), "2025-01-01"), IsOk());
}

TEST_F(KeptUnitsServiceTest, AMoveIsCorrectedByWhoKeepsBothItsEnds) {
  service_.As(testing::AnyRole());
  ASSERT_THAT(Move(desk_, two_.name(), "2024-01-01"), IsOk());
  ASSERT_THAT(Move(two_, south_.name(), "2024-01-01"), IsOk());
  ASSERT_THAT(Move(two_, north_.name(), "2025-01-01"), IsOk());
  ASSERT_THAT(Move(one_, south_.name(), "2190-01-01"), IsOk());
  As({&north_});
  EXPECT_THAT(Move(desk_, two_.name(), "2025-03-01"), IsOk());
  EXPECT_THAT(Move(desk_, two_.name(), "2023-01-01"), IsOk());
  EXPECT_THAT(Move(desk_, one_.name(), "2023-01-01"), IsOk()) << "it did not move";
  EXPECT_THAT(Move(two_, north_.name(), "2025-03-01"), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"))
      << "it came from south, where it would have stayed longer";
  EXPECT_THAT(Move(two_, north_.name(), "2024-06-01"), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  for (const char* day : {"2190-01-01", "2191-01-01"}) {
    EXPECT_THAT(Move(one_, north_.name(), day), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"))
        << "it is planned to go to south";
  }
  As({&north_, &south_});
  EXPECT_THAT(Move(two_, north_.name(), "2025-03-01"), IsOk());
  EXPECT_THAT(Move(one_, north_.name(), "2190-01-01"), IsOk());
}

TEST_F(KeptUnitsServiceTest, AUnitIsOpenedAgainByWhoKeepsTheOneAbove) {
  for (const v1::Unit* unit : {&desk_, &one_, &two_}) ASSERT_THAT(Close(*unit), IsOk());
  ASSERT_THAT(Reopen(one_), IsOk());
  ASSERT_THAT(Close(one_), IsOk());
  service_.As(testing::AnyRole());
  ASSERT_THAT(Close(north_), IsOk());
  ASSERT_THAT(Close(south_), IsOk());
  As({&north_});
  EXPECT_THAT(Reopen(north_), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Reopen(south_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  As({&police_});
  EXPECT_THAT(Reopen(north_), IsOk());
}

TEST_F(KeptUnitsServiceTest, TheOrganizationIsOfWhoKeepsAllOfIt) {
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(kParent);
  request.mutable_organization()->set_display_name("Ours");
  request.mutable_update_mask()->add_paths("display_name");
  v1::Organization reply;
  EXPECT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::UpdateOrganization, request, &reply),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace waymark::participants
