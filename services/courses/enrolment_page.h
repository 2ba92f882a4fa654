#pragma once

#include "services/common/rpc/page.h"
#include "services/common/rpc/references.h"

namespace waymark::courses {

// The rows of `enrolment_record` of a page, by whichever statement finds them by an
// index. Of the filter: `cohort`, `participant`, `state`.
db::Rows ReadEnrolmentPage(rpc::Call& call, const rpc::Page& page, const rpc::Filter& filter);

}  // namespace waymark::courses
