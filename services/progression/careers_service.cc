#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/readings.h"
#include "services/progression/career_batch.h"
#include "services/progression/records.h"
#include "services/progression/services.h"
#include "services/progression/sql.h"
#include "services/progression/standings.h"
#include "waymark/progression/v1/careers.grpc.pb.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using rpc::Call;

void GetCareerEvent(Call& call, const v1::GetCareerEventRequest& request, v1::CareerEvent& reply) {
  call.ReadOne(sql::kGetCareerEvent, rpc::ReferenceParams(request.name()), request.name()).Fill(reply);
  rpc::RecordReadings(call, {reply.participant()});
}

void ListCareerEvents(Call& call, const v1::ListCareerEventsRequest& request,
                      v1::ListCareerEventsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(
      request.filter(), {"external_id", "participant", "unit", "rung", "post", "type", "superseded"});
  db::Params params;
  rpc::SetFilterDirectory(call, filter, "participant", "participants", params);
  rpc::SetFilterDirectory(call, filter, "unit", "units", params);
  rpc::SetFilterReference(call, filter, "rung", "rungs", params);
  rpc::SetFilterReference(call, filter, "post", "posts", params);
  params.Set("limit", page.limit())
      .Set("after_day", page.key(0))
      .Set("after_id", page.key(1))
      .SetOrNull("effective_from", request.effective_from())
      .SetOrNull("effective_until", request.effective_until())
      .Set("external_id", rpc::TextFilter(filter, "external_id"))
      .Set("type", rpc::EnumFilter(filter, "type", waymark::vocabulary::v1::CareerEventType_descriptor()))
      .Set("superseded", rpc::BoolFilter(filter, "superseded"));
  const auto rows = call.Read(sql::kListCareerEvents, std::move(params));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_career_events(), {"effective_on", "_career_event_id"}));
  rpc::RecordReadingsOf(call, reply.career_events());
}

}  // namespace

rpc::Service MakeCareersService() {
  return {v1::CareersService::service_full_name(),
          {{"CreateCareerEvent", progression::CreateCareerEvent},
           {"BatchCreateCareerEvents", progression::BatchCreateCareerEvents},
           {"GetCareerEvent", progression::GetCareerEvent},
           {"ListCareerEvents", progression::ListCareerEvents},
           {"GetStanding", progression::GetStanding},
           {"ListStandings", progression::ListStandings},
           {"SummarizeStandings", progression::SummarizeStandings}}};
}

}  // namespace waymark::progression
