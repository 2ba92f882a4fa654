#include "services/webhooks/signature.h"

#include <gtest/gtest.h>

#include <set>

#include "services/common/base/ids.h"

namespace waymark::webhooks {
namespace {

// The secret of `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`, and what the libraries of the
// standard are tested with.
const std::string kSecret =
    "\x31\xf2\x90\xf6\xbf\x06\x29\x8a\xab\x4f\x08\xd4\x3c\x3f\x08\x2c\xf6\x48\xa3\x62\xda\x2d\xa4\xb0";
constexpr char kId[] = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr char kBody[] = R"({"test": 2432232314})";

TEST(SignatureTest, IsThatOfTheStandard) {
  EXPECT_EQ(SecretText(kSecret), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_EQ(SignatureOf({kSecret}, kId, "1614265330", kBody),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(SignatureTest, EachSecretSigns) {
  const std::string own = SignatureOf({kSecret}, kId, "1614265330", kBody);
  const std::string other = SignatureOf({"another"}, kId, "1614265330", kBody);
  EXPECT_NE(own, other);
  EXPECT_EQ(SignatureOf({kSecret, "another"}, kId, "1614265330", kBody), own + " " + other);
}

TEST(SignatureTest, AllThatIsSignedCounts) {
  const std::set<std::string> signatures = {
      SignatureOf({kSecret}, kId, "1614265330", kBody), SignatureOf({kSecret}, "msg_1", "1614265330", kBody),
      SignatureOf({kSecret}, kId, "1614265331", kBody), SignatureOf({kSecret}, kId, "1614265330", "{}")};
  EXPECT_EQ(signatures.size(), 4);
}

TEST(SignatureTest, TimesAreWholeSeconds) {
  EXPECT_EQ(TimestampOf(TimePoint(std::chrono::microseconds(1'614'265'330'999'999))), "1614265330");
}

TEST(SignatureTest, SecretsAreLongAndNotTheSame) {
  EXPECT_EQ(NewSecret().size(), 32);
  EXPECT_NE(NewSecret(), NewSecret());
}

}  // namespace
}  // namespace waymark::webhooks
