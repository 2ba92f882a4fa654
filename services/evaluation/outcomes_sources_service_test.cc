// Outcomes whose services say how many there are, and have those that Redis lacks.
#include "services/evaluation/outcomes_fixture.h"

namespace waymark::evaluation {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

// Courses say how many events they have.
class CommittedOutcomesServiceTest : public OutcomesFixture {
 protected:
  explicit CommittedOutcomesServiceTest(
      std::shared_ptr<events::OwnEvents> courses = std::make_shared<events::OwnEvents>(std::vector{
          events::EntryOf(1, "participant.graduated", "enrolments/1"),
          events::EntryOf(2, "participant.graduated", "enrolments/2")}))
      : OutcomesFixture({{"courses", courses}}), courses_(std::move(courses)) {
    Publish(courses_->entries);
  }

  bool AtEnd() { return MustList(Request()).at_end(); }

  const std::shared_ptr<events::OwnEvents> courses_;
};

TEST_F(CommittedOutcomesServiceTest, APageIsNotTheLastWhileWhatIsRecordedIsNotPublished) {
  EXPECT_TRUE(AtEnd());
  courses_->has_unnumbered = true;
  EXPECT_FALSE(AtEnd());
  courses_->has_unnumbered = false;
  courses_->entries.push_back(events::EntryOf(3, "participant.graduated", "enrolments/3"));
  EXPECT_FALSE(AtEnd());
  Publish({courses_->entries.back()});
  EXPECT_TRUE(AtEnd());
}

TEST_F(CommittedOutcomesServiceTest, APageIsNotTheLastWhileAServiceDoesNotSayWhatItHas) {
  courses_->down = true;
  const auto page = MustList(Request());
  EXPECT_EQ(page.events_size(), 2);
  EXPECT_FALSE(page.at_end());
}

TEST_F(CommittedOutcomesServiceTest, APageIsNotTheLastWhileEvaluationIsBehindIt) {
  Apply({Unit(1, 1, "")});
  v1::ListOutcomesRequest request = Request();
  request.set_unit(kParent + ("/units/" + UnitId(1)));
  EXPECT_FALSE(MustList(request).at_end());
}

// Redis has the last events of courses only.
class TrimmedOutcomesServiceTest : public OutcomesFixture {
 protected:
  TrimmedOutcomesServiceTest()
      : TrimmedOutcomesServiceTest(std::make_shared<events::OwnEvents>(All(), 500)) {}

  static std::vector<events::StreamEntry> All() {
    std::vector<events::StreamEntry> all;
    for (int64_t i = 1; i <= kAll; ++i) all.push_back(events::EntryOf(i, "participant.graduated", NameOf(i)));
    return all;
  }
  static std::string NameOf(int64_t i) { return "e/" + std::to_string(i); }

  // All that a list gives page by page.
  std::vector<std::string> ListAll() {
    std::vector<std::string> names;
    for (auto page = MustList(Request());; page = MustList(Request(page.next_page_token()))) {
      const auto some = NamesOf(page);
      names.insert(names.end(), some.begin(), some.end());
      if (page.at_end()) return names;
    }
  }
  std::vector<std::string> ListAllBackwards() {
    std::vector<std::string> names;
    std::string token;
    do {
      const auto page = MustListLatest(token, 200);
      const auto some = NamesOf(page);
      names.insert(names.end(), some.begin(), some.end());
      token = page.next_page_token();
    } while (!token.empty());
    return names;
  }

  static constexpr int64_t kAll = 1'500;
  const std::shared_ptr<events::OwnEvents> own_;
  std::vector<std::string> names_;

 private:
  explicit TrimmedOutcomesServiceTest(std::shared_ptr<events::OwnEvents> own)
      : OutcomesFixture({{"courses", own}}), own_(std::move(own)) {
    Publish(own_->entries);
    events::RedisStreams(redis_.address()).LetGo(events::StreamName("courses"), 1'200);
    for (int64_t i = 1; i <= kAll; ++i) names_.push_back(NameOf(i));
    db::Connection(service_.database().admin())
        .Execute("INSERT INTO position VALUES ('evaluation', 'courses', 0, 1500)");
  }
};

TEST_F(TrimmedOutcomesServiceTest, ListsOfAllAreAsIfAllWereInRedis) {
  EXPECT_EQ(ListAll(), names_);
  EXPECT_EQ(ListAllBackwards(), std::vector<std::string>(names_.rbegin(), names_.rend()));
}

TEST_F(TrimmedOutcomesServiceTest, ListsAreUnavailableWhileTheServiceIsThatHasTheOldOnes) {
  const std::string old = MustList(Request()).next_page_token();
  own_->down = true;
  v1::ListOutcomesResponse page;
  EXPECT_THAT(List(Request(old), &page), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  v1::ListLatestOutcomesResponse latest = MustListLatest({}, 200);
  EXPECT_EQ(NamesOf(latest).front(), names_.back());
  EXPECT_THAT(ListLatest(latest.next_page_token(), 200, &latest),
              Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  own_->down = false;
  EXPECT_EQ(NamesOf(MustList(Request(old))).size(), 50u);
}

TEST_F(TrimmedOutcomesServiceTest, WhoWatchesFromAnOldPlaceGetsAllThatFollows) {
  v1::WatchOutcomesRequest request;
  request.set_parent(kParent);
  request.set_resume_token("0");
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  const auto reader = outcomes_->WatchOutcomes(&context, request);
  std::vector<std::string> names;
  v1::WatchOutcomesResponse message;
  while (names.size() < names_.size() && reader->Read(&message)) {
    if (message.has_event()) names.push_back(message.event().aggregate());
  }
  context.TryCancel();
  EXPECT_EQ(names, names_);
}

}  // namespace
}  // namespace waymark::evaluation
