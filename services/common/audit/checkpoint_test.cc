#include "services/common/audit/checkpoint.h"

#include <gtest/gtest.h>

namespace waymark::audit {
namespace {

constexpr char kPrivate[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";
constexpr char kPublic[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
    "-----END PUBLIC KEY-----\n";

Checkpoint Signed() {
  Checkpoint checkpoint{.organization_id = "asp",
                        .entries = 1000,
                        .hash = std::string(32, '\x1f'),
                        .time = "2026-01-31T10:00:00Z",
                        .key_id = "",
                        .signature = ""};
  Sign(crypto::Signer(kPrivate), checkpoint);
  return checkpoint;
}

TEST(CheckpointTest, ALineHoldsAllOfIt) {
  const auto read = ParseCheckpoint(FormatCheckpoint(Signed()));
  ASSERT_TRUE(read);
  EXPECT_EQ(FormatCheckpoint(*read), FormatCheckpoint(Signed()));
  EXPECT_TRUE(IsSigned(crypto::SignatureVerifier(kPublic), *read));
  EXPECT_EQ(read->key_id.size(), 16u);
}

TEST(CheckpointTest, ATornLineIsNone) {
  const std::string line = FormatCheckpoint(Signed());
  for (size_t size = 0; size < line.size(); ++size)
    EXPECT_FALSE(ParseCheckpoint(line.substr(0, size))) << size;
  EXPECT_FALSE(ParseCheckpoint("[]"));
  EXPECT_FALSE(ParseCheckpoint(R"({"organization":"asp","entries":"many"})"));
}

TEST(CheckpointTest, WhateverIsChangedIsNotSigned) {
  const crypto::SignatureVerifier verifier(kPublic);
  const Checkpoint good = Signed();
  Checkpoint changed = good;
  changed.organization_id = "csp";
  EXPECT_FALSE(IsSigned(verifier, changed));
  changed = good;
  changed.entries = 999;
  EXPECT_FALSE(IsSigned(verifier, changed));
  changed = good;
  changed.hash[7] = 'x';
  EXPECT_FALSE(IsSigned(verifier, changed));
  changed = good;
  changed.time = "2026-01-31T10:00:01Z";
  EXPECT_FALSE(IsSigned(verifier, changed));
  changed = good;
  changed.signature[0] = static_cast<char>(changed.signature[0] ^ 1);
  EXPECT_FALSE(IsSigned(verifier, changed));
}

}  // namespace
}  // namespace waymark::audit
