#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "services/common/base/ids.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::bench {

using Clock = std::chrono::steady_clock;

// Clients that create participants, each on a connection of its own, one call after the other.
struct CreateLoad {
  std::string address;  // "unix:PATH"
  std::string organization;
  int clients;
  std::string caller;  // as the gateway signs it
  Clock::time_point until;
};

// What came of it.
struct CreateAnswers {
  std::vector<double> milliseconds;  // that each call took
  int failures = 0;

  void Add(Clock::time_point start, bool ok) {
    milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    if (!ok) ++failures;
  }
};

// A person with an external id and a request id of its own, as nobody sent it before.
class CreateRequests {
 public:
  explicit CreateRequests(const std::string& organization) {
    request_.set_parent("organizations/" + organization);
    request_.mutable_participant()->set_display_name("Bench Person");
  }

  const participants::v1::CreateParticipantRequest& Next() {
    request_.set_request_id(NewUuid());
    request_.mutable_participant()->set_external_id(request_.request_id());
    return request_;
  }

 private:
  participants::v1::CreateParticipantRequest request_;
};

// By gRPC's own library, on two threads.
CreateAnswers CreateByLibrary(const CreateLoad& load);
// By nghttp2, on one thread: what pgbench is for PostgreSQL and wrk for HTTP, a client that
// leaves the processors to the server.
CreateAnswers CreateByNghttp2(const CreateLoad& load);

}  // namespace waymark::bench
