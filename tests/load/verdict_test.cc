#include "tests/load/verdict.h"

#include <gmock/gmock.h>

namespace waymark::load {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

// One participant, registered, acknowledged and everywhere.
class VerdictTest : public testing::Test {
 protected:
  Entry& entry() { return ledger_["r1"]; }
  Change& change() { return evidence_.changes[0]; }
  // What was found, and nothing else was.
  void ExpectFinding(const std::string& what, const std::string& id = "r1") const {
    EXPECT_THAT(Compare(ledger_, evidence_).findings, ElementsAre(Pair(what, ElementsAre(id))));
  }

  Ledger ledger_ = {
      {"r1",
       {.operation = {.request_id = "r1", .kind = Kind::kParticipant, .valid = true, .content = "2"},
        .acknowledged = true,
        .entity = "participants/p1",
        .answer = "digest"}}};
  Evidence evidence_ = {.answers = {{"r1", "digest"}},
                        .records = {{"r1", "participants/p1", "2", "2 1"}},
                        .changes = {{"r1", "e1", "participant.registered", 1, true, true}},
                        .facts = {{"participants/p1", "2 1"}},
                        .stream_events_twice = {},
                        .stream_events_unknown = {}};
};

TEST_F(VerdictTest, WhatIsEverywhereIsPresent) {
  const Verdict verdict = Compare(ledger_, evidence_);
  EXPECT_TRUE(verdict.holds());
  EXPECT_EQ(verdict.acked, 1);
  EXPECT_EQ(verdict.present, 1);
  EXPECT_THAT(verdict.findings, IsEmpty());
}

TEST_F(VerdictTest, TheFirstSideThatLacksItHasLostIt) {
  evidence_.facts["participants/p1"] = "1 1";
  ExpectFinding("lost by the read model");
  change().in_inbox = false;
  ExpectFinding("lost by the inbox");
  change().in_stream = false;
  ExpectFinding("lost by the stream");
  change().sequence = 0;
  ExpectFinding("lost by the numbering");
  evidence_.changes.clear();
  ExpectFinding("lost by the outbox");
  evidence_.records[0].content = "1";
  ExpectFinding("lost by the database");
  evidence_.answers.clear();
  ExpectFinding("lost by the database (its answer)");
  EXPECT_EQ(Compare(ledger_, evidence_).lost, 1);
}

TEST_F(VerdictTest, TellsWhatIsThereTwice) {
  evidence_.changes.push_back(change());
  ExpectFinding("is there more than once");
  evidence_.changes.pop_back();
  entry().differs = true;
  ExpectFinding("was answered in two ways");
  entry().differs = false;
  evidence_.stream_events_twice = {"e1"};
  ExpectFinding("an event that is in the stream twice", "e1");
  EXPECT_EQ(Compare(ledger_, evidence_).duplicate, 1);
}

TEST_F(VerdictTest, TellsWhatShouldNotBeThere) {
  entry().acknowledged = false;
  entry().refused = true;
  entry().reason = "REFUSED";
  ExpectFinding("was refused (REFUSED) and is there");
  EXPECT_EQ(Compare(ledger_, evidence_).phantom, 1);
}

TEST_F(VerdictTest, TellsOfStrangers) {
  evidence_.stream_events_unknown = {"e9"};
  ExpectFinding("an event in the stream without a change row", "e9");
  evidence_.stream_events_unknown.clear();
  evidence_.facts["participants/p9"] = "";
  ExpectFinding("a fact without a record", "participants/p9");
  evidence_.records.push_back({"r9", "participants/p9", "", ""});
  ExpectFinding("a record that nobody asked for", "participants/p9");
}

TEST_F(VerdictTest, WhatNobodyKnowsIsUnresolvedAndMayBeThere) {
  entry().acknowledged = false;
  const Verdict verdict = Compare(ledger_, evidence_);
  EXPECT_EQ(verdict.unresolved, 1);
  EXPECT_EQ(verdict.phantom + verdict.lost, 0);
}

TEST_F(VerdictTest, CountsRefusalsThatAreRight) {
  entry() = {.operation = {.request_id = "r1", .valid = false, .content = ""}, .refused = true};
  EXPECT_EQ(Compare(ledger_, {}).refused, 1);
  EXPECT_TRUE(Compare(ledger_, {}).holds());
  entry().operation.valid = true;
  EXPECT_EQ(Compare(ledger_, {}).wrong, 1);
}

TEST_F(VerdictTest, TellsOfAnswersThatNobodyShouldGet) {
  entry().wrong = {"500 INTERNAL"};
  ExpectFinding("wrong answer: 500 INTERNAL");
  EXPECT_EQ(Compare(ledger_, evidence_).wrong, 1);
}

}  // namespace
}  // namespace waymark::load
