#pragma once

#include <vector>

#include "services/courses/entries.h"

// Of which run of the course a result is: who takes a course again begins anew.
namespace waymark::courses {

// Sets the cohort of each result that has not failed: the one that it names, else the one
// of its assessment, else that of the enrolment by then. Left empty for who never took
// part there.
void FindRuns(rpc::Call& call, std::vector<Entry<v1::Result>>& results, rpc::BatchFailures& failures);

}  // namespace waymark::courses
