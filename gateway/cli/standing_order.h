#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gateway/cli/pages.h"
#include "waymark/progression/v1/careers.pb.h"

namespace waymark::cli {

// Puts career events that stand in the order in which they count. A list has those of a
// day by when they were recorded; one that corrects another counts in that one's place.
class StandingOrder {
 public:
  using Take = std::function<void(const google::protobuf::Message&)>;

  // What was superseded, all of it before the first Add.
  void AddSuperseded(const Page& page);

  // A page of a list of what stands: `take` gets the events of the days that are over.
  void Add(const Page& page, const Take& take);
  // There are no more pages: `take` gets the others.
  void Finish(const Take& take);

 private:
  using CareerEvent = waymark::progression::v1::CareerEvent;

  const CareerEvent& FirstOf(const CareerEvent& event) const;

  std::unordered_map<std::string, CareerEvent> superseded_;
  std::vector<CareerEvent> day_;
};

}  // namespace waymark::cli
