#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using Stub = v1::UnitsService::Stub;

class UnitsServiceTest : public ParticipantsFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::Unit* reply) {
    v1::GetUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::GetUnit, request, reply);
  }
  grpc::Status Move(const std::string& name, const std::string& parent, const std::string& day,
                    v1::Unit* reply) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(name);
    request.mutable_unit()->set_parent(parent);
    request.mutable_unit()->set_parent_effective_on(day);
    request.mutable_update_mask()->add_paths("parent");
    if (!day.empty()) request.mutable_update_mask()->add_paths("parent_effective_on");
    return Call(units_, &Stub::UpdateUnit, request, reply);
  }
  grpc::Status Redate(const std::string& name, const std::string& day, v1::Unit* reply) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(name);
    request.mutable_unit()->set_parent_effective_on(day);
    request.mutable_update_mask()->add_paths("parent_effective_on");
    return Call(units_, &Stub::UpdateUnit, request, reply);
  }
  grpc::Status Reopen(const std::string& name, v1::Unit* reply) {
    v1::UndeleteUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::UndeleteUnit, request, reply);
  }
  // What was told last: where the unit stands since when, and the days that are none.
  std::string Told() {
    const auto data = LastEvent().unit_changed();
    std::string told = data.parent_effective_on() + " " + data.parent_id();
    for (const auto& day : data.withdrawn_days()) told += " not " + (day.empty() ? "always" : day);
    return told;
  }
  static std::string Id(const v1::Unit& unit) { return std::string(rpc::LastPart(unit.name())); }
  // As `day parent, day parent`.
  static std::string Planned(const v1::Unit& unit) {
    std::string planned;
    for (const auto& move : unit.planned_moves())
      planned += (planned.empty() ? "" : ", ") + move.effective_on() + " " + move.parent();
    return planned;
  }
  grpc::Status Close(const std::string& name, v1::Unit* reply) {
    v1::DeleteUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::DeleteUnit, request, reply);
  }
  std::vector<std::string> List(const std::string& filter) {
    v1::ListUnitsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_page_size(2);
    std::vector<std::string> ids;
    do {
      v1::ListUnitsResponse page;
      EXPECT_THAT(Call(units_, &Stub::ListUnits, request, &page), IsOk());
      for (const auto& unit : page.units()) ids.push_back(unit.external_id());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }
  static std::string External(const std::string& id) { return "organizations/asp/units/~" + id; }

  static v1::BatchCreateUnitsRequest Batch(const std::vector<std::pair<std::string, std::string>>& units) {
    v1::BatchCreateUnitsRequest batch;
    batch.set_parent(kParent);
    for (const auto& [external_id, parent] : units) {
      auto& unit = *batch.add_requests()->mutable_unit();
      unit.set_external_id(external_id);
      unit.set_display_name("Unit " + external_id);
      if (!parent.empty()) unit.set_parent(External(parent));
    }
    return batch;
  }
  grpc::Status Make(const v1::BatchCreateUnitsRequest& batch, v1::BatchCreateUnitsResponse* reply) {
    return Call(units_, &Stub::BatchCreateUnits, batch, reply);
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

TEST_F(UnitsServiceTest, AMoveHoldsFromItsDayOn) {
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

TEST_F(UnitsServiceTest, AMoveWithoutADayHoldsFromToday) {
  const auto north = MakeUnit("north"), town = MakeUnit("town");
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), External("north"), "", &reply), IsOk());
  EXPECT_EQ(LastEvent().unit_changed().parent_effective_on(), "2026-01-15");
  EXPECT_EQ(LastEvent().unit_changed().parent_id(), rpc::LastPart(north.name()));
}

TEST_F(UnitsServiceTest, AUnitComesToStandBelowNone) {
  const auto town = MakeUnit("town", MakeUnit("north").name());
  v1::Unit reply;
  ASSERT_THAT(Move(town.name(), "", "2020-01-01", &reply), IsOk());
  EXPECT_EQ(reply.parent(), "");
  EXPECT_EQ(reply.parent_effective_on(), "2020-01-01");
  EXPECT_EQ(LastEvent().unit_changed().parent_id(), "");
}

TEST_F(UnitsServiceTest, AUnitCannotStandBelowItself) {
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

TEST_F(UnitsServiceTest, ThePresentMoveIsDatedAnew) {
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

TEST_F(UnitsServiceTest, ARootHasNoDay) {
  const auto north = MakeUnit("north");
  v1::Unit reply;
  EXPECT_THAT(Redate(north.name(), "2020-01-01", &reply), BlamesField("unit.parent_effective_on"));
}

TEST_F(UnitsServiceTest, APlannedMoveIsShownReplacedAndTakenBack) {
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

TEST_F(UnitsServiceTest, WhatIsCorrectedPutsNoUnitBelowItselfOnAnyDay) {
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

TEST_F(UnitsServiceTest, ABatchMayHoldATreeInAnyOrder) {
  v1::BatchCreateUnitsResponse reply;
  ASSERT_THAT(Make(Batch({{"station", "town"}, {"town", "region"}, {"region", ""}}), &reply), IsOk());
  ASSERT_EQ(reply.units_size(), 3);
  EXPECT_EQ(reply.created_count(), 3);
  EXPECT_EQ(reply.units(0).parent(), reply.units(1).name());
  EXPECT_EQ(reply.units(1).parent(), reply.units(2).name());
  v1::Unit read;
  ASSERT_THAT(Get(External("station"), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(reply.units(0)));
  EXPECT_EQ(service_.outbox().size(), 4u);
}

TEST_F(UnitsServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateUnitsResponse reply;
  const auto status = Make(Batch({{"a", ""}, {"b", "none"}, {"c", "d"}, {"d", "c"}}), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("requests[1].unit.parent"));
  EXPECT_THAT(status, BlamesField("requests[2].unit.parent"));
  EXPECT_THAT(List(""), IsEmpty());
}

TEST_F(UnitsServiceTest, ABatchMayKeepTheGoodOnes) {
  MakeUnit("taken");
  auto batch =
      Batch({{"a", ""}, {"b", "none"}, {"c", "d"}, {"d", "c"}, {"taken", ""}, {"e", "a"}, {"f", "b"}});
  batch.mutable_requests(0)->mutable_unit()->set_parent_effective_on("2020-13-01");
  batch.set_return_partial_success(true);
  batch.add_requests()->mutable_unit()->set_display_name("no external id");
  v1::BatchCreateUnitsResponse reply;
  ASSERT_THAT(Make(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  std::vector<int> failed;
  for (int i = 0; i < batch.requests_size(); ++i) {
    if (reply.failed_requests().contains(i)) failed.push_back(i);
  }
  EXPECT_THAT(failed, ElementsAre(0, 1, 2, 3, 4, 5, 6)) << "e and f stand below units that fail";
  EXPECT_EQ(reply.failed_requests().at(4).code(), static_cast<int>(Code::kAlreadyExists));
}

TEST_F(UnitsServiceTest, ABatchAgainFindsTheSameUnits) {
  auto batch = Batch({{"station", "region"}, {"region", ""}});
  v1::BatchCreateUnitsResponse first, again;
  ASSERT_THAT(Make(batch, &first), IsOk());
  EXPECT_THAT(Make(batch, &again), Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  batch.set_allow_existing(true);
  *batch.add_requests() = Batch({{"new", "region"}}).requests(0);
  ASSERT_THAT(Make(batch, &again), IsOk());
  EXPECT_EQ(again.existing_count(), 2);
  EXPECT_EQ(again.created_count(), 1);
  EXPECT_THAT(again.units(0), EqualsProto(first.units(0)));
  EXPECT_EQ(again.units(2).parent(), first.units(1).name());
  batch.mutable_requests(0)->mutable_unit()->set_kind("other");
  const auto status = Make(batch, &again);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[0].unit.external_id"));
}

TEST_F(UnitsServiceTest, ADryRunLeavesNothing) {
  auto batch = Batch({{"station", "region"}, {"region", ""}});
  batch.set_validate_only(true);
  batch.set_request_id("r1");
  v1::BatchCreateUnitsResponse reply;
  ASSERT_THAT(Make(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 2);
  EXPECT_THAT(List(""), IsEmpty());
  EXPECT_EQ(service_.outbox().size(), 1u);
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
