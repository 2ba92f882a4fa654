#include "gateway/server/trace_context.h"

#include <gtest/gtest.h>

namespace waymark::gateway {
namespace {

constexpr char kGiven[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContextTest, ContinuesAValidTraceWithANewParent) {
  const std::string made = ContinueTrace(kGiven);
  EXPECT_EQ(TraceId(made), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(made.size(), 55u);
  EXPECT_EQ(made.substr(52), "-01");
  EXPECT_NE(made, kGiven);
}

TEST(TraceContextTest, BeginsANewTraceInPlaceOfAnInvalidOne) {
  for (const char* given : {"", "x", "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                            "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"}) {
    const std::string made = ContinueTrace(given);
    EXPECT_NE(TraceId(made), "4bf92f3577b34da6a3ce929d0e0e4736") << given;
    EXPECT_EQ(ContinueTrace(made).substr(0, 36), made.substr(0, 36)) << "what is made is valid";
  }
}

}  // namespace
}  // namespace waymark::gateway
