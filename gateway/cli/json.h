#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace waymark::cli {

// A message as proto3 JSON, with fields that have their default value.
std::string ToJson(const google::protobuf::Message& message, bool indented);

// Fills a message from proto3 JSON; throws InvalidField("json", …) that says
// what is wrong.
void FromJson(std::string_view json, google::protobuf::Message& message);

}  // namespace waymark::cli
