#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace waymark::gateway {

// Reads proto3 JSON. Unknown fields are errors. `prefix` is the path of
// `message` in the request, for errors: empty or `participant`. An empty text
// leaves the message empty. Throws InvalidField.
void FromJson(std::string_view json, std::string_view prefix, google::protobuf::Message& message);

// Writes proto3 JSON: camelCase names, 64-bit numbers as texts, fields at their
// default left out.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace waymark::gateway
