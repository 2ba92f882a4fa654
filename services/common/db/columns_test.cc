#include "services/common/db/columns.h"

#include <gtest/gtest.h>

namespace waymark::db {
namespace {

std::string Text(const Columns& columns, std::string_view name) {
  const Params params = columns.Bind("asp");
  const std::string_view names[] = {name};
  return params.InOrderOf("q", names)[0];
}

TEST(Columns, AreOneArrayEach) {
  Columns columns;
  EXPECT_TRUE(columns.empty());
  EXPECT_EQ(columns.size(), 0u);
  columns.Add({{"id", "a"}, {"day", "2026-01-01"}});
  columns.Add({{"id", "b"}, {"day", ""}});
  EXPECT_FALSE(columns.empty());
  EXPECT_EQ(columns.size(), 2u);
  EXPECT_EQ(Text(columns, "id"), R"({"a","b"})");
  EXPECT_EQ(Text(columns, "day"), R"({"2026-01-01",""})");
  EXPECT_EQ(Text(columns, "organization_id"), "asp");
}

TEST(Columns, KeepTheLatestVersionOfARecordInItsPlace) {
  Columns columns;
  columns.Put("a", 2, {{"id", "a"}, {"state", "first"}});
  columns.Put("b", 1, {{"id", "b"}, {"state", "only"}});
  columns.Put("a", 3, {{"id", "a"}, {"state", "later"}});
  columns.Put("a", 3, {{"id", "a"}, {"state", "as late, behind it"}});
  columns.Put("a", 1, {{"id", "a"}, {"state", "earlier"}});
  EXPECT_EQ(Text(columns, "id"), R"({"a","b"})");
  EXPECT_EQ(Text(columns, "state"), R"({"as late, behind it","only"})");
}

TEST(Columns, KnowWhetherTheyHoldOnlyFirstVersions) {
  Columns columns;
  columns.Put("a", 1, {{"id", "a"}});
  columns.Put("b", 1, {{"id", "b"}});
  EXPECT_TRUE(columns.only_first_versions());
  columns.Put("a", 2, {{"id", "a"}});
  EXPECT_FALSE(columns.only_first_versions());
}

}  // namespace
}  // namespace waymark::db
