#include "services/courses/entries.h"

namespace waymark::courses {

Error NotEnrolled(std::string field) {
  return FailedPrecondition("NOT_ENROLLED",
                            "the participant never took part: enrol them first, and make the "
                            "enrolment ACTIVE")
      .WithViolation(std::move(field), "must have taken part");
}

}  // namespace waymark::courses
