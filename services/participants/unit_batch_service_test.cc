#include "services/participants/units_fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

class UnitBatchServiceTest : public UnitsFixture {
 protected:
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

TEST_F(UnitBatchServiceTest, ABatchMayHoldATreeInAnyOrder) {
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

TEST_F(UnitBatchServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateUnitsResponse reply;
  const auto status = Make(Batch({{"a", ""}, {"b", "none"}, {"c", "d"}, {"d", "c"}}), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("requests[1].unit.parent"));
  EXPECT_THAT(status, BlamesField("requests[2].unit.parent"));
  EXPECT_THAT(List(""), IsEmpty());
}

TEST_F(UnitBatchServiceTest, ABatchMayKeepTheGoodOnes) {
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

TEST_F(UnitBatchServiceTest, ABatchAgainFindsTheSameUnits) {
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

TEST_F(UnitBatchServiceTest, ADryRunLeavesNothing) {
  auto batch = Batch({{"station", "region"}, {"region", ""}});
  batch.set_validate_only(true);
  batch.set_request_id("r1");
  v1::BatchCreateUnitsResponse reply;
  ASSERT_THAT(Make(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 2);
  EXPECT_THAT(List(""), IsEmpty());
  EXPECT_EQ(service_.outbox().size(), 1u);
}

}  // namespace
}  // namespace waymark::participants
