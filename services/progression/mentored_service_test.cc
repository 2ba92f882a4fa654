// What a mentor can see: Bea accompanies Ana, Dan accompanies Ana and Bora.
#include <gmock/gmock.h>

#include "services/progression/mentorship_fixture.h"

namespace waymark::progression {
namespace {

using namespace waymark::vocabulary::v1;  // NOLINT: the states
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a2";

class MentoredServiceTest : public MentorshipFixture {
 protected:
  MentoredServiceTest() {
    own_ = Pair(kBea, "ana");
    of_dan_ = Pair(kDan, "ana");
    other_ = Pair(kDan, "bora");
    service_.Place(IdOf("ana"), kNorth);
    AsMentor();
  }

  std::string IdOf(const std::string& person) const {
    return Name("participants/~" + person).substr(Ref("participants/").size());
  }
  static identity::v1::CallerContext Mentor(const std::string& unit = "") {
    auto caller = testing::CallerInUnit(identity::v1::ROLE_MENTOR, "asp", unit);
    caller.set_account_id(kBea);
    return caller;
  }
  // Bea, in the whole organization or in a unit.
  void AsMentor(const std::string& unit = "") { service_.As(Mentor(unit)); }
  void AsKeeper() { service_.As(testing::AnyRole()); }
  // What somebody with every role does meanwhile.
  void KeeperMoves(const v1::Mentorship& mentorship, State state) {
    AsKeeper();
    MustMove(mentorship, state);
    AsMentor();
  }

  v1::Mentorship own_, of_dan_, other_, reply_;
};

TEST_F(MentoredServiceTest, OwnMentorshipsAreSeenAndNoOthers) {
  EXPECT_THAT(List(), ElementsAre(own_.name()));
  EXPECT_THAT(Get(own_.name(), &reply_), IsOk());
  for (const auto& hidden : {of_dan_, other_})
    EXPECT_THAT(Get(hidden.name(), &reply_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(List("mentee = \"" + other_.mentee() + "\""), IsEmpty());
}

TEST_F(MentoredServiceTest, AreSeenWhileUnderWay) {
  KeeperMoves(own_, MENTORSHIP_STATE_PAUSED);
  EXPECT_THAT(List(), ElementsAre(own_.name()));
  KeeperMoves(own_, MENTORSHIP_STATE_ENDED_ON_TERM);
  EXPECT_THAT(List(), IsEmpty());
  EXPECT_THAT(Get(own_.name(), &reply_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(MentoredServiceTest, AreNotSeenBeforeTheyAreUnderWay) {
  AsKeeper();
  auto proposed = Pair(kBea, "cen", MENTORSHIP_STATE_PROPOSED);
  AsMentor();
  EXPECT_THAT(List(), ElementsAre(own_.name()));
  KeeperMoves(proposed, MENTORSHIP_STATE_PENDING_ACCEPTANCE);
  EXPECT_THAT(List(), ElementsAre(own_.name()));
  KeeperMoves(proposed, MENTORSHIP_STATE_ACTIVE);
  EXPECT_THAT(List(), ElementsAre(own_.name(), proposed.name()));
}

TEST_F(MentoredServiceTest, MentorsRecordNothingAndSeeNoCareer) {
  EXPECT_THAT(Move(own_.name(), MENTORSHIP_STATE_PAUSED, &reply_),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Create(NewMentorship(kBea, "cen"), &reply_),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  v1::ListCareerEventsRequest request;
  request.set_parent(kParent);
  v1::ListCareerEventsResponse page;
  EXPECT_THAT(Call(careers_, &v1::CareersService::Stub::ListCareerEvents, request, &page),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(MentoredServiceTest, AGrantForAUnitReachesTheOwnMenteesOfIt) {
  AsMentor(kNorth);
  EXPECT_THAT(List(), ElementsAre(own_.name()));
  AsMentor(kSouth);
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(MentoredServiceTest, OtherRolesAreAddedToWhatIsMentored) {
  service_.Place(IdOf("bora"), kSouth);
  auto caller = Mentor();
  *caller.add_grants() = testing::CallerInUnit(identity::v1::ROLE_COMMANDER, "asp", kSouth).grants(0);
  service_.As(caller);
  EXPECT_THAT(List(), UnorderedElementsAre(own_.name(), other_.name()));
}

TEST_F(MentoredServiceTest, MenteesSeeAllOfTheirOwn) {
  auto caller = testing::CallerWith({identity::v1::ROLE_PARTICIPANT}, "asp");
  caller.mutable_grants(0)->set_participant_id(IdOf("ana"));
  service_.As(caller);
  EXPECT_THAT(List(), UnorderedElementsAre(own_.name(), of_dan_.name()));
  EXPECT_THAT(Get(other_.name(), &reply_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(MentoredServiceTest, WhoKeepsAUnitPairsAndMovesThoseOfIt) {
  service_.As(testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", kNorth));
  EXPECT_THAT(List(), UnorderedElementsAre(own_.name(), of_dan_.name()));
  EXPECT_THAT(Move(own_.name(), MENTORSHIP_STATE_PAUSED, &reply_), IsOk());
  EXPECT_THAT(Move(other_.name(), MENTORSHIP_STATE_PAUSED, &reply_),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(MentoredServiceTest, NothingOfOneCallerIsLeftForTheNext) {
  for (int i = 0; i < 20; ++i) {
    AsMentor();
    EXPECT_THAT(List(), ElementsAre(own_.name()));
    auto dan = Mentor();
    dan.set_account_id(kDan);
    service_.As(dan);
    EXPECT_THAT(List(), ElementsAre(of_dan_.name(), other_.name()));
  }
}

}  // namespace
}  // namespace waymark::progression
