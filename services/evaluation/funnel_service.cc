#include <algorithm>

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/common/status/error.h"
#include "services/evaluation/asked_scope.h"
#include "services/evaluation/dimension.h"
#include "services/evaluation/disclosure.h"
#include "services/evaluation/services.h"
#include "services/evaluation/sql.h"
#include "services/evaluation/stream_positions.h"
#include "waymark/evaluation/v1/funnel.grpc.pb.h"

namespace waymark::evaluation {
namespace {

void CheckPeriod(const v1::ComputeFunnelRequest& request) {
  const bool both = !request.enrolled_from().empty() && !request.enrolled_to().empty();
  if (both && request.enrolled_to() < request.enrolled_from()) {
    throw InvalidField("enrolled_to", "must not be before enrolled_from");
  }
}

// The parameters that choose the enrolments. Throws NotFound for a record that
// is not known.
db::Params ScopeOf(rpc::Call& call, const v1::ComputeFunnelRequest& request) {
  const int ways = !request.programme().empty() + !request.course().empty() + !request.cohorts().empty();
  if (ways > 1) throw InvalidField("programme", "at most one of programme, course and cohorts may be set");
  return AskedScope(call)
      .One("programme", request.programme())
      .One("course", request.course())
      .Several("cohort", "cohorts", request.cohorts())
      .One("unit", "")
      .Check();
}

// The counts of nobody.
v1::FunnelRow Nobody(const std::string& key, const std::string& label) {
  v1::FunnelRow row;
  row.set_key(key);
  row.set_label(label);
  row.set_enrolled(0);
  row.set_completed(0);
  row.set_graduated(0);
  row.set_promoted(0);
  row.set_in_command(0);
  row.set_in_acting_command(0);
  row.set_graduated_day_unknown(0);
  return row;
}

Error TooManyGroups() {
  return InvalidField("by",
                      "has more than " + std::to_string(kMostGroups) +
                          " values: choose another dimension, a higher level of units, fewer cohorts or "
                          "a shorter period");
}

// Adds the rows that are always there, and names the values.
void FillRows(const db::Rows& rows, const Dimension& dimension, const std::string& organization,
              v1::Funnel& funnel) {
  v1::FunnelRow unknown = Nobody("_U", "unknown"), total = Nobody("_T", "total");
  for (const db::Row row : rows) {
    v1::FunnelRow filled;
    row.Fill(filled);
    if (row.Bool("_is_total")) {
      row.Fill(total);
    } else if (filled.key().empty()) {
      row.Fill(unknown);
    } else {
      filled.set_label(std::string(LabelOf(dimension, filled.key())));
      const std::string_view collection = CollectionOf(dimension);
      if (!collection.empty()) filled.set_key(rpc::Name(organization, collection, filled.key()));
      *funnel.add_rows() = std::move(filled);
    }
  }
  if (funnel.rows_size() > kMostGroups) throw TooManyGroups();
  if (!dimension.kind.empty()) *funnel.add_rows() = std::move(unknown);
  *funnel.add_rows() = std::move(total);
}

// Whether the caller may read in the records what the figures tell of all whom they count.
bool ReadsAsMuch(const rpc::Call& call, const Dimension& dimension) {
  using namespace waymark::options::v1;  // NOLINT: the permissions
  return call.ReachOf(PERMISSION_PEOPLE_READ).whole &&
         (!IsHiddenOfProtected(dimension) || call.ReachOf(PERMISSION_PROTECTED_READ).whole);
}

void Compute(rpc::Call& call, const events::Feed& feed, const v1::ComputeFunnelRequest& request,
             v1::Funnel& funnel) {
  const Dimension dimension = ParseDimension(request.by());
  CheckPeriod(request);
  const std::vector<int> bands =
      AgeBandStarts({request.age_band_starts().begin(), request.age_band_starts().end()});
  const bool exact = ReadsAsMuch(call, dimension);
  if (!exact) CheckBandsAreWide(bands);
  db::Params params = ScopeOf(call, request);
  params.SetOrNull("enrolled_from", request.enrolled_from())
      .SetOrNull("enrolled_to", request.enrolled_to())
      .Set("today", FormatDay(call.now()))
      .Set("by", dimension.kind)
      .Set("attribute_key", dimension.attribute_key)
      .Set("unit_level", std::max(request.unit_level(), 1))
      .Set("age_band_starts", bands)
      .Set("limit", kMostGroups + 3);  // one more, then the unknown and the total
  // Before the facts: they hold at least what the positions say.
  FillPositions(call, feed, funnel.mutable_positions());
  FillRows(call.Read(sql::kComputeFunnel, std::move(params)), dimension, call.organization(), funnel);
  funnel.set_min_cell(LeastTold(static_cast<int>(call.Read(sql::kFindMinCell)[0].Int("min_cell"))));
  if (!exact) WithholdFew(funnel, funnel.min_cell());
  *funnel.mutable_as_of_time() = rpc::Now(call);
}

}  // namespace

rpc::Service MakeFunnelService(SharedFeed feed) {
  return {v1::FunnelService::service_full_name(),
          {{"ComputeFunnel", [feed](rpc::Call& call, const v1::ComputeFunnelRequest& request,
                                    v1::Funnel& reply) { Compute(call, *feed, request, reply); }}}};
}

}  // namespace waymark::evaluation
