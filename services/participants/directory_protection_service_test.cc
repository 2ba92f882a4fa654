// What other services are told of protected persons, for whom they ask on behalf of.
#include "services/participants/protected_fixture.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace dv1 = waymark::directory::v1;
using ::testing::ElementsAre;
using waymark::identity::v1::ROLE_REGISTRAR;

class DirectoryProtectionServiceTest : public ProtectedFixture {
 protected:
  // Of the minor, the flagged and the grown one, and of nobody: `-` not protected, `p`
  // protected, `r` redacted too, `?` not found.
  std::string Told(bool with_protection = true) {
    dv1::ResolveRequest request;
    request.set_organization_id("asp");
    request.set_collection("participants");
    request.set_permission(waymark::options::v1::PERMISSION_TRAINING_READ);
    request.set_with_protection(with_protection);
    for (const char* key : {"~minor", "~flagged", "~grown", "~none"}) request.add_references(key);
    dv1::ResolveResponse reply;
    EXPECT_THAT(Call(directory_, &dv1::DirectoryService::Stub::Resolve, request, &reply), testing::IsOk());
    std::string told;
    for (const auto& one : reply.resolutions()) {
      told += one.id().empty() ? '?' : one.redacted() ? 'r' : one.protected_() ? 'p' : '-';
    }
    return told;
  }
  std::unique_ptr<dv1::DirectoryService::Stub> directory_ = service_.Stub<dv1::DirectoryService>();
};

TEST_F(DirectoryProtectionServiceTest, GoesByTheRightsOfTheCaller) {
  As(ROLE_REGISTRAR);
  EXPECT_EQ(Told(), "pp-?");
  AsCommander();
  EXPECT_EQ(Told(), "rr-?");
  AsCommanderAndRegistrarOf(north_);
  EXPECT_EQ(Told(), "pr-?");
}

TEST_F(DirectoryProtectionServiceTest, FollowsOpeningsAndAge) {
  AsCommander();
  MustBreakGlass(minor_);
  EXPECT_EQ(Told(), "pr-?");
  service_.clock().Advance(std::chrono::hours(24 * 366 * 10));
  EXPECT_EQ(Told(), "-r-?");
}

TEST_F(DirectoryProtectionServiceTest, IsToldWhereItIsAskedForOnly) {
  AsCommander();
  EXPECT_EQ(Told(false), "---?");
}

}  // namespace
}  // namespace waymark::participants
