#include "services/common/rpc/main.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "services/common/events/event_test_support.h"
#include "services/common/events/partitions.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/postgres.h"
#include "services/common/testing/process.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::rpc {
namespace {

using ::testing::HasSubstr;
using waymark::directory::v1::DirectoryService;
using waymark::directory::v1::ResolveRequest;
using waymark::directory::v1::ResolveResponse;

// The program under test, which this program becomes when it is given a command.
void Echo(Call&, const ResolveRequest& request, ResolveResponse& reply) {
  reply.add_resolutions()->set_id(request.collection());
}

constexpr db::Migration kMigrations[] = {{"0001_echo", "CREATE TABLE echo (id int PRIMARY KEY)"}};

ServiceDefinition Definition() {
  return {.name = "echo",
          .migrations = kMigrations,
          .make_services =
              [](Runner&) {
                return std::vector{Service{DirectoryService::service_full_name(), {{"Resolve", Echo}}}};
              },
          .publishes = false,
          .read_model = {"echo"}};
}

class MainTest : public ::testing::Test {
 protected:
  MainTest() {
    std::ofstream(folder_ / "key") << "a token key for this test\n";
    std::ofstream(folder_ / "caller-keys") << testing::GatewayKeys().open;
    setenv("WAYMARK_CALLER_KEYS_FILE", (folder_ / "caller-keys").c_str(), 1);
    setenv("WAYMARK_UPSTREAM_PARTICIPANTS", Address().c_str(), 1);
    setenv("WAYMARK_LISTEN", Address().c_str(), 1);
    setenv("WAYMARK_DATABASE", database_.app().c_str(), 1);
    setenv("WAYMARK_OWNER_DATABASE", database_.owner().c_str(), 1);
    setenv("WAYMARK_APP_ROLE", "waymark_app", 1);
    setenv("WAYMARK_TOKEN_KEY_FILE", (folder_ / "key").c_str(), 1);
  }

  std::string Address() const { return "unix:" + folder_ / "s"; }
  std::string LogPath() const { return folder_ / "log"; }

  std::string LogText() const {
    std::ostringstream text;
    text << std::ifstream(LogPath()).rdbuf();
    return text.str();
  }

  // The program with this command.
  std::unique_ptr<testing::Process> Start(const std::string& command) {
    return std::make_unique<testing::Process>(std::vector<std::string>{"/proc/self/exe", command}, LogPath());
  }
  int Run(const std::string& command) { return Start(command)->Wait(); }

  void AwaitLog(const std::string& text) {
    for (int i = 0; i < 200 && LogText().find(text) == std::string::npos; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ASSERT_THAT(LogText(), HasSubstr(text));
  }

  testing::TestDatabase database_;
  const testing::Folder folder_;
};

TEST_F(MainTest, MigratesServesAndStopsCleanly) {
  ASSERT_EQ(Run("migrate"), 0) << LogText();
  const auto process = Start("serve");
  AwaitLog("serving");
  struct stat socket = {};
  ASSERT_EQ(stat((folder_ / "s").c_str(), &socket), 0);
  EXPECT_EQ(socket.st_mode & 0777, 0600u);
  const auto stub = DirectoryService::NewStub(testing::ChannelAs(Address(), SystemClock()));
  grpc::ClientContext context;
  ResolveRequest request;
  request.set_collection("units");
  ResolveResponse reply;
  EXPECT_THAT(stub->Resolve(&context, request, &reply), testing::IsOk());
  EXPECT_EQ(reply.resolutions(0).id(), "units");
  process->Signal(SIGTERM);
  EXPECT_EQ(process->Wait(), 0);
  EXPECT_THAT(LogText(), HasSubstr("stopped"));
}

TEST_F(MainTest, MigratingTwiceChangesNothing) {
  ASSERT_EQ(Run("migrate"), 0) << LogText();
  ASSERT_EQ(Run("migrate"), 0) << LogText();
  EXPECT_THAT(LogText(), HasSubstr("\"applied\":0"));
}

TEST_F(MainTest, MakesThePartitionsOfItsStreamsOnlyWhileNothingIsRecorded) {
  setenv("WAYMARK_PARTITIONS", "4", 1);
  ASSERT_EQ(Run("migrate"), 0) << LogText();
  EXPECT_EQ(events::CountPartitions(database_.app()), 4);
  events::Record(database_.app(), "courses/1", 1, 1);
  setenv("WAYMARK_PARTITIONS", "2", 1);
  EXPECT_EQ(Run("migrate"), 1);
  EXPECT_THAT(LogText(), HasSubstr("PARTITIONS_FIXED"));
  unsetenv("WAYMARK_PARTITIONS");
  EXPECT_EQ(Run("migrate"), 0) << LogText();
  EXPECT_EQ(events::CountPartitions(database_.app()), 4);
}

// From no events: of what it reads there is none.
TEST_F(MainTest, RebuildsItsReadModel) {
  ASSERT_EQ(Run("migrate"), 0) << LogText();
  db::Connection admin(database_.admin());
  admin.Execute("INSERT INTO echo VALUES (7)");
  EXPECT_EQ(Run("discard-rebuild"), 0) << LogText();
  EXPECT_EQ(admin.Execute("SELECT count(*) AS n FROM echo")[0].Int("n"), 1);
  EXPECT_EQ(Run("rebuild"), 0) << LogText();
  EXPECT_THAT(LogText(), HasSubstr("it is in use now: 0 events"));
  EXPECT_EQ(admin.Execute("SELECT count(*) AS n FROM echo")[0].Int("n"), 0);
  db::Connection other(database_.owner());
  other.Read(db::Scope{"*"}, events::sql::kLeadRebuild, {});
  EXPECT_EQ(Run("rebuild"), 1);
  EXPECT_THAT(LogText(), HasSubstr("REBUILD_RUNNING"));
}

TEST_F(MainTest, DoesNotServeOnASchemaThatIsNotItsOwn) {
  EXPECT_EQ(Run("serve"), 1);
  EXPECT_THAT(LogText(), HasSubstr("run waymark-echo migrate"));
}

TEST_F(MainTest, WaitsForItsDatabaseAndCanBeStoppedThere) {
  setenv("WAYMARK_DATABASE", "host=/nowhere dbname=x", 1);
  const auto process = Start("serve");
  AwaitLog("waiting for the database");
  process->Signal(SIGTERM);
  EXPECT_EQ(process->Wait(), 0);
}

TEST_F(MainTest, NamesEveryWrongSetting) {
  unsetenv("WAYMARK_LISTEN");
  setenv("WAYMARK_WORKERS", "many", 1);
  EXPECT_EQ(Run("serve"), 2);
  EXPECT_THAT(LogText(), HasSubstr("WAYMARK_LISTEN"));
  EXPECT_THAT(LogText(), HasSubstr("WAYMARK_WORKERS"));
  unsetenv("WAYMARK_WORKERS");
}

TEST_F(MainTest, RefusesAWeakTokenKey) {
  std::ofstream(folder_ / "key") << "short\n";
  EXPECT_EQ(Run("serve"), 2);
  EXPECT_THAT(LogText(), HasSubstr("WAYMARK_TOKEN_KEY_FILE"));
}

TEST_F(MainTest, KnowsItsCommands) {
  EXPECT_EQ(Run("dance"), 2);
  EXPECT_EQ(Run("--help"), 0);
  EXPECT_THAT(LogText(), HasSubstr("WAYMARK_LISTEN"));
}

}  // namespace
}  // namespace waymark::rpc

int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (!first.empty() && !first.starts_with("--gtest")) {
    return waymark::rpc::Main(argc, argv, waymark::rpc::Definition());
  }
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
