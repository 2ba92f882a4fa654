#include "gateway/cli/funnel.h"

#include <cstdio>

#include "gateway/cli/fields.h"
#include "gateway/cli/json.h"
#include "gateway/cli/kinds.h"
#include "gateway/cli/record_names.h"
#include "services/common/base/ids.h"
#include "services/common/base/progress.h"
#include "services/common/base/text.h"
#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::cli {
namespace {

using waymark::evaluation::v1::ComputeFunnelRequest;
using waymark::evaluation::v1::Funnel;

// What people call a row: the title of the record it stands for.
std::string Label(Client& client, const std::string& organization, const std::string& by,
                  const waymark::evaluation::v1::FunnelRow& row) {
  const std::string id(Split(row.key(), '/').back());
  if (row.key() == "_T") return "Total";
  if (row.key() == "_U") return "Unknown";
  if (!IsRecordKind(by) || !IsUuid(id)) return row.label().empty() ? row.key() : row.label();
  const auto message = GetRecord(client, organization, by, id);
  for (const char* field : {"display_name", "title", "external_id"}) {
    if (auto text = Text(*message, field); !text.empty()) return text;
  }
  return id;
}

// A count, or that it is withheld.
std::string Count(bool told, int persons) { return told ? Grouped(persons) : "c"; }

std::string Share(const waymark::evaluation::v1::FunnelRow& row) {
  if (row.enrolled() == 0 || !row.has_graduated()) return "";
  char out[16];
  std::snprintf(out, sizeof out, "%5.1f %%", 100.0 * row.graduated() / row.enrolled());
  return out;
}

std::string Padded(const std::string& text, size_t width) {
  const size_t length = CodePoints(text);
  return length < width ? text + std::string(width - length, ' ') : text;
}

// What the figures do not hold.
void PrintGaps(const Funnel& funnel) {
  int64_t lag = 0, parked = 0;
  bool known = true;
  for (const auto& position : funnel.positions()) {
    lag += position.lag();
    parked += position.parked_count();
    known = known && position.has_lag();
  }
  if (lag > 0) std::printf("%s events are not counted yet.\n", Grouped(lag).c_str());
  if (!known) std::printf("Whether all events are counted is not known: the streams do not answer.\n");
  if (parked > 0)
    std::printf("%s events could not be applied and are not counted: waymark events parked list\n",
                Grouped(parked).c_str());
  for (const auto& row : funnel.rows()) {
    if (row.key() == "_T" && row.graduated_day_unknown() > 0)
      std::printf("Of %s of the graduated the day is not known, so what came after it is not counted.\n",
                  Grouped(row.graduated_day_unknown()).c_str());
  }
}

void PrintTable(const Funnel& funnel, const std::vector<std::string>& labels) {
  size_t width = 8;
  for (const auto& label : labels) width = std::max(width, CodePoints(label));
  std::printf("%s %10s %10s %10s %8s %10s %11s %8s\n", std::string(width, ' ').c_str(), "enrolled",
              "completed", "graduated", "", "promoted", "in command", "acting");
  for (int i = 0; i < funnel.rows_size(); ++i) {
    const auto& row = funnel.rows(i);
    std::printf("%s %10s %10s %10s %8s %10s %11s %8s\n",
                Padded(labels[static_cast<size_t>(i)], width).c_str(),
                Count(row.has_enrolled(), row.enrolled()).c_str(),
                Count(row.has_completed(), row.completed()).c_str(),
                Count(row.has_graduated(), row.graduated()).c_str(), Share(row).c_str(),
                Count(row.has_promoted(), row.promoted()).c_str(),
                Count(row.has_in_command(), row.in_command()).c_str(),
                Count(row.has_in_acting_command(), row.in_acting_command()).c_str());
  }
  std::printf(
      "\nPersons, each counted once a row; promoted and in command: of the graduated, after that day.\n");
  if (funnel.withheld_below() > 0)
    std::printf("c: withheld, for it would tell of fewer than %d persons.\n", funnel.withheld_below());
  PrintGaps(funnel);
}

}  // namespace

void PrintFunnel(const Address& address, const FunnelOptions& options) {
  Client client(address);
  ComputeFunnelRequest request;
  request.set_parent("organizations/" + options.organization);
  request.set_programme(Resolve(client, options.organization, "programme", options.programme));
  request.set_course(Resolve(client, options.organization, "course", options.course));
  for (const auto& cohort : options.cohorts) {
    request.add_cohorts(Resolve(client, options.organization, "cohort", cohort));
  }
  request.set_by(options.by);
  request.set_unit_level(options.unit_level);
  for (const int age : options.age_band_starts) request.add_age_band_starts(age);
  request.set_enrolled_from(options.from);
  request.set_enrolled_to(options.to);
  Funnel funnel;
  client.CallPatiently("waymark.evaluation.v1.FunnelService/ComputeFunnel", request, funnel, 30);
  if (options.json) {
    std::printf("%s\n", ToJson(funnel, true).c_str());
    return;
  }
  std::vector<std::string> labels;
  for (const auto& row : funnel.rows())
    labels.push_back(Label(client, options.organization, options.by, row));
  PrintTable(funnel, labels);
}

}  // namespace waymark::cli
