#include "services/common/events/without_record.h"

namespace waymark::events {

waymark::events::v1::Event WithoutRecord(waymark::events::v1::Event event) {
  if (event.has_participant_changed()) {
    event.mutable_participant_changed()->clear_birth_date();
    event.mutable_participant_changed()->clear_attributes();
  } else if (event.has_enrolment_state_changed()) {
    event.mutable_enrolment_state_changed()->clear_attributes();
  }
  return event;
}

}  // namespace waymark::events
