#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>

namespace waymark::cli {

// A day as the instant at which it begins in UTC, or an instant as JSON writes it; else
// throws InvalidField(`field`).
google::protobuf::Timestamp InstantOf(const std::string& field, const std::string& text);

}  // namespace waymark::cli
