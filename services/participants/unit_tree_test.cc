#include "services/participants/unit_tree.h"

#include <gmock/gmock.h>

#include <map>

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;

class PlanParentsTest : public ::testing::Test {
 protected:
  std::vector<std::string> Plan(const std::vector<PlannedUnit>& units) {
    failures_ = std::make_unique<rpc::BatchFailures>(units.size());
    for (const size_t i : failed_before_) failures_->Add(i, InvalidField("unit.kind", "is wrong"));
    return PlanParents(
        units,
        [this](const std::string& reference) {
          const auto found = stored_.find(reference);
          return found == stored_.end() ? rpc::Resolved{} : found->second;
        },
        *failures_);
  }
  std::vector<size_t> Failed(size_t count) const {
    std::vector<size_t> out;
    for (size_t i = 0; i < count; ++i) {
      if (failures_->Has(i)) out.push_back(i);
    }
    return out;
  }
  std::string Reason() const {
    try {
      failures_->ThrowIfAny();
    } catch (const Error& error) {
      return error.reason() + " " + error.violations().front().field;
    }
    return "";
  }

  std::map<std::string, rpc::Resolved> stored_;
  std::vector<size_t> failed_before_;
  std::unique_ptr<rpc::BatchFailures> failures_;
};

TEST_F(PlanParentsTest, AParentMayComeBeforeOrAfterItsChildrenByAnyReference) {
  const auto parents = Plan({{"c", "C", "~B"}, {"b", "B", "a"}, {"a", "A", ""}, {"d", "", "~C"}});
  EXPECT_THAT(parents, ElementsAre("b", "a", "", "c"));
  EXPECT_TRUE(failures_->empty());
}

TEST_F(PlanParentsTest, AUnitThatIsThereComesFirst) {
  stored_["~A"] = {"stored", true};
  EXPECT_THAT(Plan({{"b", "B", "~A"}, {"a", "A", ""}}), ElementsAre("stored", ""));
}

TEST_F(PlanParentsTest, AnUnknownParentFails) {
  Plan({{"a", "A", "~none"}, {"b", "B", ""}});
  EXPECT_THAT(Failed(2), ElementsAre(0));
  EXPECT_EQ(Reason(), "REFERENCE_NOT_FOUND requests[0].unit.parent");
}

TEST_F(PlanParentsTest, AClosedParentFails) {
  stored_["~old"] = {"old", false};
  Plan({{"a", "A", "~old"}});
  EXPECT_EQ(Reason(), "UNIT_CLOSED requests[0].unit.parent");
}

TEST_F(PlanParentsTest, AUnitThatIsItsOwnParentFails) {
  Plan({{"a", "A", "~A"}});
  EXPECT_EQ(Reason(), "UNIT_BELOW_ITSELF requests[0].unit.parent");
}

TEST_F(PlanParentsTest, AllOfACycleFailAndAllBelowIt) {
  Plan({{"below", "X", "~A"}, {"a", "A", "~B"}, {"b", "B", "~C"}, {"c", "C", "~A"}, {"alone", "Y", ""}});
  EXPECT_THAT(Failed(5), ElementsAre(0, 1, 2, 3));
}

TEST_F(PlanParentsTest, TwoCyclesAreBothFound) {
  Plan({{"a", "A", "~B"}, {"b", "B", "~A"}, {"c", "C", "~D"}, {"d", "D", "~C"}});
  EXPECT_THAT(Failed(4), ElementsAre(0, 1, 2, 3));
}

TEST_F(PlanParentsTest, WhatStandsBelowAFailedUnitFailsToo) {
  failed_before_ = {2};
  Plan({{"c", "C", "~B"}, {"b", "B", "~A"}, {"a", "A", ""}, {"d", "D", ""}});
  EXPECT_THAT(Failed(4), ElementsAre(0, 1, 2));
}

TEST_F(PlanParentsTest, ADeepChainIsPlanned) {
  std::vector<PlannedUnit> units;
  for (int i = 0; i < 1000; ++i)
    units.push_back({"id" + std::to_string(i), "", i == 999 ? "" : "id" + std::to_string(i + 1)});
  EXPECT_EQ(Plan(units)[0], "id1");
  EXPECT_TRUE(failures_->empty());
}

}  // namespace
}  // namespace waymark::participants
