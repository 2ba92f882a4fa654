#include "gateway/cli/watch.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include "gateway/cli/common_options.h"
#include "gateway/cli/json.h"
#include "gateway/cli/record_names.h"
#include "services/common/base/text.h"
#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::cli {
namespace {

using waymark::evaluation::v1::ListOutcomesRequest;
using waymark::evaluation::v1::ListOutcomesResponse;
using waymark::events::v1::Event;

constexpr char kList[] = "waymark.evaluation.v1.OutcomesService/ListOutcomes";
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How long the gateway may be away.
constexpr std::chrono::seconds kPatience{600};
// How long nothing may come of what is recorded and not in the feed yet.
constexpr std::chrono::seconds kLongestLull{60};
constexpr milliseconds kFirstPause{100}, kLongestPause{2'000};

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

Error NothingMoreComes(const std::string& place) {
  return Error(Code::kUnavailable, "OUTCOMES_BEHIND",
               "more has been recorded, or a service does not say, and nothing has come for " +
                   std::to_string(kLongestLull.count()) +
                   " seconds; `waymark verify` tells which service is behind; go on from here with --from " +
                   place);
}

// What is there already, page by page: all that was recorded until it is asked. Gives the place where it
// ends.
std::string PrintUntilNow(Client& client, ListOutcomesRequest request, const WatchOptions& options) {
  request.set_page_size(1'000);
  if (options.from != "0") request.set_page_token(options.from);
  // Without a place to start from all of it is passed over.
  const bool silent = options.from.empty();
  auto heard = steady_clock::now();
  for (bool more = true; more && !interrupted;) {
    ListOutcomesResponse reply;
    client.CallPatiently(kList, request, reply, static_cast<int>(kPatience.count()),
                         [] { return !interrupted; });
    for (const Event& event : reply.events()) {
      if (!silent) Print(event, options.json);
    }
    request.set_page_token(reply.next_page_token());
    more = !reply.at_end();
    if (reply.events_size() > 0) {
      heard = steady_clock::now();
    } else if (more) {
      if (steady_clock::now() - heard > kLongestLull) throw NothingMoreComes(request.page_token());
      std::this_thread::sleep_for(kFirstPause);
    }
  }
  return request.page_token();
}

std::string PathOf(const ListOutcomesRequest& request) {
  std::string query;
  const auto add = [&query](const char* name, const std::string& value) {
    if (value.empty()) return;
    query.append(query.empty() ? "?" : "&").append(name).append("=").append(PercentEncoded(value));
  };
  for (const auto& type : request.types()) add("types", type);
  add("programme", request.programme());
  add("unit", request.unit());
  return "/v1/" + request.parent() + "/outcomes:watch" + query;
}

// What happens, as long as nobody interrupts. Gives the place where it ends.
std::string PrintAsItHappens(Client& client, const ListOutcomesRequest& request,
                             const WatchOptions& options) {
  const std::string path = PathOf(request);
  std::string place = options.from;
  milliseconds pause = kFirstPause;
  auto heard = steady_clock::now();
  const auto take = [&](const ServerEvent& event) {
    if (event.type == "error") throw ErrorOfEvent(event.data);
    if (!event.data.empty()) {
      Event outcome;
      FromJson(event.data, outcome);
      Print(outcome, options.json);
      std::fflush(stdout);
    }
    if (!event.id.empty()) place = event.id;
    pause = kFirstPause;
    heard = steady_clock::now();
  };
  while (!interrupted) {
    try {
      client.Follow(path, place, take, [] { return !interrupted; });
    } catch (const Error& error) {
      if (!WorthRepeating(error) || steady_clock::now() - heard > kPatience) throw;
    }
    if (!interrupted) std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
  return place;
}

}  // namespace

void Watch(const Address& address, const WatchOptions& options) {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  Client client(address);
  ListOutcomesRequest request;
  request.set_parent("organizations/" + options.organization);
  for (const auto& type : options.types) request.add_types(type);
  request.set_programme(Resolve(client, options.organization, "programme", options.programme));
  request.set_unit(Resolve(client, options.organization, "unit", options.unit));
  const std::string place = options.until_now ? PrintUntilNow(client, request, options)
                                              : PrintAsItHappens(client, request, options);
  std::fflush(stdout);
  Note("go on from here with --from " + place);
}

}  // namespace waymark::cli
