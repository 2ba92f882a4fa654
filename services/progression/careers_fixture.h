#pragma once

#include <string>
#include <vector>

#include "services/progression/fixture.h"

namespace waymark::progression {

// The service with what is on record of careers.
class CareersFixture : public ProgressionFixture {
 protected:
  using Stub = v1::CareersService::Stub;

  v1::CareerEvent Get(const std::string& name) {
    v1::GetCareerEventRequest request;
    request.set_name(name);
    v1::CareerEvent reply;
    EXPECT_THAT(Call(careers_, &Stub::GetCareerEvent, request, &reply), testing::IsOk());
    return reply;
  }
  std::vector<v1::CareerEvent> List(v1::ListCareerEventsRequest request) {
    request.set_parent(kParent);
    std::vector<v1::CareerEvent> out;
    v1::ListCareerEventsResponse page;
    do {
      EXPECT_THAT(Call(careers_, &Stub::ListCareerEvents, request, &page), testing::IsOk());
      out.insert(out.end(), page.career_events().begin(), page.career_events().end());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
  std::vector<v1::CareerEvent> List(const std::string& filter) {
    v1::ListCareerEventsRequest request;
    request.set_filter(filter);
    return List(request);
  }
  // The events that stand of a person: `2009-05-08 PROMOTION`.
  std::vector<std::string> Career(const std::string& person) {
    std::vector<std::string> out;
    for (const auto& event :
         List("participant = organizations/asp/participants/~" + person + " AND superseded = false")) {
      out.push_back(event.effective_on() + " " +
                    waymark::vocabulary::v1::CareerEventType_Name(event.type())
                        .substr(sizeof("CAREER_EVENT_TYPE_") - 1));
    }
    return out;
  }
};

}  // namespace waymark::progression
