#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/common/rpc/renewal.h"
#include "services/webhooks/fixture.h"
#include "services/webhooks/message.h"

namespace waymark::webhooks {
namespace {

constexpr char kNewKey[] = "another key for tests";

class RenewalServiceTest : public WebhooksFixture {
 protected:
  std::vector<std::string> Sealed() {
    std::vector<std::string> values;
    for (const db::Row row : owner_.Execute("SELECT sealed_secret, sealed_previous_secret FROM webhook "
                                            "ORDER BY webhook_id")) {
      values.push_back(row.Bytes("sealed_secret"));
      if (!row.IsNull("sealed_previous_secret")) values.push_back(row.Bytes("sealed_previous_secret"));
    }
    return values;
  }
  std::vector<std::string> OpenedBy(const std::string& key) {
    const crypto::Sealer sealer = SecretSealer(key);
    std::vector<std::string> opened;
    for (const auto& sealed : Sealed()) opened.push_back(sealer.Open(sealed));
    return opened;
  }

  db::Connection owner_{service_.database().admin()};
};

TEST_F(RenewalServiceTest, SecretsAndThoseBeforeThemAreSealedAnew) {
  Make(NewWebhook("https://127.0.0.1:1/quiet"));
  v1::RotateWebhookSecretRequest rotate;
  rotate.set_name(Make(NewWebhook("https://127.0.0.1:1/changed")).name());
  v1::Webhook changed;
  ASSERT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::RotateWebhookSecret, rotate, &changed),
              testing::IsOk());
  const auto secrets = OpenedBy(kTokenKey);
  ASSERT_EQ(secrets.size(), 3u);
  const std::string both = std::string(kNewKey) + "\n" + kTokenKey;
  const rpc::Renewal renewal(Definition(SettingsOfTests()), service_.database().app(), both);
  ASSERT_TRUE(events::Eventually([&] {
    for (const auto& sealed : Sealed())
      if (SecretSealer(both).Renewed(sealed)) return false;
    return true;
  }));
  EXPECT_EQ(OpenedBy(kNewKey), secrets);
}

}  // namespace
}  // namespace waymark::webhooks
