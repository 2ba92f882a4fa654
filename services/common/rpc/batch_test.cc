#include "services/common/rpc/batch.h"

#include <gmock/gmock.h>

#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

Error ThrownBy(const BatchFailures& failures) {
  try {
    failures.ThrowIfAny();
  } catch (const Error& error) {
    return error;
  }
  return Error(Code::kUnknown, "NOTHING_THROWN", "");
}

TEST(BatchFailures, WithoutAnyThrowsNothing) {
  const BatchFailures failures(3);
  EXPECT_TRUE(failures.empty());
  EXPECT_NO_THROW(failures.ThrowIfAny());
}

TEST(BatchFailures, KeepsTheFirstErrorOfAnItem) {
  BatchFailures failures(2);
  failures.Add(1, InvalidField("a", "one"));
  failures.Add(1, InvalidField("b", "two"));
  EXPECT_EQ(failures.count(), 1u);
  EXPECT_FALSE(failures.Has(0));
  EXPECT_TRUE(failures.Has(1));
  EXPECT_EQ(ThrownBy(failures).violations().at(0).field, "requests[1].a");
}

TEST(BatchFailures, ThrowsTheFirstWithTheOthersBehind) {
  BatchFailures failures(20);
  failures.Add(16, ReferenceNotFound("participant.unit", "unit"));
  failures.Add(17, FailedPrecondition("COHORT_FULL", "the cohort is full"));
  failures.Add(2, AlreadyExists("participant.external_id", "is taken").WithMetadata("k", "v"));
  const Error error = ThrownBy(failures);
  EXPECT_EQ(error.code(), Code::kAlreadyExists);
  EXPECT_EQ(error.reason(), "RESOURCE_EXISTS");
  EXPECT_EQ(error.message(), "requests[2].participant.external_id: is taken (and 2 more items)");
  EXPECT_EQ(error.metadata().at("k"), "v");
  ASSERT_EQ(error.violations().size(), 3u);
  EXPECT_EQ(error.violations()[0].field, "requests[2].participant.external_id");
  EXPECT_EQ(error.violations()[1].field, "requests[16].participant.unit");
  EXPECT_EQ(error.violations()[2].field, "requests[17]");
  EXPECT_EQ(error.violations()[2].description, "the cohort is full");
}

TEST(BatchFailures, FillsAStatusPerFailedItem) {
  BatchFailures failures(5);
  failures.Add(3, InvalidField("participant.sex", "is not defined"));
  google::protobuf::Map<int32_t, google::rpc::Status> out;
  failures.Fill(&out);
  ASSERT_EQ(out.size(), 1u);
  const auto& status = out.at(3);
  EXPECT_EQ(status.code(), 3);
  const Error error =
      FromGrpc({grpc::StatusCode::INVALID_ARGUMENT, status.message(), status.SerializeAsString()});
  EXPECT_EQ(error.reason(), "FIELD_INVALID");
  EXPECT_EQ(error.violations().at(0).field, "participant.sex");
}

}  // namespace
}  // namespace waymark::rpc
