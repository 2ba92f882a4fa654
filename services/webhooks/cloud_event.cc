#include "services/webhooks/cloud_event.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "services/common/base/clock.h"
#include "services/common/events/without_record.h"
#include "services/common/status/error.h"

namespace waymark::webhooks {
namespace {

using google::protobuf::Message;
using nlohmann::ordered_json;
using waymark::events::v1::Event;

// What happened; null when it says nothing.
const Message* DataOf(const Event& event) {
  const auto* oneof = Event::descriptor()->FindOneofByName("data");
  const auto* field = event.GetReflection()->GetOneofFieldDescriptor(event, oneof);
  return field == nullptr ? nullptr : &event.GetReflection()->GetMessage(event, field);
}

ordered_json JsonOf(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok())
    throw Internal("an event cannot be written as JSON");
  return ordered_json::parse(text);
}

// Its name in the OpenAPI document: `events.v1.ParticipantGraduated`.
std::string ComponentOf(const Message& data) {
  return data.GetDescriptor()->full_name().substr(std::string_view("waymark.").size());
}

std::string TextOf(const google::protobuf::Timestamp& time) {
  return FormatTimestamp(time.seconds(), time.nanos());
}

}  // namespace

std::string CloudEventOf(const Event& whole, const std::string& schemas) {
  const Event event = events::WithoutRecord(whole);
  ordered_json json = {{"specversion", "1.0"}, {"id", event.id()},           {"source", event.source()},
                       {"type", event.type()}, {"subject", event.subject()}, {"time", TextOf(event.time())}};
  json["partitionkey"] = event.subject();
  if (event.has_recorded_time()) json["recordedtime"] = TextOf(event.recorded_time());
  if (event.sequence() > 0) json["sequence"] = std::to_string(event.sequence());
  if (!event.traceparent().empty()) json["traceparent"] = event.traceparent();
  if (const Message* data = DataOf(event)) {
    json["datacontenttype"] = "application/json";
    if (!schemas.empty()) json["dataschema"] = schemas + "#/components/schemas/" + ComponentOf(*data);
    json["data"] = JsonOf(*data);
  }
  return json.dump();
}

}  // namespace waymark::webhooks
