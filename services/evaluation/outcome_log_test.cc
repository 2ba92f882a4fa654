#include "services/evaluation/outcome_log.h"

#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/evaluation/outcome_message.h"

namespace waymark::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class OutcomeLogTest : public ::testing::Test {
 protected:
  // Events `<first>` … of one service, as they are read.
  void Append(const std::string& service, int64_t first, int count,
              const std::string& type = "career.promoted", const std::string& organization = "asp") {
    events::FeedPage page;
    for (int64_t i = first; i < first + count; ++i) {
      const auto entry = events::EntryOf(i, type, service + "/" + std::to_string(i), organization);
      page.events.emplace_back().ParseFromString(entry.event);
      page.sources.push_back(service);
    }
    page.next = log_.end();
    page.next[service] = first + count - 1;
    log_.Append(page);
  }

  // What a reader finds until there is no more for now.
  std::vector<std::string> Read(OutcomeLog::Reader& reader, const OutcomeFilter& filter) {
    std::vector<std::string> found;
    grpc::Slice slice;
    while ((end_ = log_.Next(filter, reader, slice)) == OutcomeLog::Found::kEvent) {
      found.push_back(EventIn(slice).aggregate());
    }
    return found;
  }
  std::vector<std::string> Read(OutcomeLog::Reader& reader) { return Read(reader, all_); }

  OutcomeLog log_{4};
  const OutcomeFilter all_{.organization = "asp", .types = {}, .programme_id = "", .unit_id = ""};
  OutcomeLog::Found end_{};
};

TEST_F(OutcomeLogTest, GivesWhatFollowsOnWhereAReaderIs) {
  log_.Open({{"courses", 2}, {"progression", 7}});
  OutcomeLog::Reader reader{.passed = {{"courses", 3}, {"progression", 7}}};
  Append("courses", 3, 2);
  Append("progression", 8, 1);
  ASSERT_TRUE(log_.Enter(reader));
  EXPECT_THAT(Read(reader), ElementsAre("courses/4", "progression/8"));
  EXPECT_EQ(end_, OutcomeLog::Found::kNone);
  Append("courses", 5, 1);
  EXPECT_THAT(Read(reader), ElementsAre("courses/5"));
  EXPECT_THAT(reader.passed, ElementsAre(Pair("courses", 5), Pair("progression", 8)));
}

TEST_F(OutcomeLogTest, LetsNobodyInWhoWouldMissSomething) {
  log_.Open({{"courses", 2}});
  OutcomeLog::Reader behind{.passed = {{"courses", 1}}};
  EXPECT_FALSE(log_.Enter(behind));
  OutcomeLog::Reader stranger{.passed = {}};
  EXPECT_FALSE(log_.Enter(stranger));
  OutcomeLog::Reader ahead{.passed = {{"courses", 9}}};
  EXPECT_TRUE(log_.Enter(ahead));
}

TEST_F(OutcomeLogTest, GivesNothingOfOthersAndPassesIt) {
  log_.Open({});
  OutcomeLog::Reader reader;
  ASSERT_TRUE(log_.Enter(reader));
  Append("courses", 1, 1, "participant.graduated", "ou");
  Append("courses", 2, 1, "course.changed");
  Append("courses", 3, 1, "participant.graduated");
  OutcomeFilter filter = all_;
  filter.types = {"participant.*"};
  EXPECT_THAT(Read(reader, filter), ElementsAre("courses/3"));
}

TEST_F(OutcomeLogTest, AReaderGoesByItsPartitionAlone) {
  log_.Open({{"courses", 9}, {"courses.2", 0}});
  OutcomeLog::Reader reader{.passed = {{"courses.2", 0}}, .partition = 2};
  ASSERT_TRUE(log_.Enter(reader));
  OutcomeFilter filter = all_;
  filter.unit_id = "u";
  Append("courses", 10, 1, "career.promoted", "ou");
  Append("courses.2", 1, 1);
  // What evaluation has of another partition is of no matter.
  const auto unplaced = log_.FindUnplaced("asp", {{"courses.2", 1}}, 10);
  ASSERT_EQ(unplaced.events.size(), 1u);
  log_.Place(unplaced, {{.programme_ids = {}, .unit_ids = {"u"}}});
  EXPECT_THAT(Read(reader, filter), ElementsAre("courses.2/1"));
  EXPECT_THAT(reader.passed, ElementsAre(Pair("courses.2", 1)));
}

TEST_F(OutcomeLogTest, HoldsNoMoreThanItsCapacity) {
  log_.Open({});
  OutcomeLog::Reader slow, late;
  ASSERT_TRUE(log_.Enter(slow));
  Append("courses", 1, 5);
  EXPECT_THAT(Read(slow), IsEmpty());
  EXPECT_EQ(end_, OutcomeLog::Found::kTooLate);
  EXPECT_FALSE(log_.Enter(late));
  late.passed["courses"] = 1;
  EXPECT_TRUE(log_.Enter(late));
  EXPECT_THAT(Read(late), ElementsAre("courses/2", "courses/3", "courses/4", "courses/5"));
}

TEST_F(OutcomeLogTest, LetsNobodyInBeforeItIsOpenAndForgetsWhatItHeldWhenClosed) {
  OutcomeLog::Reader reader;
  EXPECT_FALSE(log_.Enter(reader));
  log_.Open({});
  Append("courses", 1, 1);
  log_.Close();
  EXPECT_FALSE(log_.Enter(reader));
  log_.Open({{"courses", 1}});
  EXPECT_FALSE(log_.Enter(reader));
}

TEST_F(OutcomeLogTest, AnEventWaitsUntilItIsKnownWhereItBelongs) {
  log_.Open({});
  OutcomeLog::Reader reader;
  ASSERT_TRUE(log_.Enter(reader));
  OutcomeFilter filter = all_;
  filter.unit_id = "u";
  Append("courses", 1, 2);
  Append("courses", 3, 1, "career.promoted", "ou");
  EXPECT_THAT(Read(reader, filter), IsEmpty());
  EXPECT_EQ(end_, OutcomeLog::Found::kNotPlacedYet);

  // Evaluation has not applied them.
  EXPECT_THAT(log_.FindUnplaced("asp", {{"courses", 1}}, 10).events, IsEmpty());
  const auto unplaced = log_.FindUnplaced("asp", {{"courses", 2}}, 10);
  ASSERT_EQ(unplaced.events.size(), 2u);
  log_.Place(unplaced,
             {{.programme_ids = {}, .unit_ids = {"v"}}, {.programme_ids = {}, .unit_ids = {"u", "v"}}});
  EXPECT_THAT(log_.FindUnplaced("asp", {{"courses", 3}}, 10).events, IsEmpty());
  EXPECT_THAT(Read(reader, filter), ElementsAre("courses/2"));
  EXPECT_EQ(end_, OutcomeLog::Found::kNone);
}

}  // namespace
}  // namespace waymark::evaluation
