#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

namespace dv1 = waymark::directory::v1;
using testing::BlamesField;
using testing::IsOk;

class DirectoryServiceTest : public ParticipantsFixture {
 protected:
  grpc::Status Resolve(const std::string& organization, const std::string& collection,
                       const std::vector<std::string>& references, dv1::ResolveResponse* reply,
                       options::v1::Permission permission = options::v1::PERMISSION_UNSPECIFIED) {
    dv1::ResolveRequest request;
    request.set_organization_id(organization);
    request.set_collection(collection);
    request.set_permission(permission);
    for (const auto& reference : references) request.add_references(reference);
    return Call(directory_, &dv1::DirectoryService::Stub::Resolve, request, reply);
  }
  std::unique_ptr<dv1::DirectoryService::Stub> directory_ = service_.Stub<dv1::DirectoryService>();
};

TEST_F(DirectoryServiceTest, AnswersInTheOrderAskedAndUnknownOnesAsNotFound) {
  const auto ana = Register(Person("Ana", "P/1")), ben = Register(Person("Ben"));
  const std::string ana_id(rpc::LastPart(ana.name())), ben_id(rpc::LastPart(ben.name()));
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("asp", "participants", {ben_id, "~P/1", "~none", "nonsense", "", ana_id}, &reply),
              IsOk());
  ASSERT_EQ(reply.resolutions_size(), 6);
  EXPECT_EQ(reply.resolutions(0).id(), ben_id);
  EXPECT_EQ(reply.resolutions(1).id(), ana_id);
  EXPECT_TRUE(reply.resolutions(1).open());
  for (const int i : {2, 3, 4}) EXPECT_EQ(reply.resolutions(i).id(), "") << i;
  EXPECT_EQ(reply.resolutions(5).id(), ana_id);
}

TEST_F(DirectoryServiceTest, ClosedUnitsAndTheDeadAreNotOpen) {
  v1::DeleteUnitRequest close;
  close.set_name(MakeUnit("old").name());
  v1::Unit closed;
  ASSERT_THAT(Call(units_, &v1::UnitsService::Stub::DeleteUnit, close, &closed), IsOk());
  auto dead = Person("Ana", "P-1");
  dead.mutable_participant()->set_state(waymark::vocabulary::v1::PARTICIPANT_STATE_DECEASED);
  Register(dead);
  auto left = Person("Ben", "P-2");
  left.mutable_participant()->set_state(waymark::vocabulary::v1::PARTICIPANT_STATE_LEFT);
  Register(left);
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("asp", "units", {"~old"}, &reply), IsOk());
  EXPECT_FALSE(reply.resolutions(0).id().empty());
  EXPECT_FALSE(reply.resolutions(0).open());
  ASSERT_THAT(Resolve("asp", "participants", {"~P-1", "~P-2"}, &reply), IsOk());
  EXPECT_FALSE(reply.resolutions(0).open());
  EXPECT_TRUE(reply.resolutions(0).deceased());
  EXPECT_TRUE(reply.resolutions(1).open());
  EXPECT_FALSE(reply.resolutions(1).deceased());
}

TEST_F(DirectoryServiceTest, TellsWhetherAnOrganizationIsThere) {
  Found("bsp");
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("bsp", "organizations", {"bsp", "asp", "nowhere"}, &reply), IsOk());
  EXPECT_EQ(reply.resolutions(0).id(), "bsp");
  for (const int i : {1, 2}) EXPECT_EQ(reply.resolutions(i).id(), "") << "of another call";
  ASSERT_THAT(Resolve("nowhere", "organizations", {"nowhere"}, &reply), IsOk());
  EXPECT_EQ(reply.resolutions(0).id(), "");
}

// Whoever refers to a unit, but who keeps something in units, of which these have to be theirs.
TEST_F(DirectoryServiceTest, WhoKeepsUnitsFindsTheOwn) {
  using namespace waymark::options::v1;  // NOLINT: the permissions
  const auto north = MakeUnit("north"), south = MakeUnit("south");
  MakeUnit("station", north.name());
  const auto as = [&](identity::v1::Role role, Permission permission) {
    service_.As(testing::CallerInUnit(role, "asp", std::string(rpc::LastPart(north.name()))));
    dv1::ResolveResponse reply;
    EXPECT_THAT(Resolve("asp", "units", {"~north", "~south", "~station"}, &reply, permission), IsOk());
    std::vector<bool> found;
    for (const auto& resolution : reply.resolutions()) found.push_back(!resolution.id().empty());
    return found;
  };
  for (const Permission permission :
       {PERMISSION_UNITS_MANAGE, PERMISSION_COHORTS_MANAGE, PERMISSION_GRANTS_MANAGE})
    EXPECT_EQ(as(identity::v1::ROLE_ADMINISTRATOR, permission), (std::vector<bool>{true, false, true}));
  EXPECT_EQ(as(identity::v1::ROLE_COMMANDER, PERMISSION_CAREER_RECORD),
            (std::vector<bool>{true, true, true}));
}

TEST_F(DirectoryServiceTest, KnowsItsOwnOrganizationOnly) {
  Register(Person("Ana", "P-1"));
  Found("bsp");
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("bsp", "participants", {"~P-1"}, &reply), IsOk());
  EXPECT_EQ(reply.resolutions(0).id(), "");
  EXPECT_THAT(Resolve("asp", "courses", {"~P-1"}, &reply), BlamesField("collection"));
}

}  // namespace
}  // namespace waymark::participants
