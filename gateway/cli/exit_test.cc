#include "gateway/cli/exit.h"

#include <gtest/gtest.h>

#include "gateway/cli/instant.h"
#include "gateway/cli/json.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::cli {
namespace {

template <typename Action>
Exit ExitAfter(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return ExitOf(error);
  }
  return kDone;
}

TEST(ExitTest, TellsWhatToDo) {
  EXPECT_EQ(ExitOf(NotFound("organizations/typo")), 4);
  EXPECT_EQ(ExitOf(ReferenceNotFound("unit", "unit")), 4);
  EXPECT_EQ(ExitOf(Error(Code::kPermissionDenied, "PERMISSION_DENIED", "")), 5);
  EXPECT_EQ(ExitOf(Error(Code::kUnauthenticated, "SESSION_ENDED", "")), 5);
  EXPECT_EQ(ExitOf(Unavailable("PostgreSQL")), 75);
  EXPECT_EQ(ExitOf(Overloaded("it")), 75);
  EXPECT_EQ(ExitOf(DeadlineExceeded()), 75);
}

TEST(ExitTest, AllElseHasFailed) {
  EXPECT_EQ(ExitOf(EtagMismatch()), 1);
  EXPECT_EQ(ExitOf(AlreadyExists("external_id", "is taken")), 1);
  EXPECT_EQ(ExitOf(FailedPrecondition("COHORT_FULL", "")), 1);
  EXPECT_EQ(ExitOf(Internal("")), 1);
  EXPECT_EQ(ExitOf(Error(Code::kInvalidArgument, "PASSWORD_WEAK", "")), 1);
}

TEST(ExitTest, WrongArgumentsAreWrongUsage) {
  waymark::participants::v1::Participant participant;
  EXPECT_EQ(ExitAfter([] { InstantOf("from", "yesterday"); }), 2);
  EXPECT_EQ(ExitAfter([&] { FromJson("{bad", participant); }), 2);
  EXPECT_EQ(ExitOf(InvalidField("filter", "state has no value BOGUS")), 2);
}

}  // namespace
}  // namespace waymark::cli
