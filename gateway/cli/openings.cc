#include "gateway/cli/openings.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cstdio>

#include "gateway/cli/conditions.h"
#include "gateway/cli/json.h"
#include "services/common/base/ids.h"
#include "waymark/participants/v1/openings.pb.h"

namespace waymark::cli {
namespace {

namespace v1 = waymark::participants::v1;
using google::protobuf::util::TimeUtil;

constexpr char kService[] = "waymark.participants.v1.OpeningsService/";
constexpr int kPatienceSeconds = 60;
constexpr int kPageSize = 1'000;

// `name`, then to whom, when and why.
void Print(const v1::Opening& opening) {
  const bool closed = opening.has_close_time();
  std::printf("%s\n  %s  %s to %s%s  case %s: %s\n", opening.name().c_str(), opening.account().c_str(),
              TimeUtil::ToString(opening.open_time()).c_str(),
              TimeUtil::ToString(closed ? opening.close_time() : opening.expire_time()).c_str(),
              closed ? " (closed)" : "", opening.case_number().c_str(), opening.reason().c_str());
}

v1::ListOpeningsRequest RequestOf(const OpeningsFilter& filter) {
  v1::ListOpeningsRequest request;
  request.set_parent("organizations/" + filter.organization);
  std::string conditions;
  AddCondition("account", filter.account, conditions);
  if (!filter.participant.empty())
    AddCondition("participant", request.parent() + "/" + filter.participant, conditions);
  if (filter.open) AddCondition("open", "true", conditions);
  request.set_filter(conditions);
  return request;
}

}  // namespace

void ListOpenings(const Address& address, const OpeningsFilter& filter, int limit, bool json) {
  Client client(address);
  auto request = RequestOf(filter);
  for (int left = limit; left > 0;) {
    request.set_page_size(std::min(kPageSize, left));
    v1::ListOpeningsResponse reply;
    client.CallPatiently(std::string(kService) + "ListOpenings", request, reply, kPatienceSeconds);
    for (const auto& opening : reply.openings()) {
      json ? static_cast<void>(std::printf("%s\n", ToJson(opening, false).c_str())) : Print(opening);
    }
    left -= reply.openings_size();
    request.set_page_token(reply.next_page_token());
    if (reply.next_page_token().empty()) break;
  }
}

void CloseOpening(const Address& address, const std::string& name, bool json) {
  v1::CloseOpeningRequest request;
  request.set_name(name);
  request.set_request_id(NewUuid());
  v1::Opening reply;
  Client(address).CallPatiently(std::string(kService) + "CloseOpening", request, reply, kPatienceSeconds);
  json ? static_cast<void>(std::printf("%s\n", ToJson(reply, false).c_str())) : Print(reply);
}

}  // namespace waymark::cli
