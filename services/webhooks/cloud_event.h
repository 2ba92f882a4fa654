#pragma once

#include <string>

#include "waymark/events/v1/events.pb.h"

namespace waymark::webhooks {

constexpr char kCloudEventsJson[] = "application/cloudevents+json; charset=utf-8";

// The event as one of CloudEvents 1.0 in structured JSON, without what is recorded of a
// person besides. `schemas`: the address of the OpenAPI document that holds the schema
// of its data; empty = there is none to name.
std::string CloudEventOf(const waymark::events::v1::Event& event, const std::string& schemas);

}  // namespace waymark::webhooks
