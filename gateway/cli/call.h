#pragma once

#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Calls any method with a request in JSON and prints the answer as JSON.
// `method` is `waymark.courses.v1.CohortsService/GraduateCohort`, or its end
// where that is unique: `CohortsService/GraduateCohort`.
void CallMethod(const Address& address, const std::string& method, const std::string& json);

// The full name of a method that may be given by its end. Throws InvalidField
// with the names that come near.
std::string FullMethodName(const std::string& method);

}  // namespace waymark::cli
