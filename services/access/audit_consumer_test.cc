#include "services/access/audit_fixture.h"
#include "services/common/events/consumer.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using ::testing::Each;
using ::testing::UnorderedElementsAre;

class AuditConsumerTest : public AuditFixture {
 protected:
  std::unique_ptr<events::Consumer> Consume(const std::string& producer) {
    return std::make_unique<events::Consumer>(events::ConsumerOptions{.name = kAuditConsumer,
                                                                      .producer = producer,
                                                                      .database = service_.database().app(),
                                                                      .redis = redis_.address(),
                                                                      .audit = true},
                                              MakeAuditTrail(/*tells_openings=*/false));
  }
  void Publish(const std::string& producer, const std::vector<Event>& records) {
    std::vector<events::StreamEntry> entries;
    for (const auto& record : records) entries.push_back({record.sequence(), record.SerializeAsString()});
    events::RedisStreams(redis_.address()).Append(events::AuditStreamName(producer), entries);
  }
  int64_t Entries(const std::string& where = "true") {
    return owner_.Execute("SELECT count(*) AS n FROM audit_entry WHERE " + where)[0].Int("n");
  }

  testing::TestRedis redis_;
};

TEST_F(AuditConsumerTest, TheStreamsOfAllServicesMeetInAChainForEachOrganization) {
  const std::vector<std::string> services = {"courses", "participants", "progression"};
  std::vector<std::unique_ptr<events::Consumer>> consumers;
  for (const auto& service : services) consumers.push_back(Consume(service));
  for (int64_t round = 0; round < 20; ++round) {
    for (const auto& service : services) {
      std::vector<Event> records;
      for (int64_t i = 1; i <= 7; ++i) {
        const int64_t sequence = round * 7 + i;
        records.push_back(RecordOf(service, sequence, service + "/" + std::to_string(sequence), "",
                                   sequence % 3 == 0 ? "csp" : "asp"));
      }
      Publish(service, records);
    }
  }
  ASSERT_TRUE(events::Eventually([&] { return Entries() == 420; }));
  const auto asp = Chain(), csp = Chain("organizations/csp");
  EXPECT_EQ(asp.size() + csp.size(), 420u);
  EXPECT_EQ(BrokenAt(asp), 0);
  EXPECT_EQ(BrokenAt(csp, "csp"), 0);
  EXPECT_EQ(Violations(), 0);
  // Of each service in its order.
  std::map<std::string, int64_t> last;
  for (const auto& entry : asp) {
    EXPECT_LT(last[entry.content().service()], entry.content().sequence());
    last[entry.content().service()] = entry.content().sequence();
  }
}

// Each a block of its own, of which a statement takes so many.
TEST_F(AuditConsumerTest, CallsOfManyTimesInOneBatchAreOneChain) {
  std::vector<Event> records;
  for (int64_t i = 1; i <= 200; ++i)
    records.push_back(RecordOf("courses", i, "courses/" + std::to_string(i)));
  Publish("courses", records);
  const auto consumer = Consume("courses");
  ASSERT_TRUE(events::Eventually([&] { return Entries() == 200; }));
  EXPECT_EQ(owner_.Execute("SELECT count(*) AS n FROM audit_block")[0].Int("n"), 200);
  const auto chain = Chain();
  EXPECT_EQ(chain.size(), 200u);
  EXPECT_EQ(BrokenAt(chain), 0);
  EXPECT_EQ(Violations(), 0);
}

TEST_F(AuditConsumerTest, ARecordThatIsDeliveredAgainHasOneEntry) {
  const std::vector<Event> records = {RecordOf("courses", 1, "courses/1"),
                                      RecordOf("courses", 2, "courses/2")};
  auto consumer = Consume("courses");
  Publish("courses", records);
  ASSERT_TRUE(events::Eventually([&] { return Entries() == 2; }));
  consumer.reset();
  owner_.Execute("UPDATE position SET sequence = 0");
  consumer = Consume("courses");
  Publish("courses", {RecordOf("courses", 3, "courses/3")});
  ASSERT_TRUE(events::Eventually([&] { return Entries() == 3; }));
  EXPECT_EQ(BrokenAt(Chain()), 0);
}

TEST_F(AuditConsumerTest, TheServicesRoleCanNeitherChangeNorDeleteAnEntry) {
  AppendSome(2);
  for (const char* statement :
       {"UPDATE audit_block SET actor = 'x'", "DELETE FROM audit_block", "TRUNCATE audit_block",
        "UPDATE audit_mention SET record = 'x'", "DELETE FROM audit_mention", "TRUNCATE audit_mention"}) {
    EXPECT_THROW(app_.Execute(statement), Error) << statement;
  }
  EXPECT_EQ(Chain().size(), 2u);
}

}  // namespace
}  // namespace waymark::access
