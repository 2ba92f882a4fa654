// The one SQL statement of the funnel, and the fold of the events under it,
// against a reference that counts by hand, on hundreds of random worlds.
#include "services/evaluation/fixture.h"
#include "services/evaluation/random_world.h"
#include "services/evaluation/reference_funnel.h"

namespace waymark::evaluation {
namespace {

constexpr int kWorlds = 200, kQuestions = 5;

class FunnelReferenceTest : public EvaluationFixture {
 protected:
  // In batches as they come; now and then a batch comes again.
  void ApplyInBatches(const Events& events, const std::string& organization, RandomWorld& world) {
    for (size_t begin = 0; begin < events.size();) {
      const size_t end = std::min(events.size(), begin + 1 + static_cast<size_t>(world.Below(80)));
      const Events batch(events.begin() + static_cast<long>(begin), events.begin() + static_cast<long>(end));
      Apply(batch, organization);
      if (world.Below(5) == 0) Apply(batch, organization);
      begin = end;
    }
  }

  // A question about `asp`, asked of another organization.
  static v1::ComputeFunnelRequest Of(v1::ComputeFunnelRequest request, const std::string& organization) {
    const auto rename = [&](std::string* name) {
      if (!name->empty()) name->replace(0, std::string(kParent).size(), "organizations/" + organization);
    };
    rename(request.mutable_programme());
    rename(request.mutable_course());
    for (auto& name : *request.mutable_cohorts()) rename(&name);
    return request;
  }

  static std::map<std::string, v1::FunnelRow> ByKey(const v1::Funnel& funnel) {
    std::map<std::string, v1::FunnelRow> rows;
    for (v1::FunnelRow row : funnel.rows()) {
      const std::string key = row.key().substr(row.key().rfind('/') + 1);
      row.clear_key();
      row.clear_label();
      if (key != "_U" || row.enrolled() > 0) rows[key] = row;
    }
    return rows;
  }
};

TEST_F(FunnelReferenceTest, TheStatementCountsAsOneWouldByHand) {
  for (int i = 0; i < kWorlds; ++i) {
    RandomWorld world(static_cast<unsigned>(i));
    const std::string organization = "world-" + std::to_string(i);
    const Events events = world.Interleaved();
    ApplyInBatches(events, organization, world);
    const ReferenceFunnel reference(events, FormatDay(service_.clock().Now()));
    for (int j = 0; j < kQuestions; ++j) {
      const v1::ComputeFunnelRequest question = world.Question();
      const auto rows = ByKey(MustCompute(Of(question, organization), organization));
      const auto expected = reference.Compute(question);
      SCOPED_TRACE("world " + std::to_string(i) + ": " + question.ShortDebugString());
      for (const auto& [key, row] : expected) {
        ASSERT_TRUE(rows.contains(key)) << key;
        ASSERT_THAT(rows.at(key), testing::EqualsProto(row)) << key;
      }
      ASSERT_EQ(rows.size(), expected.size());
    }
  }
}

TEST_F(FunnelReferenceTest, EveryOrderOfArrivalGivesTheSameFunnel) {
  for (int i = 0; i < 20; ++i) {
    RandomWorld world(static_cast<unsigned>(1000 + i));
    const v1::ComputeFunnelRequest question = world.Question();
    std::vector<std::map<std::string, std::string>> answers;
    for (const char* order : {"a", "b", "c"}) {
      const std::string organization = std::string("order-") + order + std::to_string(i);
      ApplyInBatches(world.Interleaved(), organization, world);
      auto& answer = answers.emplace_back();
      for (const auto& [key, row] : ByKey(MustCompute(Of(question, organization), organization))) {
        answer[key] = row.ShortDebugString();
      }
    }
    EXPECT_EQ(answers[0], answers[1]) << question.ShortDebugString();
    EXPECT_EQ(answers[0], answers[2]) << question.ShortDebugString();
  }
}

}  // namespace
}  // namespace waymark::evaluation
