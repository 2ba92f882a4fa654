#pragma once

#include <string>

#include "google/protobuf/message.h"

namespace waymark::rpc {

// A digest of a message's content in the form of a UUID: equal for equal
// messages, also of different processes (maps are put in order).
std::string DigestOf(const google::protobuf::Message& message);

}  // namespace waymark::rpc
