#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// The next published events of a partition.
struct PublishedPage {
  std::vector<waymark::events::v1::Event> events;  // none = there is no later one yet
  int64_t last = 0;                                // the last number that was given
};

// How far a partition goes.
struct StreamEnd {
  int64_t last = 0;             // the last number that was given
  bool has_unnumbered = false;  // committed changes of the organization wait for theirs
};

// The events of a service as its own database has them: what its streams are filled from.
class Published {
 public:
  virtual ~Published() = default;
  // Those that follow on the number `sequence`, without a gap. Thread-safe. Throws Error:
  // Unavailable while the service does not answer, EVENTS_REMOVED where they are not kept.
  virtual PublishedPage After(int partition, int64_t sequence) = 0;
  // `organization_id`: empty = of any. Thread-safe. Throws Unavailable while the service does not answer.
  virtual StreamEnd End(int partition, std::string_view organization_id) = 0;
};

// Those of several services, by their names.
using Publishers = std::map<std::string, std::shared_ptr<Published>>;

}  // namespace waymark::events
