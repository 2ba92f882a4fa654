#include "services/common/rpc/replay.h"

#include <gmock/gmock.h>

#include "services/common/base/ids.h"
#include "services/common/rpc/call.h"
#include "services/common/status/error.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/postgres.h"
#include "waymark/directory/v1/directory.pb.h"

namespace waymark::rpc {
namespace {

using waymark::directory::v1::ResolveResponse;

// On the rows that Call::Record writes.
class ReplayTest : public ::testing::Test {
 protected:
  ReplayTest()
      : connection_(database_.app()), writer_(database_.app(), db::Kind::kWrites), reader_(database_.app()) {
    origin_ = {.organization_id = "asp",
               .actor = "accounts/1",
               .purpose = "",
               .method = "waymark.test.v1.TestService/CreateTest",
               .request_id = "r-1",
               .request_digest = DigestUuid("request"),
               .traceparent = "",
               .time = clock_.Now()};
    const std::string service = "test";
    const Environment environment{service, clock_, tokens_, nullptr, writer_, reader_, sealer_};
    const Caller caller;
    Call call(connection_, environment, caller, origin_, {"asp"});
    ResolveResponse first;
    first.add_resolutions()->set_id("the first answer");
    db::Transaction tx = call.Begin();
    call.Record(tx, call.NewChanges(), first);
    tx.Commit();
  }

  const testing::FakeClock clock_;
  const Tokens tokens_{"a key for tests"};
  const crypto::Sealer sealer_{"a key for tests", "test"};
  testing::TestDatabase database_;
  db::Connection connection_;
  db::StatementGroup writer_;
  db::Reader reader_;
  events::Origin origin_;
  ResolveResponse reply_;
};

TEST_F(ReplayTest, GivesTheFirstAnswer) {
  EXPECT_TRUE(Replay(connection_, origin_, reply_));
  EXPECT_EQ(reply_.resolutions(0).id(), "the first answer");
}

TEST_F(ReplayTest, RefusesTheIdOfAnotherRequest) {
  origin_.request_digest = DigestUuid("another request");
  EXPECT_THROW(Replay(connection_, origin_, reply_), Error);
}

TEST_F(ReplayTest, TheFirstAnswerStandsInsteadOfAnError) {
  std::optional<Error> error = AlreadyExists("display_name", "is taken");
  EXPECT_TRUE(ReplayInstead(connection_, origin_, reply_, error));
  EXPECT_FALSE(error);
  EXPECT_EQ(reply_.resolutions(0).id(), "the first answer");
}

TEST_F(ReplayTest, RefusesNothingWhereNobodyCanTellOfAFirstAnswer) {
  db::Connection lost("host=/nowhere dbname=x");
  std::optional<Error> error = AlreadyExists("display_name", "is taken");
  EXPECT_FALSE(ReplayInstead(lost, origin_, reply_, error));
  EXPECT_EQ(error->code(), Code::kUnavailable);
  error = DeadlineExceeded();
  EXPECT_FALSE(ReplayInstead(lost, origin_, reply_, error));
  EXPECT_EQ(error->code(), Code::kDeadlineExceeded);
}

TEST_F(ReplayTest, KnowsNothingOfOtherIdsMethodsAndOrganizations) {
  for (const auto change :
       {&events::Origin::request_id, &events::Origin::method, &events::Origin::organization_id}) {
    events::Origin other = origin_;
    other.*change = "other";
    EXPECT_FALSE(Replay(connection_, other, reply_));
  }
}

}  // namespace
}  // namespace waymark::rpc
