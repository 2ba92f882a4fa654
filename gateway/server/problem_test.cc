#include "gateway/server/problem.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "google/rpc/status.pb.h"
#include "services/common/status/grpc_status.h"
#include "waymark/library/v1/library.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(UpstreamErrorTest, TakesOverTheServicesOwnErrors) {
  const Error error = UpstreamError(ToGrpc(IllegalStateChange("the enrolment", "A", "B")), "courses");
  EXPECT_EQ(error.reason(), "STATE_CHANGE_NOT_ALLOWED");
  EXPECT_EQ(error.metadata().at("from"), "A");
}

TEST(UpstreamErrorTest, WhoIsNotBelievedByAServiceIsTheGatewayAndNotItsClient) {
  const Error unknown(Code::kUnauthenticated, "CALLER_UNKNOWN", "");
  EXPECT_EQ(UpstreamError(ToGrpc(unknown), "courses").code(), Code::kUnavailable);
}

TEST(UpstreamErrorTest, ReplacesTextsOfTheTransport) {
  const auto replaced = [](grpc::StatusCode code) {
    return UpstreamError({code, "/secret.sock"}, "courses");
  };
  for (const auto code :
       {grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::CANCELLED, grpc::StatusCode::DEADLINE_EXCEEDED,
        grpc::StatusCode::UNIMPLEMENTED, grpc::StatusCode::RESOURCE_EXHAUSTED, grpc::StatusCode::INTERNAL,
        grpc::StatusCode::UNKNOWN}) {
    EXPECT_THAT(replaced(code).message(), Not(HasSubstr("secret")));
  }
  EXPECT_EQ(replaced(grpc::StatusCode::CANCELLED).code(), Code::kUnavailable);
  EXPECT_EQ(replaced(grpc::StatusCode::UNKNOWN).code(), Code::kInternal);
}

TEST(HttpStatusOfTest, AnUnknownOutcomeIsNoFaultOfOurs) {
  EXPECT_EQ(HttpStatusOf(Error(Code::kUnknown, "OUTCOME_UNKNOWN", "")), 504);
  EXPECT_EQ(HttpStatusOf(Error(Code::kUnknown, "ANOTHER", "")), 500);
}

TEST(ProblemJsonTest, IsValidJsonWhateverTheTextHolds) {
  const auto json =
      nlohmann::json::parse(ProblemJson(400, InvalidField("a\"\xff", "b\n"), "r"), nullptr, false);
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json["title"], "Bad Request");
}

TEST(ProblemJsonTest, NamesAFieldOneWay) {
  const auto json =
      nlohmann::json::parse(ProblemJson(400, InvalidField("requests[3].unit_kind", "is_wrong"), "r"));
  EXPECT_EQ(json["detail"], "requests[3].unitKind: is_wrong");
  EXPECT_EQ(json["fieldViolations"][0]["field"], "requests[3].unitKind");
  EXPECT_EQ(nlohmann::json::parse(ProblemJson(
                400, Error(Code::kInvalidArgument, "X", "no field_name here: x_y"), "r"))["detail"],
            "no field_name here: x_y");
}

TEST(SpellFailuresAsJsonTest, NamesFieldsOfItemsAsThoseOfTheWhole) {
  waymark::library::v1::BatchCreateBooksResponse reply;
  (*reply.mutable_failed_requests())[3].ParseFromString(
      ToGrpc(InvalidField("book.page_count", "must be_more")).error_details());
  SpellFailuresAsJson(reply);
  const auto& status = reply.failed_requests().at(3);
  EXPECT_EQ(status.message(), "book.pageCount: must be_more");
  const Error error = FromGrpc({grpc::StatusCode::INVALID_ARGUMENT, "", status.SerializeAsString()});
  EXPECT_EQ(error.violations().at(0).field, "book.pageCount");
}

TEST(ConnectErrorJsonTest, SpellsCodesAsConnectDoes) {
  EXPECT_THAT(ConnectErrorJson(Error(Code::kCancelled, "X", "")), HasSubstr("\"code\":\"canceled\""));
  EXPECT_THAT(ConnectErrorJson(Unavailable("x")), HasSubstr("\"code\":\"unavailable\""));
  EXPECT_THAT(ConnectErrorJson(Unavailable("x")), HasSubstr("google.rpc.RetryInfo"));
}

TEST(ProblemTest, SaysInWholeSecondsWhenThereIsRoomAgain) {
  using namespace std::chrono_literals;
  for (const auto& [wait, seconds] : {std::pair(1ns, "1"), std::pair(1'000'000'000ns, "1"),
                                      std::pair(1'000'000'001ns, "2"), std::pair(90'000'000'000ns, "90")}) {
    EXPECT_EQ(RetryAfter(RateLimited("address", wait)), seconds);
  }
  EXPECT_EQ(RetryAfter(Unavailable("the shelf")), "1");
  EXPECT_EQ(RetryAfter(NotFound("libraries/l")), std::nullopt);
}

}  // namespace
}  // namespace waymark::gateway
