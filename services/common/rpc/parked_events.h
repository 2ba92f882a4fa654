#pragma once

#include <functional>
#include <memory>
#include <string>

#include "services/common/events/consumer.h"
#include "services/common/rpc/service.h"

namespace waymark::rpc {

// What the ParkedEventsService of one consumer works on.
struct ParkedEventsOptions {
  std::string service;   // its full name: `waymark.courses.v1.ParkedEventsService`
  std::string consumer;  // as ConsumerOptions has it
  // What the consumer applies events with.
  std::function<std::unique_ptr<events::EventHandler>()> make_handler;
  // Whether an event may be given up: then the service has DiscardParkedEvent.
  bool may_discard = true;
};

// Serves the events that a consumer has put aside, and applies them when asked: see
// waymark/events/v1/parked_events.proto.
Service MakeParkedEventsService(ParkedEventsOptions options);

}  // namespace waymark::rpc
