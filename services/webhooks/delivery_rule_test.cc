#include "services/webhooks/delivery_rule.h"

#include <gtest/gtest.h>

namespace waymark::webhooks {
namespace {

using namespace std::chrono_literals;

constexpr auto kMiddle = 0.5;  // neither shorter nor longer

TEST(DeliveryRuleTest, PausesDoubleUpToAnHour) {
  std::chrono::milliseconds expected = 5s;
  for (int tries = 1; tries <= 30; ++tries) {
    EXPECT_EQ(PauseAfterTries(tries, 0s, kMiddle), expected) << tries;
    expected = std::min<std::chrono::milliseconds>(expected * 2, 1h);
  }
  EXPECT_EQ(PauseAfterTries(1'000'000, 0s, kMiddle), 1h);
  EXPECT_EQ(PauseAfterTries(0, 0s, kMiddle), 5s);
}

TEST(DeliveryRuleTest, PausesAreAFifthShorterOrLonger) {
  EXPECT_EQ(PauseAfterTries(1, 0s, 0), 4s);
  EXPECT_NEAR(static_cast<double>(PauseAfterTries(1, 0s, 0.999999).count()), 6'000, 2);
  EXPECT_EQ(PauseAfterTries(20, 0s, 0), 48min);
}

TEST(DeliveryRuleTest, AReceiverMayAskForALongerPauseUpToAnHour) {
  EXPECT_EQ(PauseAfterTries(1, 120s, kMiddle), 120s);
  EXPECT_EQ(PauseAfterTries(1, 1s, kMiddle), 5s);
  EXPECT_EQ(PauseAfterTries(1, 48h, kMiddle), 1h);
}

TEST(DeliveryRuleTest, EachStatusIsJudged) {
  const TimePoint start{}, before_end = start + kPatience - 1us, end = start + kPatience;
  for (int status = 0; status < 600; ++status) {
    const bool taken = status >= 200 && status <= 299;
    EXPECT_EQ(VerdictOf(status, start, before_end), taken           ? Verdict::kDelivered
                                                    : status == 410 ? Verdict::kGone
                                                                    : Verdict::kRetry)
        << status;
    EXPECT_EQ(VerdictOf(status, start, end), taken           ? Verdict::kDelivered
                                             : status == 410 ? Verdict::kGone
                                                             : Verdict::kPark)
        << status;
  }
}

TEST(DeliveryRuleTest, OnlyOneTriesADelivery) { EXPECT_GT(kLongestTry, kAnswerTime + 10s); }

}  // namespace
}  // namespace waymark::webhooks
