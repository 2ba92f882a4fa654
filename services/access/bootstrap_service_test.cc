#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "services/access/bootstrap.h"
#include "services/access/fixture.h"
#include "services/common/base/secret_file.h"
#include "services/common/testing/process.h"

namespace waymark::access {
namespace {

using testing::Fails;
using testing::IsOk;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class BootstrapServiceTest : public AccessFixture {
 protected:
  void Run() {
    MakeAdministrator({.database = service_.database().app(), .token_file = file_, .link_file = link_file_},
                      service_.clock());
  }
  std::string Link() const { return ReadSecretFile(link_file_); }
  std::string Token() const { return ReadSecretFile(file_); }
  int64_t Count(const std::string& what) {
    db::Connection admin(service_.database().admin());
    return admin.Execute("SELECT count(*) AS n FROM " + what)[0].Int("n");
  }

  const testing::Folder folder_;
  const std::string file_ = folder_ / "admin-token", link_file_ = folder_ / "admin-link";
  id1::Identity who_;
  v1::Account account_;
};

TEST_F(BootstrapServiceTest, TheFirstAdministratorBeginsByAToken) {
  Run();
  ASSERT_THAT(Token(), StartsWith("wmk_"));
  struct stat status = {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  ASSERT_THAT(IdentifyToken(Token(), &who_), IsOk());
  std::vector<std::string> roles;
  for (const auto& grant : who_.grants()) {
    EXPECT_EQ(grant.organization_id(), "*");
    roles.push_back(id1::Role_Name(grant.role()));
  }
  EXPECT_THAT(roles, UnorderedElementsAre("ROLE_ADMINISTRATOR", "ROLE_REGISTRAR", "ROLE_COMMANDER",
                                          "ROLE_EVALUATOR", "ROLE_AUDITOR"));
  EXPECT_THAT(NewEvents(), SizeIs(8)) << "an account, five grants, a token, a link";
  v1::Account account;
  account.set_name("accounts/~administrator");
  EXPECT_EQ(GetAccount(account).state(), v1::ACCOUNT_STATE_INVITED);
  service_.clock().Advance(std::chrono::days(399));
  EXPECT_THAT(IdentifyToken(Token(), &who_), IsOk());
}

TEST_F(BootstrapServiceTest, TheFirstAdministratorGetsAPasswordByALinkThatIsGoneWhenUsed) {
  Run();
  struct stat status = {};
  ASSERT_EQ(stat(link_file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_THAT(Redeem(Link(), kPassword, &account_), IsOk());
  EXPECT_THAT(SignIn("administrator", kPassword), IsOk());
  EXPECT_THAT(IdentifyToken(Token(), &who_), IsOk()) << "it is older than the password";
  NewEvents();
  Run();
  EXPECT_NE(stat(link_file_.c_str(), &status), 0);
  EXPECT_THAT(NewEvents(), SizeIs(0));
}

TEST_F(BootstrapServiceTest, ALinkThatIsLostOrHasEndedIsReplacedWhileThereIsNoPassword) {
  Run();
  const std::string first = Link();
  service_.clock().Advance(std::chrono::days(3));
  Run();
  const std::string second = Link();
  EXPECT_NE(second, first);
  ASSERT_EQ(std::remove(link_file_.c_str()), 0);
  Run();
  EXPECT_THAT(Redeem(second, kPassword, &account_), Fails(Code::kUnauthenticated, "LINK_INVALID"));
  EXPECT_THAT(Redeem(Link(), kPassword, &account_), IsOk());
}

TEST_F(BootstrapServiceTest, TheSecondRunDoesNothing) {
  Run();
  const std::string token = Token();
  NewEvents();
  Run();
  EXPECT_EQ(Token(), token);
  EXPECT_THAT(NewEvents(), SizeIs(0));
}

TEST_F(BootstrapServiceTest, ATokenThatIsLostOrHoldsNoMoreIsReplaced) {
  Run();
  ASSERT_THAT(Redeem(Link(), kPassword, &account_), IsOk());
  std::string token = Token();
  const auto replaced = [&] {
    NewEvents();
    Run();
    const bool other = Token() != token;
    token = Token();
    EXPECT_THAT(IdentifyToken(token, &who_), IsOk());
    EXPECT_THAT(NewEvents(), SizeIs(other ? 1 : 0));
    return other;
  };
  EXPECT_EQ(std::remove(file_.c_str()), 0);
  EXPECT_TRUE(replaced()) << "lost";
  WriteSecretFile(file_, "something else");
  EXPECT_TRUE(replaced()) << "not a token";
  service_.clock().Advance(std::chrono::days(400));
  EXPECT_TRUE(replaced()) << "ended";
  db::Connection admin(service_.database().admin());
  admin.Execute("UPDATE api_token SET revoke_time = now()");
  EXPECT_TRUE(replaced()) << "revoked";
  EXPECT_FALSE(replaced());
  EXPECT_EQ(Count("account"), 1);
  EXPECT_EQ(Count("role_grant"), 5);
}

TEST_F(BootstrapServiceTest, WhereOthersAdministrateNobodyIsAdded) {
  const auto ana = MakeAccount("ana");
  MustGrant(NewGrant(ana, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  Run();
  EXPECT_EQ(Token(), "");
  EXPECT_EQ(Link(), "");
  EXPECT_EQ(Count("account"), 1);
}

TEST_F(BootstrapServiceTest, ADisabledAdministratorGetsNoToken) {
  Run();
  const std::string token = Token();
  MustGrant(NewGrant(MakeAccount("ana"), id1::ROLE_ADMINISTRATOR, "organizations/-"));
  v1::Account account;
  account.set_name("accounts/~administrator");
  ASSERT_THAT(Disable(account), IsOk());
  Run();
  EXPECT_EQ(Token(), token);
  EXPECT_THAT(IdentifyToken(token, &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(BootstrapServiceTest, WhereTheFileCannotBeWrittenNothingIsMade) {
  const BootstrapSettings settings{.database = service_.database().app(),
                                   .token_file = folder_ / "no/such/folder/token",
                                   .link_file = link_file_};
  EXPECT_THROW(MakeAdministrator(settings, service_.clock()), std::runtime_error);
  EXPECT_EQ(Count("account"), 0);
  Run();
  EXPECT_THAT(IdentifyToken(Token(), &who_), IsOk());
}

}  // namespace
}  // namespace waymark::access
