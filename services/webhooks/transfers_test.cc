#include "services/webhooks/transfers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/webhooks/receiver.h"

namespace waymark::webhooks {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::chrono::seconds kPatience{20};

Outcome Send(const std::string& url, const std::string& allowed = "127.0.0.0/8") {
  Transfers transfers(Networks(allowed), "", SystemClock());
  transfers.Start(7, {.url = url, .body = "{}", .headers = {"content-type: text/plain", "webhook-id: 1"}});
  const auto ended = transfers.Run(kPatience);
  EXPECT_EQ(ended.size(), 1);
  EXPECT_EQ(transfers.under_way(), 0);
  if (ended.empty()) return {};
  EXPECT_EQ(ended[0].first, 7);
  return ended[0].second;
}

TEST(TransfersTest, PostsWhatItIsGiven) {
  Receiver receiver([](const Received&) { return Receiver::Status(204); });
  const Outcome outcome = Send(receiver.url());
  EXPECT_EQ(outcome.status, 204);
  EXPECT_THAT(outcome.error, IsEmpty());
  const auto received = receiver.received();
  ASSERT_EQ(received.size(), 1);
  EXPECT_THAT(received[0].head, HasSubstr("POST /hook HTTP/1.1"));
  EXPECT_EQ(received[0].headers.at("content-type"), "text/plain");
  EXPECT_EQ(received[0].headers.at("webhook-id"), "1");
  EXPECT_EQ(received[0].body, "{}");
}

TEST(TransfersTest, TellsWhatIsNotTaken) {
  Receiver receiver([](const Received&) { return Receiver::Status(500, "no \x01<b>\xc3\xb6"); });
  const Outcome outcome = Send(receiver.url());
  EXPECT_EQ(outcome.status, 500);
  EXPECT_THAT(outcome.error, HasSubstr("answered 500"));
  EXPECT_EQ(outcome.answer, "no ?<b>??");
}

TEST(TransfersTest, FollowsNothing) {
  Receiver elsewhere([](const Received&) { return Receiver::Status(204); });
  Receiver receiver(
      [&](const Received&) { return Receiver::Status(307, "", "Location: " + elsewhere.url() + "\r\n"); });
  const Outcome outcome = Send(receiver.url());
  EXPECT_EQ(outcome.status, 307);
  EXPECT_THAT(outcome.error, HasSubstr("not followed"));
  EXPECT_THAT(elsewhere.received(), IsEmpty());
}

TEST(TransfersTest, ReadsLittleOfAnAnswerWhoseStatusCounts) {
  Receiver receiver([](const Received&) { return Receiver::Status(200, std::string(5'000'000, 'x')); });
  const Outcome outcome = Send(receiver.url());
  EXPECT_EQ(outcome.status, 200);
  EXPECT_THAT(outcome.error, IsEmpty());
  EXPECT_EQ(outcome.answer, std::string(200, 'x'));
}

TEST(TransfersTest, AHeadWithoutEndIsNoAnswer) {
  Receiver receiver([](const Received&) {
    std::string headers;
    for (int i = 0; i < 2'000; ++i) headers += "X-Header: 0123456789012345678901234567890123456789\r\n";
    return Receiver::Status(200, "", headers);
  });
  const Outcome outcome = Send(receiver.url());
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.error, HasSubstr("too long"));
}

TEST(TransfersTest, TheReceiverMayAskForAPause) {
  Receiver receiver([](const Received&) { return Receiver::Status(503, "", "Retry-After: 120\r\n"); });
  EXPECT_EQ(Send(receiver.url()).retry_after, std::chrono::seconds(120));
}

TEST(TransfersTest, NothingIsSentToAddressesThatAreNotAllowed) {
  Receiver receiver([](const Received&) { return Receiver::Status(204); });
  const std::string port = std::to_string(receiver.port());
  for (const std::string host : {"127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]"}) {
    const Outcome outcome = Send("http://" + host + ":" + port + "/", "10.0.0.0/8");
    EXPECT_EQ(outcome.status, 0) << host;
    EXPECT_THAT(outcome.error, HasSubstr("may not be called")) << host;
    EXPECT_THAT(Send("https://" + host + ":" + port + "/", "").error, HasSubstr("may not be called")) << host;
  }
  EXPECT_THAT(receiver.received(), IsEmpty());
}

TEST(TransfersTest, ANameIsLookedAtWhenItIsCalled) {
  Receiver receiver([](const Received&) { return Receiver::Status(204); });
  const std::string url = "http://localhost:" + std::to_string(receiver.port()) + "/";
  EXPECT_EQ(Send(url, "127.0.0.1").status, 204);
  EXPECT_EQ(receiver.received().size(), 1);
}

TEST(TransfersTest, WhoDoesNotListenIsTold) {
  int port = 0;
  {
    port = Receiver([](const Received&) { return Receiver::Status(204); }).port();
  }
  const Outcome outcome = Send("http://127.0.0.1:" + std::to_string(port) + "/");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.error, HasSubstr("connect"));
}

TEST(TransfersTest, WhoHasNoCertificateThatIsKnownIsNotSentTo) {
  Receiver receiver([](const Received&) { return Receiver::Status(204); });
  EXPECT_EQ(Send("https://127.0.0.1:" + std::to_string(receiver.port()) + "/").status, 0);
  EXPECT_THAT(receiver.received(), IsEmpty());
}

TEST(TransfersTest, ASlowOneHoldsUpNoOther) {
  std::mutex held;
  held.lock();
  Receiver slow([&](const Received&) {
    const std::lock_guard wait(held);
    return Receiver::Status(204);
  });
  Receiver quick([](const Received&) { return Receiver::Status(204); });
  Transfers transfers(Networks("127.0.0.0/8"), "", SystemClock());
  transfers.Start(1, {.url = slow.url()});
  transfers.Start(2, {.url = quick.url()});
  const auto first = transfers.Run(kPatience);
  ASSERT_EQ(first.size(), 1);
  EXPECT_EQ(first[0].first, 2);
  EXPECT_EQ(transfers.under_way(), 1);
  held.unlock();
  const auto second = transfers.Run(kPatience);
  ASSERT_EQ(second.size(), 1);
  EXPECT_EQ(second[0].second.status, 204);
}

}  // namespace
}  // namespace waymark::webhooks
