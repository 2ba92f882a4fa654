// A record that is merged into a protected person's is protected as that person is.
#include "services/participants/protected_fixture.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using namespace waymark::identity::v1;  // NOLINT: the roles

class MergedProtectionServiceTest : public ProtectedFixture {
 protected:
  MergedProtectionServiceTest() {
    auto request = Person("Canary of before", "double");
    request.mutable_participant()->set_given_name("Canary");
    request.mutable_participant()->set_unit(south_.name());
    double_ = Register(request);
  }
  v1::Participant Merge(const v1::Participant& into) {
    v1::MergeParticipantRequest request;
    request.set_name(double_.name());
    request.set_into(into.name());
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Participants::MergeParticipant, request, &reply), IsOk());
    return reply;
  }
  void Unmerge() {
    v1::UnmergeParticipantRequest request;
    request.set_name(double_.name());
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Participants::UnmergeParticipant, request, &reply), IsOk());
  }
  void Change(const v1::Participant& person, const std::string& path, const v1::Participant& wanted) {
    v1::UpdateParticipantRequest request;
    *request.mutable_participant() = wanted;
    request.mutable_participant()->set_name(person.name());
    request.mutable_update_mask()->add_paths(path);
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Participants::UpdateParticipant, request, &reply), IsOk());
  }
  void Flag(const v1::Participant& person, bool flagged = true) {
    v1::Participant wanted;
    if (flagged) wanted.set_protection(v1::PROTECTION_FLAGGED);
    Change(person, "protection", wanted);
  }
  bool IsHiddenFromCommanders() {
    AsCommander();
    const bool hidden = IsRedacted(double_);
    service_.As(testing::AnyRole());
    return hidden;
  }

  v1::Participant double_;
};

TEST_F(MergedProtectionServiceTest, WhoMayNotSeeThePersonSeesNothingOfItAnywhere) {
  EXPECT_FALSE(IsHiddenFromCommanders());
  EXPECT_TRUE(Merge(flagged_).protected_());
  AsCommander();
  const std::string canary = "anary";
  EXPECT_THAT(Get(double_.name()).SerializeAsString(), Not(HasSubstr(canary)));
  for (const std::string& filter :
       {"merged_into = \"" + flagged_.name() + "\"", std::string("external_id = \"double\"")}) {
    EXPECT_THAT(List(filter), ElementsAre("double"));
    EXPECT_THAT(pages_.back(), Not(HasSubstr(canary))) << filter;
  }
  v1::ListParticipantsRequest list;
  list.set_parent(kParent);
  list.set_show_merged(true);
  for (const std::string order_by : {"", "display_name"}) {
    list.set_order_by(order_by);
    v1::ListParticipantsResponse page;
    ASSERT_THAT(Call(participants_, &Participants::ListParticipants, list, &page), IsOk());
    EXPECT_EQ(page.participants_size(), order_by.empty() ? 4 : 1);
    EXPECT_THAT(page.SerializeAsString(), Not(HasSubstr(canary)));
  }
  v1::SearchParticipantsRequest search;
  search.set_parent(kParent);
  search.set_query("canary");
  search.set_show_merged(true);
  v1::SearchParticipantsResponse found;
  ASSERT_THAT(Call(participants_, &Participants::SearchParticipants, search, &found), IsOk());
  EXPECT_EQ(found.participants_size(), 0);
}

TEST_F(MergedProtectionServiceTest, OtherServicesAreToldSo) {
  Merge(flagged_);
  namespace dv1 = waymark::directory::v1;
  dv1::ResolveRequest request;
  request.set_organization_id("asp");
  request.set_collection("participants");
  request.set_permission(waymark::options::v1::PERMISSION_TRAINING_READ);
  request.set_with_protection(true);
  request.add_references("~double");
  const auto directory = service_.Stub<dv1::DirectoryService>();
  AsCommander();
  dv1::ResolveResponse reply;
  ASSERT_THAT(Call(directory, &dv1::DirectoryService::Stub::Resolve, request, &reply), IsOk());
  EXPECT_TRUE(reply.resolutions(0).protected_());
  EXPECT_TRUE(reply.resolutions(0).redacted());
}

TEST_F(MergedProtectionServiceTest, ItFollowsTheFlagOfThePerson) {
  Merge(grown_);
  EXPECT_FALSE(IsHiddenFromCommanders());
  As(ROLE_REGISTRAR, north_);
  Flag(grown_);
  EXPECT_EQ(LastEvent().type(), "participant.updated");
  EXPECT_EQ(LastEvent().participant_changed().participant_id(), IdOf(double_.name()));
  EXPECT_TRUE(IsHiddenFromCommanders());
  Flag(grown_, false);
  EXPECT_FALSE(IsHiddenFromCommanders());
}

TEST_F(MergedProtectionServiceTest, ItFollowsTheAgeOfThePerson) {
  Merge(minor_);
  EXPECT_TRUE(IsHiddenFromCommanders());
  v1::Participant older;
  older.set_birth_date("2002");
  Change(minor_, "birth_date", older);
  EXPECT_FALSE(IsHiddenFromCommanders());
}

TEST_F(MergedProtectionServiceTest, ItsOwnFlagStaysWhateverBecomesOfThePersons) {
  Flag(double_);
  Merge(flagged_);
  Flag(flagged_, false);
  EXPECT_TRUE(IsHiddenFromCommanders());
}

TEST_F(MergedProtectionServiceTest, TakenBackItIsProtectedForItselfAlone) {
  Merge(flagged_);
  Unmerge();
  EXPECT_FALSE(IsHiddenFromCommanders());
}

TEST_F(MergedProtectionServiceTest, ItIsOpenedForACase) {
  v1::Opening opening;
  EXPECT_THAT(BreakGlass(double_.name(), &opening),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_NOT_PROTECTED"));
  Merge(flagged_);
  AsCommander();
  EXPECT_TRUE(IsRedacted(double_));
  MustBreakGlass(double_);
  EXPECT_FALSE(IsRedacted(double_));
}

}  // namespace
}  // namespace waymark::participants
