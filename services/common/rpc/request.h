#pragma once

#include <functional>
#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace waymark::rpc {

// What the Runner reads from any request, by reflection and by convention of
// the field names.

// What the metadata says: who calls, and what HTTP carries in headers.
struct CallHeaders {
  std::string caller = {};           // `x-waymark-caller-bin`: a SignedCallerContext
  std::string address = {};          // `x-waymark-address`: where the request came from
  std::string user_agent = {};       // `x-waymark-user-agent`: what the program calls itself
  std::string traceparent = {};      // W3C; a new one when there is none that is valid
  std::string idempotency_key = {};  // `idempotency-key`
  std::string if_match = {};         // `if-match`
};
// `metadata` gives the value of a key, empty when there is none.
CallHeaders HeadersOf(const std::function<std::string(const char*)>& metadata);

// Takes over the idempotency key as `request_id` and the etag to match as `etag`
// (of the request or of its resource) where there is such a field. Refuses one that the
// field contradicts, and an etag where no field takes it (but `*`); a key that no field
// takes is passed over: such methods say for themselves what a repeat does.
void FillFrom(const CallHeaders& headers, google::protobuf::Message& request);

// The request's `request_id`; empty when it has none.
std::string RequestIdOf(const google::protobuf::Message& request);

// A digest of all of the request but its request_id and the password of who asks, its own or
// that of a message it holds one of; leaves it as it was.
std::string RequestDigestOf(google::protobuf::Message& request);

}  // namespace waymark::rpc
