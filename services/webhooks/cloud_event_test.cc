#include "services/webhooks/cloud_event.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

namespace waymark::webhooks {
namespace {

using nlohmann::json;
using waymark::events::v1::Event;

Event Graduation() {
  Event event;
  event.set_id("0190a2c4-0000-7000-8000-000000000001");
  event.set_source("/waymark/courses");
  event.set_type("participant.graduated");
  event.set_subject("organizations/asp/participants/0190a2c4-0000-7000-8000-000000000002");
  event.mutable_time()->set_seconds(1'717'200'000);
  event.mutable_recorded_time()->set_seconds(1'717'200'060);
  event.mutable_recorded_time()->set_nanos(123'456'000);
  event.set_sequence(9'007'199'254'740'993);
  event.set_traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  event.set_organization_id("asp");
  event.mutable_participant_graduated()->set_enrolment_id("0190a2c4-0000-7000-8000-000000000003");
  event.mutable_participant_graduated()->set_graduated_on("2024-06-01");
  return event;
}

TEST(CloudEventTest, SaysTheWholeOfAGraduation) {
  EXPECT_EQ(
      CloudEventOf(Graduation(), "https://waymark.example/openapi.json"),
      R"({"specversion":"1.0","id":"0190a2c4-0000-7000-8000-000000000001","source":"/waymark/courses",)"
      R"("type":"participant.graduated",)"
      R"("subject":"organizations/asp/participants/0190a2c4-0000-7000-8000-000000000002",)"
      R"("time":"2024-06-01T00:00:00Z",)"
      R"("partitionkey":"organizations/asp/participants/0190a2c4-0000-7000-8000-000000000002",)"
      R"("recordedtime":"2024-06-01T00:01:00.123456Z","sequence":"9007199254740993",)"
      R"("traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",)"
      R"("datacontenttype":"application/json",)"
      R"("dataschema":"https://waymark.example/openapi.json#/components/schemas/events.v1.ParticipantGraduated",)"
      R"("data":{"enrolmentId":"0190a2c4-0000-7000-8000-000000000003","participantId":"","cohortId":"",)"
      R"("courseId":"","graduatedOn":"2024-06-01","credentialId":"","historical":false}})");
}

TEST(CloudEventTest, NamesNoSchemaWhereNoneIsKnown) {
  EXPECT_FALSE(json::parse(CloudEventOf(Graduation(), "")).contains("dataschema"));
}

TEST(CloudEventTest, LeavesOutWhatIsNotKnown) {
  Event event;
  event.set_id("1");
  event.set_source("/waymark/webhooks");
  event.set_type("webhook.ping");
  event.set_subject("organizations/asp/webhooks/1");
  event.mutable_time()->set_seconds(0);
  const json ping = json::parse(CloudEventOf(event, "https://waymark.example/openapi.json"));
  for (const char* name :
       {"data", "datacontenttype", "dataschema", "sequence", "traceparent", "recordedtime"})
    EXPECT_FALSE(ping.contains(name)) << name;
}

TEST(CloudEventTest, AttributesOfPersonsStayHere) {
  Event event = Graduation();
  auto& enrolment = *event.mutable_enrolment_state_changed();
  enrolment.set_to(waymark::vocabulary::v1::ENROLMENT_STATE_ACTIVE);
  enrolment.add_attributes()->set_value("a secret of a person");
  const std::string text = CloudEventOf(event, "");
  EXPECT_EQ(text.find("a secret"), std::string::npos);
  EXPECT_EQ(json::parse(text)["data"]["to"], "ENROLMENT_STATE_ACTIVE");
}

TEST(CloudEventTest, NamesOfAttributesAreThoseThatCloudEventsAllows) {
  const std::regex allowed("[a-z0-9]{1,20}");
  const json event = json::parse(CloudEventOf(Graduation(), "https://x.example/o"));
  for (const auto& [name, value] : event.items()) EXPECT_TRUE(std::regex_match(name, allowed)) << name;
}

}  // namespace
}  // namespace waymark::webhooks
