#pragma once

#include "services/common/rpc/call.h"
#include "waymark/progression/v1/careers.pb.h"

// Who stands where as of a day.
namespace waymark::progression {

void GetStanding(rpc::Call& call, const waymark::progression::v1::GetStandingRequest& request,
                 waymark::progression::v1::Standing& reply);
void ListStandings(rpc::Call& call, const waymark::progression::v1::ListStandingsRequest& request,
                   waymark::progression::v1::ListStandingsResponse& reply);
void SummarizeStandings(rpc::Call& call, const waymark::progression::v1::SummarizeStandingsRequest& request,
                        waymark::progression::v1::SummarizeStandingsResponse& reply);

}  // namespace waymark::progression
