#include "services/common/authorization/caller.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "services/common/crypto/ed25519.h"
#include "services/common/status/error.h"
#include "services/common/testing/caller.h"

namespace waymark::authorization {
namespace {

const testing::KeyPair& Gateway() {
  static const testing::KeyPair keys;
  return keys;
}

constexpr TimePoint kNow = std::chrono::sys_days(std::chrono::year(2026) / 1 / 15);

CallerContext ContextUntil(TimePoint expires) {
  CallerContext context;
  context.set_account_id("00000000-0000-7000-8000-000000000001");
  context.set_organization_id("asp");
  context.add_grants()->set_role(waymark::identity::v1::ROLE_REGISTRAR);
  context.mutable_expire_time()->set_seconds(
      std::chrono::floor<std::chrono::seconds>(expires).time_since_epoch().count());
  return context;
}

std::string ReasonOf(const CallerVerifier& verifier, const std::string& bytes, TimePoint now = kNow) {
  try {
    verifier.Verify(bytes, now);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::kUnauthenticated);
    return error.reason();
  }
}

TEST(Caller, IsWhoTheGatewaySays) {
  const auto said = ContextUntil(kNow + kCallerLifetime);
  const auto heard = CallerVerifier(Gateway().open).Verify(CallerSigner(Gateway().secret).Sign(said), kNow);
  EXPECT_EQ(heard->SerializeAsString(), said.SerializeAsString());
}

TEST(Caller, IsNobodyWithoutASignature) {
  const CallerVerifier verifier(Gateway().open);
  waymark::identity::v1::SignedCallerContext unsigned_context;
  ContextUntil(kNow + kCallerLifetime).SerializeToString(unsigned_context.mutable_context());
  for (const std::string& bytes :
       {std::string(), std::string("\xff\xff"), unsigned_context.SerializeAsString()}) {
    EXPECT_EQ(ReasonOf(verifier, bytes), "CALLER_UNKNOWN");
  }
}

TEST(Caller, IsNobodyWhenOneBitWasChanged) {
  const CallerVerifier verifier(Gateway().open);
  const std::string bytes = CallerSigner(Gateway().secret).Sign(ContextUntil(kNow + kCallerLifetime));
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    std::string changed = bytes;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
    EXPECT_EQ(ReasonOf(verifier, changed), "CALLER_UNKNOWN") << "bit " << i;
  }
}

TEST(Caller, IsNobodyWhenAnotherKeySigned) {
  const testing::KeyPair other;
  const std::string bytes = CallerSigner(other.secret).Sign(ContextUntil(kNow + kCallerLifetime));
  EXPECT_EQ(ReasonOf(CallerVerifier(Gateway().open), bytes), "CALLER_UNKNOWN");
}

// A key may come to sign other things, too.
TEST(Caller, IsNobodyByASignatureOfAnotherKind) {
  const CallerVerifier verifier(Gateway().open);
  const crypto::Signer signer(Gateway().secret);
  waymark::identity::v1::SignedCallerContext said;
  ContextUntil(kNow + kCallerLifetime).SerializeToString(said.mutable_context());
  for (const std::string& domain :
       {std::string(), std::string("waymark.caller.v1"), std::string("waymark.caller.v2\0", 18),
        std::string("waymark.audit.v1\0", 17)}) {
    said.set_signature(signer.Sign(domain + said.context()));
    EXPECT_EQ(ReasonOf(verifier, said.SerializeAsString()), "CALLER_UNKNOWN") << domain;
  }
  said.set_signature(signer.Sign(std::string("waymark.caller.v1\0", 18) + said.context()));
  EXPECT_EQ(ReasonOf(verifier, said.SerializeAsString()), "");
}

TEST(Caller, MayBeSignedByAnyOfSeveralKeys) {
  const testing::KeyPair other;
  const CallerVerifier verifier(Gateway().open + other.open);
  for (const std::string& key : {Gateway().secret, other.secret}) {
    EXPECT_EQ(ReasonOf(verifier, CallerSigner(key).Sign(ContextUntil(kNow + kCallerLifetime))), "");
  }
}

TEST(Caller, HoldsForAMinuteOnly) {
  const CallerVerifier verifier(Gateway().open);
  const std::string bytes = CallerSigner(Gateway().secret).Sign(ContextUntil(kNow + kCallerLifetime));
  EXPECT_EQ(ReasonOf(verifier, bytes, kNow + kCallerLifetime - std::chrono::microseconds(1)), "");
  // Seen before, and void all the same.
  EXPECT_EQ(ReasonOf(verifier, bytes, kNow + kCallerLifetime), "CALLER_UNKNOWN");
}

TEST(Caller, CannotBeGivenMoreTimeThanAGatewayMay) {
  const CallerVerifier verifier(Gateway().open);
  const CallerSigner signer(Gateway().secret);
  EXPECT_EQ(ReasonOf(verifier, signer.Sign(ContextUntil(kNow + 2 * kCallerLifetime))), "");
  EXPECT_EQ(
      ReasonOf(verifier, signer.Sign(ContextUntil(kNow + 2 * kCallerLifetime + std::chrono::seconds(1)))),
      "CALLER_UNKNOWN");
}

TEST(Keys, MustBeEd25519InPem) {
  for (const std::string& text : {std::string(), std::string("a key"), Gateway().open})
    EXPECT_THROW(CallerSigner{text}, std::invalid_argument);
  for (const std::string& text : {std::string(), std::string("a key"), Gateway().secret})
    EXPECT_THROW(CallerVerifier{text}, std::invalid_argument);
}

}  // namespace
}  // namespace waymark::authorization
