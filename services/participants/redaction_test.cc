#include "services/participants/redaction.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>

#include <set>
#include <string>
#include <vector>

#include "services/common/testing/matchers.h"

namespace waymark::participants {
namespace {

using google::protobuf::FieldDescriptor;
using ::testing::UnorderedElementsAreArray;
using waymark::participants::v1::Participant;

// Of which nothing is empty.
Participant Full() {
  Participant participant;
  const auto& reflection = *participant.GetReflection();
  for (int i = 0; i < Participant::descriptor()->field_count(); ++i) {
    const FieldDescriptor* field = Participant::descriptor()->field(i);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        reflection.SetString(&participant, field, "x");
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection.SetEnumValue(&participant, field, 1);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection.SetBool(&participant, field, field->name() != "redacted");
        break;
      default:
        if (field->is_repeated()) {
          reflection.AddMessage(&participant, field);
        } else {
          reflection.MutableMessage(&participant, field);
        }
    }
  }
  return participant;
}

std::set<std::string> FieldsOf(const Participant& participant) {
  std::vector<const FieldDescriptor*> fields;
  participant.GetReflection()->ListFields(participant, &fields);
  std::set<std::string> names;
  for (const auto* field : fields) names.insert(field->name());
  return names;
}

const std::vector<std::string> kOpen = {
    "name",      "external_id", "sex",         "unit",        "unit_effective_on", "state",   "merged_into",
    "joined_on", "etag",        "create_time", "update_time", "protected",         "redacted"};

TEST(Redact, LeavesWhereSomebodyIsAndTheirState) {
  Participant participant = Full();
  Redact(Sight::kRedacted, participant);
  EXPECT_THAT(FieldsOf(participant), UnorderedElementsAreArray(kOpen));
  EXPECT_TRUE(participant.redacted());
}

TEST(Redact, LeavesToWhoAccompaniesThemWhatTheyAreCalled) {
  Participant participant = Full();
  Redact(Sight::kNamed, participant);
  auto open = kOpen;
  open.push_back("display_name");
  EXPECT_THAT(FieldsOf(participant), UnorderedElementsAreArray(open));
  EXPECT_TRUE(participant.redacted());
}

TEST(Redact, LeavesTheWholeAsItIs) {
  Participant participant = Full();
  Redact(Sight::kWhole, participant);
  EXPECT_THAT(participant, testing::EqualsProto(Full()));
  EXPECT_FALSE(participant.redacted());
}

TEST(Sight, IsOrderedFromLessToMore) {
  EXPECT_LT(Sight::kRedacted, Sight::kNamed);
  EXPECT_LT(Sight::kNamed, Sight::kWhole);
}

}  // namespace
}  // namespace waymark::participants
