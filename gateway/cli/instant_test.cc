#include "gateway/cli/instant.h"

#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include "services/common/status/error.h"

namespace waymark::cli {
namespace {

std::string Read(const std::string& text) {
  return google::protobuf::util::TimeUtil::ToString(InstantOf("from", text));
}

TEST(InstantTest, IsTheBeginningOfADayOrWhatIsSaid) {
  EXPECT_EQ(Read("2026-01-31"), "2026-01-31T00:00:00Z");
  EXPECT_EQ(Read("2026-01-31T12:00:00Z"), "2026-01-31T12:00:00Z");
  EXPECT_EQ(Read("2026-01-31T12:00:00+01:00"), "2026-01-31T11:00:00Z");
}

TEST(InstantTest, NamesTheFieldOfWhatIsNeither) {
  for (const char* text : {"", "yesterday", "2026-02-30", "31.01.2026", "2026-01-31T12:00:00"}) {
    try {
      InstantOf("from", text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      ASSERT_EQ(error.violations().size(), 1u);
      EXPECT_EQ(error.violations()[0].field, "from");
    }
  }
}

}  // namespace
}  // namespace waymark::cli
