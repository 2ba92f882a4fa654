#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/status/error.h"

namespace waymark::courses {

// The free seats of some cohorts, kept from others until the end of the
// transaction.
class Seats {
 public:
  // Cohorts may be named several times.
  Seats(rpc::Call& call, db::Transaction& tx, const std::vector<std::string>& cohort_ids);

  // Takes a seat; false when none is free. A cohort that was not named, or has no
  // capacity, has always one.
  bool Take(const std::string& cohort_id);

 private:
  std::unordered_map<std::string, int64_t> free_;
};

// FAILED_PRECONDITION / COHORT_FULL.
Error CohortFull(std::string field);

}  // namespace waymark::courses
