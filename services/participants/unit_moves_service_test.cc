#include "services/participants/units_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;

class UnitMovesServiceTest : public UnitsFixture {
 protected:
  grpc::Status Redate(const std::string& name, const std::string& day, v1::Unit* reply) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(name);
    request.mutable_unit()->set_parent_effective_on(day);
    request.mutable_update_mask()->add_paths("parent_effective_on");
    return Call(units_, &Stub::UpdateUnit, request, reply);
  }
  // As `day parent, day parent`.
  static std::string Planned(const v1::Unit& unit) {
    std::string planned;
    for (const auto& move : unit.planned_moves())
      planned += (planned.empty() ? "" : ", ") + move.effective_on() + " " + move.parent();
    return planned;
  }
};

TEST_F(UnitMovesServiceTest, AMoveHoldsFromItsDayOn) {
  const auto north = MakeUnit("north"), south = MakeUnit("south"), town = MakeUnit("town", north.name());
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), south.name(), "2020-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), south.name());
  EXPECT_EQ(reply.parent_effective_on(), "2020-01-01");
  EXPECT_EQ(LastEvent().aggregate_version(), 2);
  ASSERT_THAT(Move(town.name(), north.name(), "2190-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), south.name()) << "a later day has not come";
  EXPECT_EQ(LastEvent().unit_changed().parent_id(), rpc::LastPart(north.name()));
  EXPECT_EQ(LastEvent().unit_changed().parent_effective_on(), "2190-01-01");
  db::Connection admin(service_.database().admin());
  admin.Execute("SET waymark.organization = 'asp'");
  const auto history = admin.Execute(
      "SELECT effective_on::text AS day, parent_id::text FROM unit_parent ORDER BY effective_on");
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].Text("day"), "-infinity");
  EXPECT_EQ(history[0].Text("parent_id"), rpc::LastPart(north.name()));
}

TEST_F(UnitMovesServiceTest, AMoveWithoutADayHoldsFromToday) {
  const auto north = MakeUnit("north"), town = MakeUnit("town");
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), External("north"), "", &reply), IsOk());
  EXPECT_EQ(LastEvent().unit_changed().parent_effective_on(), "2026-01-15");
  EXPECT_EQ(LastEvent().unit_changed().parent_id(), rpc::LastPart(north.name()));
}

TEST_F(UnitMovesServiceTest, AUnitComesToStandBelowNone) {
  const auto town = MakeUnit("town", MakeUnit("north").name());
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), "", "2020-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), "");
  EXPECT_EQ(reply.parent_effective_on(), "2020-01-01");
  EXPECT_EQ(LastEvent().unit_changed().parent_id(), "");
}

TEST_F(UnitMovesServiceTest, AUnitCannotStandBelowItself) {
  const auto top = MakeUnit("top"), middle = MakeUnit("middle", top.name());
  const auto low = MakeUnit("low", middle.name());
  v1::Unit reply;
  for (const auto& parent : {top.name(), middle.name(), low.name()}) {
    const auto status = Move(top.name(), parent, "2020-01-01", &reply);
    EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "UNIT_BELOW_ITSELF"));
    EXPECT_THAT(status, BlamesField("unit.parent"));
  }
  EXPECT_THAT(Move(low.name(), top.name(), "2020-01-01", &reply), IsOk());
}

TEST_F(UnitMovesServiceTest, ThePresentMoveIsDatedAnew) {
  const auto north = MakeUnit("north"), south = MakeUnit("south"), town = MakeUnit("town", north.name());
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), south.name(), "2025-01-01", &reply), IsOk());
  ASSERT_THAT(Move(town.name(), south.name(), "2024-07-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), south.name());
  EXPECT_EQ(reply.parent_effective_on(), "2024-07-01");
  EXPECT_EQ(Told(), "2024-07-01 " + Id(south) + " not 2025-01-01");
  ASSERT_THAT(Redate(town.name(), "2190-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), north.name()) << "it has not moved yet";
  EXPECT_EQ(Planned(reply), "2190-01-01 " + south.name());
  EXPECT_EQ(Told(), "2190-01-01 " + Id(south) + " not 2024-07-01");
  ASSERT_THAT(Redate(town.name(), "2020-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), north.name()) << "the day alone is that of the present parent";
  EXPECT_EQ(Told(), "2020-01-01 " + Id(north) + " not always");
  EXPECT_THAT(Redate(town.name(), "2190-01-01", &reply), BlamesField("unit.parent_effective_on"));
  v1::Unit read;
  ASSERT_THAT(Get(town.name(), &read), IsOk());
  EXPECT_EQ(read.parent_effective_on(), "2020-01-01");
  EXPECT_EQ(Planned(read), "2190-01-01 " + south.name());
}

TEST_F(UnitMovesServiceTest, ARootHasNoDay) {
  const auto north = MakeUnit("north");
  v1::Unit reply;
  EXPECT_THAT(Redate(north.name(), "2020-01-01", &reply), BlamesField("unit.parent_effective_on"));
}

TEST_F(UnitMovesServiceTest, APlannedMoveIsShownReplacedAndTakenBack) {
  const auto north = MakeUnit("north"), south = MakeUnit("south"), town = MakeUnit("town", north.name());
  v1::Unit reply, read;
  ASSERT_THAT(Move(town.name(), south.name(), "2190-01-01", &reply), IsOk());
  EXPECT_EQ(Planned(reply), "2190-01-01 " + south.name());
  ASSERT_THAT(Move(town.name(), south.name(), "2191-01-01", &reply), IsOk());
  EXPECT_EQ(Planned(reply), "2191-01-01 " + south.name());
  EXPECT_EQ(Told(), "2191-01-01 " + Id(south) + " not 2190-01-01");
  ASSERT_THAT(Move(town.name(), "", "2191-01-01", &reply), IsOk());
  EXPECT_EQ(Planned(reply), "2191-01-01 ");
  ASSERT_THAT(Move(town.name(), north.name(), "2191-01-01", &reply), IsOk());
  EXPECT_EQ(Planned(reply), "");
  EXPECT_EQ(Told(), " " + Id(north) + " not 2191-01-01");
  ASSERT_THAT(Get(town.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(reply));
}

TEST_F(UnitMovesServiceTest, WhatIsCorrectedPutsNoUnitBelowItselfOnAnyDay) {
  const auto top = MakeUnit("top"), north = MakeUnit("north", top.name()),
             town = MakeUnit("town", north.name());
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), top.name(), "2020-01-01", &reply), IsOk());
  ASSERT_THAT(Move(north.name(), town.name(), "2022-01-01", &reply), IsOk());
  for (const char* day : {"2023-01-01", "2190-01-01"}) {
    EXPECT_THAT(Move(town.name(), top.name(), day, &reply),
                Fails(Code::kFailedPrecondition, "UNIT_BELOW_ITSELF"))
        << "it would be below north until then, which is below it";
  }
  EXPECT_THAT(Move(town.name(), north.name(), "2020-01-01", &reply),
              Fails(Code::kFailedPrecondition, "UNIT_BELOW_ITSELF"))
      << "it would have stayed there";
  EXPECT_THAT(Move(town.name(), top.name(), "2022-01-01", &reply), IsOk());
  EXPECT_THAT(Move(north.name(), town.name(), "2021-12-31", &reply),
              Fails(Code::kFailedPrecondition, "UNIT_BELOW_ITSELF"));
}

}  // namespace
}  // namespace waymark::participants
