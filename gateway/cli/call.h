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

struct OrganizationOptions {
  std::string id;
  std::string display_name;
  std::string kind;
  std::string country;
  std::string time_zone;
};

// Creates an organization; one that is there already stays as it is. True when
// it was made now.
bool CreateOrganization(const Address& address, const OrganizationOptions& options);

}  // namespace waymark::cli
