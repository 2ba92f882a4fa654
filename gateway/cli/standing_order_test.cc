#include "gateway/cli/standing_order.h"

#include <gmock/gmock.h>

namespace waymark::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using waymark::progression::v1::CareerEvent;

CareerEvent Event(const std::string& name, const std::string& day, int recorded,
                  const std::string& supersedes = "") {
  CareerEvent event;
  event.set_name(name);
  event.set_effective_on(day);
  event.mutable_create_time()->set_seconds(recorded);
  event.set_supersedes(supersedes);
  return event;
}

class StandingOrderTest : public ::testing::Test {
 protected:
  void Add(const std::vector<CareerEvent>& events) {
    Page page;
    for (const auto& event : events) page.push_back(&event);
    order_.Add(page, take_);
  }
  void Supersede(const std::vector<CareerEvent>& events) {
    Page page;
    for (const auto& event : events) page.push_back(&event);
    order_.AddSuperseded(page);
  }

  StandingOrder order_;
  std::vector<std::string> taken_;
  const StandingOrder::Take take_ = [this](const google::protobuf::Message& event) {
    taken_.push_back(static_cast<const CareerEvent&>(event).name());
  };
};

TEST_F(StandingOrderTest, ACorrectionHasThePlaceOfWhatItCorrectsInTheEnd) {
  Supersede({Event("a", "2020-01-01", 1), Event("a2", "2020-01-01", 3, "a")});
  Add({Event("b", "2020-01-01", 2), Event("a3", "2020-01-01", 4, "a2")});
  order_.Finish(take_);
  EXPECT_THAT(taken_, ElementsAre("a3", "b"));
}

TEST_F(StandingOrderTest, DaysFollowEachOther) {
  Supersede({Event("a", "2020-01-01", 1)});
  Add({Event("b", "2020-01-01", 2), Event("a2", "2020-01-02", 3, "a")});
  EXPECT_THAT(taken_, ElementsAre("b"));
}

TEST_F(StandingOrderTest, ADayMayGoOnOnTheNextPage) {
  Supersede({Event("a", "2020-01-01", 1)});
  Add({Event("b", "2020-01-01", 2)});
  EXPECT_THAT(taken_, IsEmpty());
  Add({Event("a2", "2020-01-01", 3, "a")});
  order_.Finish(take_);
  EXPECT_THAT(taken_, ElementsAre("a2", "b"));
}

}  // namespace
}  // namespace waymark::cli
