#include "services/access/fixture.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::access {
namespace {

namespace dv1 = waymark::directory::v1;
using testing::BlamesField;
using ::testing::ElementsAre;
using testing::IsOk;

class DirectoryServiceTest : public AccessFixture {
 protected:
  grpc::Status Resolve(const std::string& collection, const std::vector<std::string>& references,
                       dv1::ResolveResponse* reply, id1::Role role = id1::ROLE_INSTRUCTOR) {
    dv1::ResolveRequest request;
    request.set_organization_id("asp");
    request.set_collection(collection);
    request.set_role(role);
    for (const auto& reference : references) request.add_references(reference);
    return Call(directory_, &dv1::DirectoryService::Stub::Resolve, request, reply);
  }
  // `open`, `closed` or `unknown` for each.
  std::vector<std::string> Answers(const std::vector<std::string>& references,
                                   id1::Role role = id1::ROLE_INSTRUCTOR) {
    dv1::ResolveResponse reply;
    EXPECT_THAT(Resolve("accounts", references, &reply, role), IsOk());
    std::vector<std::string> answers;
    for (const auto& resolution : reply.resolutions())
      answers.push_back(resolution.id().empty() ? "unknown" : resolution.open() ? "open" : "closed");
    return answers;
  }

  std::unique_ptr<dv1::DirectoryService::Stub> directory_ = service_.Stub<dv1::DirectoryService>();
};

TEST_F(DirectoryServiceTest, AnswersInTheOrderAskedByIdOrUserName) {
  const auto ana = MakeAccount("ana"), bora = MakeAccount("bora");
  MustGrant(NewGrant(ana, id1::ROLE_INSTRUCTOR));
  MustGrant(NewGrant(bora, id1::ROLE_INSTRUCTOR));
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("accounts", {IdOf(bora.name()), "~ANA", "~nobody", "nonsense", ""}, &reply), IsOk());
  ASSERT_EQ(reply.resolutions_size(), 5);
  EXPECT_EQ(reply.resolutions(0).id(), IdOf(bora.name()));
  EXPECT_EQ(reply.resolutions(1).id(), IdOf(ana.name()));
  for (const int i : {2, 3, 4}) EXPECT_EQ(reply.resolutions(i).id(), "") << i;
}

TEST_F(DirectoryServiceTest, KnowsWhoHasARoleInTheOrganizationOnly) {
  const auto ana = MakeAccount("ana");
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("unknown"));
  MustGrant(NewGrant(ana, id1::ROLE_INSTRUCTOR, "organizations/ou"));
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("unknown"));
  MustGrant(NewGrant(ana, id1::ROLE_REGISTRAR));
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("closed"));
  MustGrant(NewGrant(ana, id1::ROLE_INSTRUCTOR));
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("open"));
}

TEST_F(DirectoryServiceTest, KnowsWhoseAnAccountIsInTheOrganization) {
  constexpr char kPerson[] = "00000000-0000-7000-8000-00000000000a";
  const auto ana = MakeAccount("ana"), bora = MakeAccount("bora");
  auto own = NewGrant(ana, id1::ROLE_PARTICIPANT);
  own.mutable_grant()->set_participant(std::string("organizations/asp/participants/") + kPerson);
  MustGrant(own);
  MustGrant(NewGrant(bora, id1::ROLE_MENTOR));
  dv1::ResolveResponse reply;
  ASSERT_THAT(Resolve("accounts", {"~ana", "~bora"}, &reply, id1::ROLE_MENTOR), IsOk());
  EXPECT_THAT(reply.resolutions(0).participant_ids(), ElementsAre(kPerson));
  EXPECT_THAT(reply.resolutions(1).participant_ids(), ::testing::IsEmpty());
}

TEST_F(DirectoryServiceTest, TakesGrantsOfAllOrganizationsFromWhenTheyHold) {
  auto grant = NewGrant(MakeAccount("ana"), id1::ROLE_INSTRUCTOR, "organizations/-");
  grant.mutable_grant()->mutable_start_time()->set_seconds(4'000'000'000);
  MustGrant(grant);
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("unknown"));
  grant.mutable_grant()->clear_start_time();
  MustGrant(grant);
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("open"));
}

TEST_F(DirectoryServiceTest, WhoIsDisabledIsNotOpen) {
  const auto ana = MakeAccount("ana");
  MustGrant(NewGrant(ana, id1::ROLE_INSTRUCTOR));
  ASSERT_THAT(Disable(ana), IsOk());
  EXPECT_THAT(Answers({"~ana"}), ElementsAre("closed"));
}

TEST_F(DirectoryServiceTest, IsOpenToTheRoleThatIsAskedFor) {
  MustGrant(NewGrant(MakeAccount("ana"), id1::ROLE_MENTOR));
  EXPECT_THAT(Answers({"~ana"}, id1::ROLE_MENTOR), ElementsAre("open"));
  EXPECT_THAT(Answers({"~ana"}, id1::ROLE_INSTRUCTOR), ElementsAre("closed"));
  EXPECT_THAT(Answers({"~ana"}, id1::ROLE_UNSPECIFIED), ElementsAre("closed"));
}

TEST_F(DirectoryServiceTest, KeepsNothingElse) {
  dv1::ResolveResponse reply;
  EXPECT_THAT(Resolve("units", {"~HQ"}, &reply), BlamesField("collection"));
}

}  // namespace
}  // namespace waymark::access
