#pragma once

#include <google/protobuf/message.h>

#include <chrono>
#include <optional>
#include <string>

#include "gateway/server/api.h"
#include "gateway/server/async.h"
#include "gateway/server/door.h"
#include "gateway/server/http.h"
#include "gateway/server/upstream.h"

namespace waymark::gateway {

// What came back besides the reply.
struct CallOutcome {
  grpc::Status status;
  bool replayed = false;           // the answer of an earlier request of the same id
  std::string begun_session = {};  // the secret of a session that begins
  bool ended_session = false;
};

// How long the caller waits, where they say so (`X-Timeout` in seconds,
// `Connect-Timeout-Ms`). Throws InvalidField.
std::optional<std::chrono::milliseconds> PatienceOf(const Header& header);

// How long a call may take: the limit, plus what the request says the service
// may wait for news, or less where the caller has less patience.
std::chrono::milliseconds TimeoutOf(const Method& method, const DoorOptions& options,
                                    std::optional<std::chrono::milliseconds> patience,
                                    const google::protobuf::Message& request);

// Whether a call that would change something may have: it did, or nobody knows. What was refused
// changed nothing.
bool MayHaveChanged(const grpc::Status& status);

// Calls the service with the caller's metadata. A method that only reads is
// tried once more when the service was unavailable.
Awaitable<CallOutcome> CallService(const Method& method, std::chrono::milliseconds timeout,
                                   const Header& header, google::protobuf::Message& request,
                                   google::protobuf::Message& reply, const Visit& visit,
                                   Identities& identities);

// The same of a method that answers with a stream.
Awaitable<grpc::Status> StreamService(const Method& method, std::chrono::milliseconds timeout,
                                      const Header& header, google::protobuf::Message& request,
                                      ReplySink& sink, const Visit& visit, Identities& identities);

}  // namespace waymark::gateway
