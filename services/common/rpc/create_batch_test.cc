#include "services/common/rpc/create_batch.h"

#include <gmock/gmock.h>

#include "services/common/testing/test_protos.h"

namespace waymark::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CreateBatch::Item Item(std::string id, std::string digest, std::string external_id) {
  return {std::move(id), std::move(digest), {{"unit.external_id", std::move(external_id)}}};
}

TEST(CreateBatchTest, ItemsWithKeysOfTheirOwnAreNew) {
  BatchFailures failures(3);
  CreateBatch batch(3, false, failures);
  batch.Add(0, Item("id0", "d", "a"));
  batch.Add(1, Item("id1", "d", ""));
  batch.Add(2, Item("id2", "d", ""));
  EXPECT_THAT(batch.NewItems(), ElementsAre(0, 1, 2));
  EXPECT_TRUE(failures.empty());
}

TEST(CreateBatchTest, ARepeatedKeyFailsUnlessItsContentIsTheSameAndThatIsAllowed) {
  for (const bool allow : {false, true}) {
    BatchFailures failures(3);
    CreateBatch batch(3, allow, failures);
    batch.Add(0, Item("id0", "d", "a"));
    batch.Add(1, Item("id1", "d", "a"));
    batch.Add(2, Item("id2", "other", "a"));
    EXPECT_THAT(batch.NewItems(), ElementsAre(0));
    EXPECT_EQ(failures.Has(1), !allow);
    EXPECT_EQ(batch.IsExisting(1), allow);
    EXPECT_TRUE(failures.Has(2));
  }
}

TEST(CreateBatchTest, ARepeatHasTheIdOfTheFirst) {
  BatchFailures failures(2);
  CreateBatch batch(2, true, failures);
  batch.Add(0, Item("id0", "d", "a"));
  batch.Add(1, Item("id1", "d", "a"));
  EXPECT_EQ(batch.id(1), "id0");
}

TEST(CreateBatchTest, ARecordWithTheSameContentIsExisting) {
  BatchFailures failures(2);
  CreateBatch batch(2, true, failures);
  batch.Add(0, Item("id0", "d", "a"));
  batch.Add(1, Item("id1", "d", "b"));
  batch.Taken(0, "unit.external_id", "stored", "d");
  batch.Taken(1, "unit.external_id", "stored", "other");
  EXPECT_THAT(batch.ExistingItems(), ElementsAre(0));
  EXPECT_EQ(batch.id(0), "stored");
  EXPECT_FALSE(failures.Has(0));
  EXPECT_TRUE(failures.Has(1));
  EXPECT_THAT(batch.NewItems(), IsEmpty());
}

TEST(CreateBatchTest, WhatBecomesOfAnItemBecomesOfItsRepeats) {
  BatchFailures failures(4);
  CreateBatch batch(4, true, failures);
  for (size_t i : {0, 1}) batch.Add(i, Item("id", "d", "a"));
  for (size_t i : {2, 3}) batch.Add(i, Item("id", "e", "b"));
  batch.Taken(0, "unit.external_id", "stored", "d");
  batch.Taken(2, "unit.external_id", "stored", "other");
  EXPECT_EQ(batch.id(1), "stored");
  EXPECT_TRUE(failures.Has(2));
  EXPECT_TRUE(failures.Has(3));
}

TEST(CreateBatchTest, WhatCannotBeMadeAfterAllFailsWithItsRepeats) {
  BatchFailures failures(3);
  CreateBatch batch(3, true, failures);
  batch.Add(0, Item("id0", "d", "a"));
  batch.Add(1, Item("id1", "d", "a"));
  batch.Add(2, Item("id2", "d", "b"));
  batch.Fail(0, FailedPrecondition("FULL", "no seat is free"));
  EXPECT_THAT(batch.NewItems(), ElementsAre(2));
  EXPECT_THAT(batch.ExistingItems(), IsEmpty());
  EXPECT_TRUE(failures.Has(0));
  EXPECT_TRUE(failures.Has(1));
}

TEST(ContentDigestTest, IgnoresWhatTheServiceSets) {
  testing::TestProtos protos(R"(
    syntax = "proto3";
    package test;
    import "google/api/field_behavior.proto";
    message Unit {
      string name = 1 [(google.api.field_behavior) = OUTPUT_ONLY];
      string display_name = 2;
      string kind = 3;
    }
  )");
  const auto digest = [&](const char* unit) { return ContentDigest(*protos.Make("Unit", unit)); };
  const std::string sent = digest("display_name: 'HQ'");
  EXPECT_EQ(digest("name: 'organizations/asp/units/1' display_name: 'HQ'"), sent);
  EXPECT_NE(digest("display_name: 'HQ' kind: 'region'"), sent);
}

}  // namespace
}  // namespace waymark::rpc
