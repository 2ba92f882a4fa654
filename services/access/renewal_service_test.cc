#include "services/access/fixture.h"
#include "services/access/shared.h"
#include "services/common/events/event_test_support.h"
#include "services/common/rpc/renewal.h"
#include "services/common/rpc/subject_keys.h"

namespace waymark::access {
namespace {

constexpr char kOldKey[] = "a key for tests";  // of TestService
constexpr char kNewKey[] = "another key for tests";

class RenewalServiceTest : public AccessFixture {
 protected:
  // What column `sealed` of a table has, in the order of the accounts.
  std::vector<std::string> Sealed(const std::string& table, const std::string& sealed) {
    std::vector<std::string> values;
    for (const db::Row row : owner_.Execute("SELECT " + sealed + " AS sealed FROM " + table + " WHERE " +
                                            sealed + " IS NOT NULL ORDER BY account_id"))
      values.push_back(row.Bytes("sealed"));
    return values;
  }
  std::vector<std::string> Open(const std::string& key, const std::string& purpose,
                                const std::vector<std::string>& sealed) {
    std::vector<std::string> opened;
    for (const auto& value : sealed) opened.push_back(crypto::Sealer(key, purpose).Open(value));
    return opened;
  }

  db::Connection owner_{service_.database().admin()};
};

TEST_F(RenewalServiceTest, WhatTheOldKeySealedIsOpenedByTheNewOneAlone) {
  const auto ana = MakeActive("ana");
  MakeAccount("bora");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  const std::string purpose = rpc::SubjectKeyPurpose("access");
  const auto keys = Open(kOldKey, purpose, Sealed("account", "seal_key"));
  const auto secrets = Open(kOldKey, kTotpPurpose, Sealed("account_totp", "sealed_secret"));
  ASSERT_GE(keys.size(), 2u);
  ASSERT_EQ(secrets.size(), 1u);
  const auto before = Sealed("account", "seal_key");
  { rpc::Renewal nothing(Definition(), service_.database().app(), kOldKey); }
  EXPECT_EQ(Sealed("account", "seal_key"), before) << "where no key is new";
  const rpc::Renewal renewal(Definition(), service_.database().app(), std::string(kNewKey) + "\n" + kOldKey);
  // The secrets come last.
  ASSERT_TRUE(events::Eventually([&] {
    const auto sealed = Sealed("account_totp", "sealed_secret");
    return !crypto::Sealer(std::string(kNewKey) + "\n" + kOldKey, kTotpPurpose).Renewed(sealed[0]);
  }));
  EXPECT_EQ(Open(kNewKey, purpose, Sealed("account", "seal_key")), keys);
  EXPECT_EQ(Open(kNewKey, kTotpPurpose, Sealed("account_totp", "sealed_secret")), secrets);
}

}  // namespace
}  // namespace waymark::access
