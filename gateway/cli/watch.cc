#include "gateway/cli/watch.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/time_util.h>

#include <csignal>
#include <cstdio>

#include "gateway/cli/json.h"
#include "services/common/base/text.h"
#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::cli {
namespace {

using waymark::evaluation::v1::ListOutcomesRequest;
using waymark::evaluation::v1::ListOutcomesResponse;
using waymark::events::v1::Event;

constexpr char kMethod[] = "waymark.evaluation.v1.OutcomesService/ListOutcomes";
constexpr int kWaitSeconds = 15;
constexpr int kPatienceSeconds = 600;

volatile std::sig_atomic_t interrupted = 0;

// The codes and days of an event's data, as `key=value`.
std::string Details(const Event& event) {
  const auto& reflection = *event.GetReflection();
  const auto* field =
      reflection.GetOneofFieldDescriptor(event, event.GetDescriptor()->FindOneofByName("data"));
  if (!field) return "";
  const auto& data = reflection.GetMessage(event, field);
  std::string out;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  data.GetReflection()->ListFields(data, &fields);
  for (const auto* part : fields) {
    if (part->is_repeated()) continue;
    std::string value;
    switch (part->cpp_type()) {
      case google::protobuf::FieldDescriptor::CPPTYPE_STRING:
        value = data.GetReflection()->GetString(data, part);
        break;
      case google::protobuf::FieldDescriptor::CPPTYPE_BOOL:
        value = "yes";
        break;
      default:
        continue;
    }
    if (part->name() != "participant_id") out += "  " + part->name() + "=" + value;
  }
  return out;
}

void Print(const Event& event, bool json) {
  if (json) {
    std::printf("%s\n", ToJson(event, false).c_str());
    return;
  }
  const std::string day = google::protobuf::util::TimeUtil::ToString(event.time()).substr(0, 10);
  const auto parts = Split(event.subject(), '/');
  std::printf("%s  %-24s %s%s\n", day.c_str(), event.type().c_str(), std::string(parts.back()).c_str(),
              Details(event).c_str());
}

}  // namespace

void Watch(const Address& address, const WatchOptions& options) {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  Client client(address);
  ListOutcomesRequest request;
  request.set_parent("organizations/" + options.organization);
  for (const auto& type : options.types) request.add_types(type);
  request.set_page_size(1'000);
  if (options.from != "0") request.set_page_token(options.from);
  // Without a place to start from: what is there already is passed over.
  bool silent = options.from.empty();
  while (!interrupted) {
    ListOutcomesResponse reply;
    request.set_wait_seconds(silent || options.until_now ? 0 : kWaitSeconds);
    client.CallPatiently(kMethod, request, reply, kPatienceSeconds);
    for (const Event& event : reply.events()) {
      if (!silent) Print(event, options.json);
    }
    std::fflush(stdout);
    request.set_page_token(reply.next_page_token());
    if (!reply.events().empty()) continue;
    if (options.until_now) break;
    silent = false;
  }
  std::fprintf(stderr, "go on from here with --from %s\n", request.page_token().c_str());
}

}  // namespace waymark::cli
