// Which post a person holds, and what it was when it was given.
#include <random>
#include <tuple>

#include "services/common/db/connection.h"
#include "services/progression/career_rules.h"
#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using testing::IsOk;
using namespace waymark::vocabulary::v1;

class HeldPostsServiceTest : public ProgressionFixture {
 protected:
  void SetCommand(const std::string& post, bool command) {
    v1::UpdatePostRequest request;
    request.mutable_post()->set_name(Ref("posts/~" + post));
    request.mutable_post()->set_command(command);
    request.mutable_update_mask()->add_paths("command");
    v1::Post reply;
    EXPECT_THAT(Call(posts_, &v1::PostsService::Stub::UpdatePost, request, &reply), IsOk());
  }
  // What is said now of an event that was recorded: by itself, or by its correction.
  CareerFacts Current(CareerFacts facts) {
    v1::GetCareerEventRequest request;
    v1::CareerEvent event;
    for (request.set_name(facts.order_id); !request.name().empty(); request.set_name(event.superseded_by()))
      EXPECT_THAT(Call(careers_, &v1::CareersService::Stub::GetCareerEvent, request, &event), IsOk());
    facts.type = event.type();
    facts.rung.id = event.rung();
    facts.post_id = event.post();
    facts.unit_id = event.unit();
    return facts;
  }
};

TEST_F(HeldPostsServiceTest, WhatWasCommandStaysSoWhateverBecomesOfThePost) {
  MakePost(NewPost("chief", "north", true));
  const auto appointment = Appoint("ana", "2002-01-01", "chief");
  SetCommand("chief", false);
  Appoint("bora", "2003-01-01", "chief");
  EXPECT_TRUE(Standing("ana", "2003-01-01").command_post());
  EXPECT_FALSE(Standing("bora", "2003-01-01").command_post());
  // Who corrects it says what the post is now.
  auto right = NewEvent("ana", "2002-01-01");
  right.mutable_career_event()->set_post(Ref("posts/~chief"));
  right.mutable_career_event()->set_supersedes(appointment.name());
  MustRecord(right);
  EXPECT_FALSE(Standing("ana", "2003-01-01").command_post());
  EXPECT_FALSE(service_.outbox().back().career_event_recorded().command_post());
}

TEST_F(HeldPostsServiceTest, AnAutomaticCorrectionKeepsWhatThePostWas) {
  MakePost(NewPost("chief", "north", true));
  auto event = NewEvent("ana", "2005-01-01", "sergeant");
  event.mutable_career_event()->set_post(Ref("posts/~chief"));
  MustRecord(event);
  SetCommand("chief", false);
  MustRecord(NewEvent("ana", "2001-01-01", "officer"));
  const auto correction = service_.outbox().back().career_event_recorded();
  EXPECT_EQ(correction.type(), CAREER_EVENT_TYPE_PROMOTION);
  EXPECT_TRUE(correction.command_post());
  EXPECT_TRUE(Standing("ana", "2005-01-01").command_post());
}

TEST_F(HeldPostsServiceTest, AnEventOfTheProgramOfBeforeIsAsThePostIsToday) {
  MakePost(NewPost("chief", "north", true));
  Appoint("ana", "2002-01-01", "chief");
  db::Connection(service_.database().admin()).Execute("UPDATE career_event SET command_post = NULL");
  EXPECT_TRUE(Standing("ana", "2002-01-01").command_post());
  SetCommand("chief", false);
  EXPECT_FALSE(Standing("ana", "2002-01-01").command_post());
}

// The statement and the rule are two programs for one thing.
TEST_F(HeldPostsServiceTest, TheStatementSaysWhatTheRuleSays) {
  MakePost(NewPost("chief", "north", true));
  MakePost(NewPost("desk", "south"));
  MakePost(NewPost("roving"));
  std::mt19937 random(1325);
  const auto one_of = [&](const std::vector<std::string>& texts) { return texts[random() % texts.size()]; };
  for (int round = 0; round < 40; ++round) {
    const std::string person = "person" + std::to_string(round);
    Know("participants", person);
    std::vector<CareerFacts> career;
    for (int place = 1; place <= 8; ++place) {
      auto request = NewEvent(person, "200" + std::to_string(1 + random() % 6) + "-01-01",
                              one_of({"", "officer", "captain"}));
      auto& event = *request.mutable_career_event();
      if (random() % 2) event.set_post(Ref("posts/~" + one_of({"chief", "desk", "roving"})));
      if (event.post().empty() || random() % 4 == 0)
        event.set_unit(Ref("units/~" + one_of({"north", "south"})));
      if (random() % 2) event.set_type(static_cast<CareerEventType>(4 + random() % 6));
      v1::CareerEvent made;
      if (!Record(request, &made).ok()) continue;  // lacks what its type needs
      CareerFacts& facts = career.emplace_back();
      facts.day = made.effective_on();
      facts.place = place;
      facts.order_id = made.name();
    }
    std::sort(career.begin(), career.end(), [](const auto& a, const auto& b) {
      return std::tie(a.day, a.place) < std::tie(b.day, b.place);
    });
    Holding holding;
    for (size_t i = 0; i < career.size(); ++i) {
      CareerFacts facts = Current(career[i]);
      Apply(facts, holding);
      if (i + 1 < career.size() && career[i + 1].day == facts.day) continue;
      const auto standing = Standing(person, facts.day);
      SCOPED_TRACE(person + " on " + facts.day);
      ASSERT_EQ(standing.rung(), holding.rung.id);
      ASSERT_EQ(standing.post(), holding.post_id);
      ASSERT_EQ(standing.acting(), holding.acting);
    }
  }
}

}  // namespace
}  // namespace waymark::progression
