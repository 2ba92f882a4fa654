#include "services/common/rpc/page.h"

#include <gtest/gtest.h>

#include "services/common/status/error.h"
#include "waymark/participants/v1/participants.pb.h"
#include "waymark/participants/v1/units.pb.h"

namespace waymark::rpc {
namespace {

using namespace waymark::participants::v1;  // NOLINT: two lists of the same fields

class PageTest : public ::testing::Test {
 protected:
  // The token of the page after `last` of what the request asks for.
  template <typename Request>
  std::string TokenOf(const Request& request, const std::string& last) {
    Request same = request;
    same.clear_page_size();
    same.clear_page_token();
    return tokens_.PageToken(same.GetDescriptor()->full_name() + '\n' + same.SerializeAsString(), {last});
  }

  const Tokens tokens_{"a key for tests"};
  db::Connection connection_{""};
  db::StatementGroup writer_{"", db::Kind::kWrites};
  db::Reader reader_{""};
  const std::string service_ = "test";
  const crypto::Sealer sealer_{"a key for tests", "test"};
  const Environment environment_{service_, SystemClock(), tokens_, nullptr, writer_, reader_, sealer_};
  const Caller caller_;
  const Call call_{connection_, environment_, caller_, {}, {"asp", std::chrono::steady_clock::now()}};
};

TEST_F(PageTest, TakesATokenOfItsListAlone) {
  ListUnitsRequest units;
  units.set_parent("organizations/asp");
  units.set_page_token(TokenOf(units, "1"));
  units.set_page_size(7);
  EXPECT_EQ(Page(call_, units).key(0), "1");
  ListParticipantsRequest participants;
  participants.set_parent(units.parent());
  participants.set_page_token(units.page_token());
  EXPECT_THROW(Page(call_, participants), Error);
  units.set_parent("organizations/other");
  EXPECT_THROW(Page(call_, units), Error);
}

}  // namespace
}  // namespace waymark::rpc
