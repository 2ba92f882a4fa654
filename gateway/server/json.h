#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace waymark::gateway {

// proto3 JSON, read and written straight from and to a message by reflection.
//
// Read strictly: what is not JSON (RFC 8259), an unknown field, a field given
// twice, two fields of a oneof, a value of another type are errors. Field names
// may be in JSON's or the proto's spelling; null leaves a field unset. Throws
// InvalidField with the path of the field in the request (`requests[16].unit`),
// which begins with `prefix`: the path of `message` itself, or empty. What is
// not JSON at all blames `body`. An empty text leaves the message empty.
void FromJson(std::string_view json, std::string_view prefix, google::protobuf::Message& message);

// Written compactly: camelCase names, 64-bit numbers as texts, enum values by
// name, fields at their default left out.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace waymark::gateway
