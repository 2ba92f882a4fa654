#include "services/webhooks/webhook_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark::webhooks {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> WrongOf(std::vector<std::string> types) {
  google::protobuf::RepeatedPtrField<std::string> named(types.begin(), types.end());
  std::vector<std::string> fields;
  for (const auto& violation : WrongWithTypes(named)) fields.push_back(violation.field);
  return fields;
}

TEST(WebhookTypesTest, TypesAndGroupsMayBeNamed) {
  EXPECT_THAT(WrongOf({}), ElementsAre());
  EXPECT_THAT(
      WrongOf({"participant.graduated", "enrolment.*", "enrolment.state_changed", "credential.*",
               "credential.revoked", "career.*", "career.promoted", "mentorship.*", "mentorship.ended"}),
      ElementsAre());
}

TEST(WebhookTypesTest, TypesThatDoNotLeaveAreNamedAsWrong) {
  EXPECT_THAT(WrongOf({"career.*", "participant.*", "*", "career.", "", "participant.registered", "unit.*"}),
              ElementsAre("webhook.types[1]", "webhook.types[2]", "webhook.types[3]", "webhook.types[4]",
                          "webhook.types[5]", "webhook.types[6]"));
}

}  // namespace
}  // namespace waymark::webhooks
