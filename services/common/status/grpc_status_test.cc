#include "services/common/status/grpc_status.h"

#include <gtest/gtest.h>

#include "google/rpc/status.pb.h"

namespace waymark {
namespace {

TEST(GrpcStatusTest, CarriesReasonFieldsAndMetadataThereAndBack) {
  const Error sent = IllegalStateChange("the enrolment", "FAILED", "ACTIVE").WithFieldPrefix("");
  const Error back = FromGrpc(ToGrpc(sent));
  EXPECT_EQ(back.code(), Code::kFailedPrecondition);
  EXPECT_EQ(back.reason(), "STATE_CHANGE_NOT_ALLOWED");
  EXPECT_EQ(back.metadata().at("from"), "FAILED");
  EXPECT_EQ(back.metadata().at("to"), "ACTIVE");
  EXPECT_EQ(back.message(), "the enrolment cannot go from FAILED to ACTIVE");
}

TEST(GrpcStatusTest, NamesEachWrongField) {
  const Error back = FromGrpc(
      ToGrpc(InvalidField("participant.sex", "is not a value of Sex").WithFieldPrefix("requests[16].")));
  ASSERT_EQ(back.violations().size(), 1u);
  EXPECT_EQ(back.violations()[0].field, "requests[16].participant.sex");
}

TEST(GrpcStatusTest, AdvisesToRetryOnlyWhereThatMayHelp) {
  google::rpc::Status with, without;
  with.ParseFromString(ToGrpc(Unavailable("the database")).error_details());
  without.ParseFromString(ToGrpc(NotFound("organizations/asp")).error_details());
  EXPECT_EQ(with.details_size(), 2);
  EXPECT_EQ(without.details_size(), 1);
}

TEST(GrpcStatusTest, LimitsTheNumberOfFieldsItCarries) {
  std::vector<FieldViolation> many(1'000, {"a.field", "is wrong"});
  EXPECT_EQ(FromGrpc(ToGrpc(InvalidFields(std::move(many)))).violations().size(), 50u);
}

TEST(HttpStatusTest, FollowsTheTableOfGoogleRpcCode) {
  const std::pair<int, int> table[] = {{0, 200},  {1, 499},  {2, 500},  {3, 400},  {4, 504},  {5, 404},
                                       {6, 409},  {7, 403},  {8, 429},  {9, 400},  {10, 409}, {11, 400},
                                       {12, 501}, {13, 500}, {14, 503}, {15, 500}, {16, 401}};
  for (const auto& [code, http] : table)
    EXPECT_EQ(HttpStatus(static_cast<grpc::StatusCode>(code)), http) << code;
}

}  // namespace
}  // namespace waymark
