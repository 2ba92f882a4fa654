#include "services/common/events/partitions.h"

#include "services/common/base/ids.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

Error PartitionsFixed(int64_t present, int wanted) {
  return FailedPrecondition("PARTITIONS_FIXED",
                            "the streams have " + std::to_string(present) +
                                " partitions, and changes are recorded in them: " + std::to_string(wanted) +
                                " can be had by a new installation only");
}

}  // namespace

int PartitionOf(std::string_view organization_id, int partitions) {
  if (partitions == 1 || organization_id == "*") return 0;
  const std::string hash = Sha256(organization_id);
  unsigned number = 0;
  for (size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(hash[i]);
  return static_cast<int>(number >> 4) % partitions;
}

int CountPartitions(const std::string& database) {
  db::Connection connection(database);
  return static_cast<int>(connection.Read(db::Scope{"*"}, sql::kCountPartitions, {})[0].Int("partitions"));
}

void SetPartitions(db::Connection& owner, int partitions) {
  const auto rows =
      owner.Write(db::Scope{"*"}, sql::kSetPartitions, db::Params().Set("partitions", partitions));
  const std::string refusal = rows[0].Text("refusal");
  if (refusal == "RECORDED") throw PartitionsFixed(rows[0].Int("present"), partitions);
  if (refusal == "RUNNING") {
    throw FailedPrecondition("SERVICE_RUNNING",
                             "partitions are made while the service does not run: stop it first");
  }
}

}  // namespace waymark::events
