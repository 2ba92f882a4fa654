#include "services/courses/seats.h"

#include "services/courses/sql.h"

namespace waymark::courses {

Seats::Seats(rpc::Call& call, db::Transaction& tx, const std::vector<std::string>& cohort_ids) {
  if (cohort_ids.empty()) return;
  for (const db::Row row : call.Run(tx, sql::kLockCohorts, db::Params().Set("cohort_ids", cohort_ids))) {
    if (row.Int("capacity") > 0) free_[row.Text("cohort_id")] = row.Int("capacity");
  }
  for (const db::Row row : call.Run(tx, sql::kCountSeats, db::Params().Set("cohort_ids", cohort_ids))) {
    const auto limited = free_.find(row.Text("cohort_id"));
    if (limited != free_.end()) limited->second -= row.Int("taken");
  }
}

bool Seats::Take(const std::string& cohort_id) {
  const auto limited = free_.find(cohort_id);
  return limited == free_.end() || limited->second-- > 0;
}

Error CohortFull(std::string field) {
  return FailedPrecondition("COHORT_FULL",
                            "the cohort has no free seat: put the participant on the waiting "
                            "list or raise the capacity")
      .WithViolation(std::move(field), "has no free seat");
}

}  // namespace waymark::courses
