#include <filesystem>
#include <fstream>

#include "services/access/audit_checkpoints.h"
#include "services/access/audit_fixture.h"
#include "services/common/testing/process.h"

namespace waymark::access {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr char kKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";

TEST(CheckpointDueTest, EveryThousandEntriesOrFiveMinutes) {
  EXPECT_FALSE(IsCheckpointDue(0, minutes(60)));
  EXPECT_FALSE(IsCheckpointDue(1, seconds(299)));
  EXPECT_TRUE(IsCheckpointDue(1, minutes(5)));
  EXPECT_FALSE(IsCheckpointDue(999, seconds(1)));
  EXPECT_TRUE(IsCheckpointDue(1'000, seconds(0)));
}

class AuditCheckpointsTest : public AuditFixture {
 protected:
  CheckpointSettings Settings() const { return {kKey, folder_ / "audit/checkpoints"}; }
  std::unique_ptr<AuditCheckpoints> Start() {
    return std::make_unique<AuditCheckpoints>(service_.database().app(), Settings(), SystemClock());
  }
  std::vector<audit::Checkpoint> Taken() {
    std::vector<audit::Checkpoint> taken;
    std::ifstream in(Settings().file);
    for (std::string line; std::getline(in, line);) {
      if (const auto checkpoint = audit::ParseCheckpoint(line)) taken.push_back(*checkpoint);
    }
    return taken;
  }

  // Of another service.
  void AppendMore(int count) {
    std::vector<Event> more;
    for (int i = 1; i <= count; ++i) more.push_back(RecordOf("progression", i, "posts/1"));
    Append(more);
  }

  const testing::Folder folder_;
};

TEST_F(AuditCheckpointsTest, SignsAChainAndGoesOnFromTheLastLineThatIsWhole) {
  auto checkpoints = Start();
  AppendSome(1'000);
  ASSERT_TRUE(events::Eventually([&] { return Taken().size() == 1; }));
  EXPECT_EQ(Taken()[0].organization_id, "asp");
  EXPECT_EQ(Taken()[0].entries, 1'000);
  v1::ListAuditEntriesRequest last;
  last.set_page_size(1'000);
  EXPECT_EQ(Taken()[0].hash, List(last)[0].hash());
  checkpoints.reset();
  const auto whole = std::filesystem::file_size(Settings().file);
  std::ofstream(Settings().file, std::ios::app) << R"({"organization":"asp","entr)";
  checkpoints = Start();
  ASSERT_TRUE(events::Eventually([&] { return std::filesystem::file_size(Settings().file) == whole; }));
  AppendMore(1'000);
  ASSERT_TRUE(events::Eventually([&] { return Taken().size() == 2; }));
  EXPECT_EQ(Taken()[1].entries, 2'000);
}

TEST_F(AuditCheckpointsTest, OfTwoProcessesOneWrites) {
  auto first = Start();
  AppendSome(1'000);
  ASSERT_TRUE(events::Eventually([&] { return Taken().size() == 1; }));
  EXPECT_EQ(CheckpointFile::Open(Settings().file), nullptr);
  const auto second = Start();
  first.reset();  // the other takes over
  AppendMore(1'000);
  EXPECT_TRUE(events::Eventually([&] { return Taken().size() == 2; }));
}

}  // namespace
}  // namespace waymark::access
