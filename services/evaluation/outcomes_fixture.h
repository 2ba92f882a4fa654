#pragma once

#include <string>
#include <vector>

#include "services/common/events/event_test_support.h"
#include "services/evaluation/fixture.h"

namespace waymark::evaluation {

// Asks for the outcomes of what is in the streams.
class OutcomesFixture : public EvaluationFixture {
 protected:
  explicit OutcomesFixture(events::Publishers published = {}) : EvaluationFixture({}, std::move(published)) {}

  void Publish(const std::vector<events::StreamEntry>& entries, const std::string& service = "courses") {
    events::AppendAll(redis_.address(), service, entries);
  }

  static v1::ListOutcomesRequest Request(const std::string& token = "", int wait_seconds = 0) {
    v1::ListOutcomesRequest request;
    request.set_parent(kParent);
    request.set_page_token(token);
    request.set_wait_seconds(wait_seconds);
    return request;
  }
  grpc::Status List(const v1::ListOutcomesRequest& request, v1::ListOutcomesResponse* page) {
    return Call(outcomes_, &v1::OutcomesService::Stub::ListOutcomes, request, page);
  }
  v1::ListOutcomesResponse MustList(const v1::ListOutcomesRequest& request) {
    v1::ListOutcomesResponse page;
    EXPECT_THAT(List(request, &page), testing::IsOk());
    EXPECT_FALSE(page.next_page_token().empty());
    return page;
  }
  grpc::Status ListLatest(const std::string& token, int size, v1::ListLatestOutcomesResponse* page) {
    v1::ListLatestOutcomesRequest request;
    request.set_parent(kParent);
    request.set_page_size(size);
    request.set_page_token(token);
    return Call(outcomes_, &v1::OutcomesService::Stub::ListLatestOutcomes, request, page);
  }
  v1::ListLatestOutcomesResponse MustListLatest(const std::string& token, int size) {
    v1::ListLatestOutcomesResponse page;
    EXPECT_THAT(ListLatest(token, size, &page), testing::IsOk());
    return page;
  }
  template <typename Page>
  static std::vector<std::string> NamesOf(const Page& page) {
    std::vector<std::string> names;
    for (const auto& event : page.events()) names.push_back(event.aggregate());
    return names;
  }
  static std::vector<std::string> TypesOf(const v1::ListOutcomesResponse& page) {
    std::vector<std::string> types;
    for (const auto& event : page.events()) types.push_back(event.type());
    return types;
  }
};

}  // namespace waymark::evaluation
