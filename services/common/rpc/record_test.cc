#include "services/common/rpc/record.h"

#include <gtest/gtest.h>

#include "services/common/rpc/validate.h"
#include "services/common/testing/matchers.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::rpc {
namespace {

using waymark::participants::v1::Participant;

Participant Stored() {
  Participant stored;
  stored.set_name("organizations/asp/participants/1");
  stored.set_display_name("Ana");
  stored.set_given_name("Ana");
  stored.mutable_contact()->add_emails("ana@example.org");
  stored.mutable_contact()->set_address("Street 1");
  return stored;
}

Participant Applied(const std::vector<std::string>& mask_paths, const Participant& changes) {
  google::protobuf::FieldMask mask;
  for (const auto& path : mask_paths) mask.add_paths(path);
  Participant out = Stored();
  ApplyPaths(MaskPaths(mask, changes), changes, out);
  return out;
}

TEST(ApplyPathsTest, CopiesWhatTheMaskNamesAndNothingElse) {
  Participant changes;
  changes.set_display_name("Anna");
  changes.set_family_name("Hoxha");
  Participant expected = Stored();
  expected.set_display_name("Anna");
  EXPECT_THAT(Applied({"display_name"}, changes), testing::EqualsProto(expected));
}

TEST(ApplyPathsTest, ClearsAMaskedFieldWithoutAValue) {
  Participant expected = Stored();
  expected.clear_given_name();
  EXPECT_THAT(Applied({"given_name"}, Participant()), testing::EqualsProto(expected));
}

TEST(ApplyPathsTest, WithoutAMaskCopiesWhatIsSet) {
  Participant changes;
  changes.set_family_name("Hoxha");
  Participant expected = Stored();
  expected.set_family_name("Hoxha");
  EXPECT_THAT(Applied({}, changes), testing::EqualsProto(expected));
}

// AIP-203: a record may be sent back as it was read.
TEST(ApplyPathsTest, TakesAFieldThatCannotChangeOnlyAsItIs) {
  Participant stored = Stored(), changes = Stored();
  stored.set_external_id("P1");
  changes.set_external_id("P1");
  changes.set_display_name("Anna");
  ApplyPaths(MaskPaths(google::protobuf::FieldMask(), changes), changes, stored);
  EXPECT_EQ(stored.display_name(), "Anna");
  changes.set_external_id("P2");
  google::protobuf::FieldMask all;
  all.add_paths("*");
  for (const auto& mask : {google::protobuf::FieldMask(), all}) {
    try {
      ApplyPaths(MaskPaths(mask, changes), changes, stored);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.violations().at(0).field, "participant.external_id");
    }
  }
}

TEST(ApplyPathsTest, ReplacesAMessageAndAListAsAWhole) {
  Participant changes;
  changes.mutable_contact()->add_emails("new@example.org");
  Participant expected = Stored();
  *expected.mutable_contact() = changes.contact();
  EXPECT_THAT(Applied({"contact"}, changes), testing::EqualsProto(expected));
}

TEST(ApplyPathsTest, APathMayLeadIntoAMessage) {
  Participant changes;
  changes.mutable_contact()->set_address("Street 2");
  Participant expected = Stored();
  expected.mutable_contact()->set_address("Street 2");
  EXPECT_THAT(Applied({"contact.address"}, changes), testing::EqualsProto(expected));
}

}  // namespace
}  // namespace waymark::rpc
