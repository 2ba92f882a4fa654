#include "services/common/base/trace_context.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

constexpr char kGiven[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContextTest, KnowsTheTraceparentsOfW3c) {
  EXPECT_TRUE(IsTraceparent(kGiven));
  for (const char* text : {"", "x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                           "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                           "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067aa0ba902b7-01",
                           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
                           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"}) {
    EXPECT_FALSE(IsTraceparent(text)) << text;
  }
}

TEST(TraceContextTest, ContinuesAValidTraceWithANewParent) {
  const std::string made = ContinueTrace(kGiven);
  EXPECT_TRUE(IsTraceparent(made)) << made;
  EXPECT_EQ(TraceIdOf(made), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(made.substr(52), "-01");
  EXPECT_NE(made, kGiven);
}

TEST(TraceContextTest, BeginsANewTraceInPlaceOfAnInvalidOne) {
  const std::string made = ContinueTrace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g");
  EXPECT_TRUE(IsTraceparent(made)) << made;
  EXPECT_NE(TraceIdOf(made), "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST(TraceContextTest, MakesEachTraceAnew) {
  EXPECT_TRUE(IsTraceparent(NewTrace()));
  EXPECT_NE(TraceIdOf(NewTrace()), TraceIdOf(NewTrace()));
}

}  // namespace
}  // namespace waymark
