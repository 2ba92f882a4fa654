#include <gmock/gmock.h>

#include <algorithm>

#include "services/common/events/event_test_support.h"
#include "services/common/rpc/renewal.h"
#include "services/common/rpc/subject_keys.h"
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

constexpr char kOldKey[] = "a key for tests";  // of TestService
constexpr char kNewKey[] = "another key for tests";

class RenewalServiceTest : public ParticipantsFixture {
 protected:
  void RegisterMany(const std::string& organization, int count) {
    v1::BatchCreateParticipantsRequest batch;
    batch.set_parent("organizations/" + organization);
    for (int i = 0; i < count; ++i)
      batch.add_requests()->mutable_participant()->set_display_name("Person " + std::to_string(i));
    v1::BatchCreateParticipantsResponse reply;
    EXPECT_THAT(Call(participants_, &v1::ParticipantsService::Stub::BatchCreateParticipants, batch, &reply),
                testing::IsOk());
  }
  std::vector<std::string> Sealed() {
    std::vector<std::string> values;
    for (const db::Row row : owner_.Execute("SELECT seal_key FROM participant ORDER BY participant_id"))
      values.push_back(row.Bytes("seal_key"));
    return values;
  }
  // The keys of all persons, which this key of the service opens.
  std::vector<std::string> OpenedBy(const std::string& key) {
    const crypto::Sealer sealer(key, purpose_);
    std::vector<std::string> opened;
    for (const auto& sealed : Sealed()) opened.push_back(sealer.Open(sealed));
    return opened;
  }

  const std::string purpose_ = rpc::SubjectKeyPurpose("participants");
  db::Connection owner_{service_.database().admin()};
};

TEST_F(RenewalServiceTest, TheKeysOfPersonsOfAllOrganizationsAreSealedAnew) {
  Found("csp");
  RegisterMany("asp", 1'000);
  RegisterMany("asp", 3);  // of the next page
  RegisterMany("csp", 2);
  const auto keys = OpenedBy(kOldKey);
  ASSERT_EQ(keys.size(), 1'005u);
  const std::string both = std::string(kNewKey) + "\n" + kOldKey;
  const rpc::Renewal renewal(Definition(), service_.database().app(), both);
  ASSERT_TRUE(events::Eventually([&] {
    const auto sealed = Sealed();
    return std::none_of(sealed.begin(), sealed.end(),
                        [&](const auto& value) { return crypto::Sealer(both, purpose_).Renewed(value); });
  }));
  EXPECT_EQ(OpenedBy(kNewKey), keys);
}

}  // namespace
}  // namespace waymark::participants
