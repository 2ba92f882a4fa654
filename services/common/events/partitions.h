#pragma once

#include <string>
#include <string_view>

#include "services/common/db/connection.h"

namespace waymark::events {

// More would be more threads and connections than they are worth.
constexpr int kMostPartitions = 16;

// The partition of an organization among so many, as partition_of() in SQL has it.
int PartitionOf(std::string_view organization_id, int partitions);

// How many partitions the streams of a service have.
int CountPartitions(const std::string& database);

// Makes so many, by the owner's role. Throws PARTITIONS_FIXED when changes were recorded in
// others, and SERVICE_RUNNING while the service runs.
void SetPartitions(db::Connection& owner, int partitions);

}  // namespace waymark::events
