#include "services/common/db/binary_arrays.h"

#include <gtest/gtest.h>

#include "services/common/base/ids.h"
#include "services/common/db/params.h"
#include "services/common/db/transaction.h"
#include "services/common/testing/postgres.h"

namespace waymark::db {
namespace {

using Ids = std::vector<std::optional<std::string>>;
using Blobs = std::vector<std::optional<Bytes>>;

constexpr std::string_view kParams[] = {"ids", "blobs", "note"};
constexpr Query kEcho{"echo", "SELECT $1::uuid[]::text AS ids, $2::bytea[]::text AS blobs, $3::text AS note",
                      kParams, 1, 1};
constexpr Query kEchoOfText{"echo_of_text", kEcho.text, kParams};

constexpr char kOne[] = "0190a2c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";
constexpr char kOther[] = "ffffffff-0000-7000-8000-0123456789ab";

class BinaryArraysTest : public ::testing::Test {
 protected:
  // What PostgreSQL understands, the same by both ways.
  std::pair<std::string, std::string> Echo(const Ids& ids, const Blobs& blobs) {
    const auto params = Params().Set("ids", ids).Set("blobs", blobs).Set("note", "as text");
    Transaction tx(connection_, Scope{"asp"});
    const Rows binary = tx.Run(kEcho, params), text = tx.Run(kEchoOfText, params);
    EXPECT_EQ(binary[0].Text("note"), "as text");
    EXPECT_EQ(binary[0].Text("ids"), text[0].Text("ids"));
    EXPECT_EQ(binary[0].Text("blobs"), text[0].Text("blobs"));
    return {binary[0].Text("ids"), binary[0].Text("blobs")};
  }

  bool TravelsBinary(const Params& params) const { return !BinaryArrays(kEcho, params).empty(); }

  testing::TestDatabase database_;
  Connection connection_{database_.app()};
};

TEST_F(BinaryArraysTest, SayTheSameAsText) {
  const std::string large(300, '\x7f'), all("\x00\x01\"\\,{}NULL\xff", 12);
  const auto [ids, blobs] =
      Echo({kOne, std::nullopt, kOther}, {Bytes{large}, Bytes{all}, std::nullopt, Bytes{""}});
  EXPECT_EQ(ids, "{" + std::string(kOne) + ",NULL," + kOther + "}");
  EXPECT_TRUE(blobs.ends_with(R"(,"\\x0001225c2c7b7d4e554c4cff",NULL,"\\x"})")) << blobs;
}

TEST_F(BinaryArraysTest, MayBeEmpty) {
  const std::string large(300, 'x');
  EXPECT_EQ(Echo({}, {Bytes{large}}).first, "{}");
  EXPECT_EQ(Echo(Ids(20, kOne), {}).second, "{}");
}

TEST_F(BinaryArraysTest, AreLeftAsTextWhereThatIsNeeded) {
  const Ids many(20, kOne);
  const Params good = Params().Set("ids", many).Set("blobs", Blobs()).Set("note", "");
  EXPECT_TRUE(TravelsBinary(good));
  EXPECT_FALSE(TravelsBinary(Params(good).Set("ids", std::nullopt)));
  EXPECT_FALSE(TravelsBinary(Params(good).Set("ids", Ids{kOne})));
  Ids wrong = many;
  wrong[7] = "no id";
  EXPECT_FALSE(TravelsBinary(Params(good).Set("ids", wrong)));
}

TEST(BinaryUuidArray, RefusesWhatIsNoUuid) {
  EXPECT_TRUE(BinaryUuidArray("{\"" + std::string(kOne) + "\"}"));
  for (const std::string wrong :
       {"0190a2c4-5e6f-7a8b-9c0d-1e2f3a4b5c6", "0190A2C4-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        "0190a2c4x5e6f-7a8b-9c0d-1e2f3a4b5c6d", ""}) {
    EXPECT_FALSE(BinaryUuidArray("{\"" + wrong + "\"}")) << wrong;
  }
}

}  // namespace
}  // namespace waymark::db
