#include "gateway/cli/parked.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "gateway/cli/common_options.h"
#include "gateway/cli/json.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "waymark/events/v1/parked_events.pb.h"

namespace waymark::cli {
namespace {

using namespace waymark::events::v1;  // NOLINT: the messages

constexpr int kPatienceSeconds = 60;
constexpr int kPageSize = 1'000;

struct Consumer {
  const char* name;
  const char* service;
};
constexpr Consumer kConsumers[] = {{"access", "access.v1.ParkedEventsService"},
                                   {"participants", "participants.v1.ParkedEventsService"},
                                   {"courses", "courses.v1.ParkedEventsService"},
                                   {"progression", "progression.v1.ParkedEventsService"},
                                   {"evaluation", "evaluation.v1.ParkedEventsService"},
                                   {"webhooks", "webhooks.v1.ParkedEventsService"},
                                   {"audit", "access.v1.ParkedAuditRecordsService"}};

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

const Consumer& ConsumerNamed(std::string_view name) {
  const auto* found = std::find_if(std::begin(kConsumers), std::end(kConsumers),
                                   [&](const auto& c) { return c.name == name; });
  if (found == std::end(kConsumers))
    throw InvalidField("consumer", "must be one of " + Joined(ConsumerNames()));
  return *found;
}

// The consumer in `organizations/asp/consumers/courses/parkedEvents/…`.
const Consumer& ConsumerOf(const std::string& name) {
  const auto parts = Split(name, '/');
  if (parts.size() != 6 || parts[2] != "consumers")
    throw InvalidField("name", "must be organizations/ORGANIZATION/consumers/CONSUMER/parkedEvents/EVENT");
  return ConsumerNamed(parts[3]);
}

std::string MethodOf(const Consumer& consumer, const char* method) {
  return "waymark." + std::string(consumer.service) + "/" + method;
}

// Calls `take` with each parked event of the consumers that the filter names.
template <typename Take>
void ForEachParked(Client& client, const ParkedFilter& filter, Take take) {
  if (!filter.consumer.empty()) ConsumerNamed(filter.consumer);
  for (const Consumer& consumer : kConsumers) {
    if (!filter.consumer.empty() && filter.consumer != consumer.name) continue;
    ListParkedEventsRequest request;
    request.set_parent("organizations/" + filter.organization + "/consumers/" + consumer.name);
    request.set_page_size(kPageSize);
    do {
      ListParkedEventsResponse reply;
      client.CallPatiently(MethodOf(consumer, "ListParkedEvents"), request, reply, kPatienceSeconds);
      for (const ParkedEvent& parked : reply.parked_events()) take(parked);
      request.set_page_token(reply.next_page_token());
    } while (!request.page_token().empty());
  }
}

// `name`, then what it is and why it is there.
void Print(const ParkedEvent& parked) {
  std::printf("%s\n  %s  %s %ld  %s of %s  %s\n", parked.name().c_str(),
              google::protobuf::util::TimeUtil::ToString(parked.park_time()).c_str(),
              parked.producer().c_str(), static_cast<long>(parked.sequence()), parked.type().c_str(),
              parked.aggregate().c_str(),
              parked.behind() ? "behind an earlier one"
                              : (std::to_string(parked.tries()) + " tries: " + parked.error()).c_str());
}

void Print(const std::string& name, const ReplayParkedEventResponse& reply) {
  std::printf("%s\n  %d applied", name.c_str(), reply.applied_count());
  if (!reply.next().empty()) std::printf(", next is %s", reply.next().c_str());
  if (!reply.error().empty()) std::printf(", which failed: %s", reply.error().c_str());
  std::printf("\n");
}

// Applies the events of one record, call after call, until none is left or one fails.
bool ReplayRecord(Client& client, const std::string& first, bool json) {
  const std::string method = MethodOf(ConsumerOf(first), "ReplayParkedEvent");
  ReplayParkedEventRequest request;
  ReplayParkedEventResponse reply;
  for (std::string name = first; !name.empty(); name = reply.next()) {
    request.set_name(name);
    request.set_request_id(NewUuid());
    client.CallPatiently(method, request, reply, kPatienceSeconds);
    json ? static_cast<void>(std::printf("%s\n", ToJson(reply, false).c_str())) : Print(name, reply);
    if (!reply.error().empty()) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> ConsumerNames() {
  std::vector<std::string> names;
  for (const Consumer& consumer : kConsumers) names.emplace_back(consumer.name);
  return names;
}

void ListParked(const Address& address, const ParkedFilter& filter, bool json) {
  Client client(address);
  bool any = false;
  ForEachParked(client, filter, [json, &any](const ParkedEvent& parked) {
    any = true;
    json ? static_cast<void>(std::printf("%s\n", ToJson(parked, false).c_str())) : Print(parked);
  });
  if (!any) Note("no event is parked");
}

void ShowParked(const Address& address, const std::string& name) {
  GetParkedEventRequest request;
  request.set_name(name);
  ParkedEvent reply;
  Client(address).CallPatiently(MethodOf(ConsumerOf(name), "GetParkedEvent"), request, reply,
                                kPatienceSeconds);
  std::printf("%s\n", ToJson(reply, true).c_str());
}

bool ReplayParked(const Address& address, const std::string& name, bool json) {
  Client client(address);
  return ReplayRecord(client, name, json);
}

bool ReplayAllParked(const Address& address, const ParkedFilter& filter, bool json) {
  Client client(address);
  std::vector<std::string> firsts;
  ForEachParked(client, filter, [&](const ParkedEvent& parked) {
    if (!parked.behind()) firsts.push_back(parked.name());
  });
  bool all = true;
  for (const std::string& name : firsts) {
    try {
      all = ReplayRecord(client, name, json) && all;
    } catch (const Error& error) {
      if (error.code() != Code::kFailedPrecondition) throw;
      std::fprintf(stderr, "%s\n  %s [%s]\n", name.c_str(), error.message().c_str(), error.reason().c_str());
      all = false;
    }
  }
  return all;
}

void DiscardParked(const Address& address, const std::string& name, const std::string& reason, bool json) {
  const Consumer& consumer = ConsumerOf(name);
  if (consumer.name == std::string_view("audit"))
    throw FailedPrecondition("AUDIT_RECORD", "a record of the audit log is never discarded: replay it");
  DiscardParkedEventRequest request;
  request.set_name(name);
  request.set_reason(reason);
  request.set_request_id(NewUuid());
  ParkedEvent reply;
  Client(address).CallPatiently(MethodOf(consumer, "DiscardParkedEvent"), request, reply, kPatienceSeconds);
  json ? static_cast<void>(std::printf("%s\n", ToJson(reply, false).c_str())) : Print(reply);
}

}  // namespace waymark::cli
