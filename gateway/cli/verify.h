#pragma once

#include <string>

#include "gateway/cli/client.h"

namespace waymark::cli {

// Checks the invariants I4 to I8 of an organization on the live system: what
// each service finds of its own records and changes, that the streams hold what
// was published, and that the read model's counts equal those of the owners.
// Prints a line for each; true when all hold.
bool VerifyOrganization(const Address& address, const std::string& organization, bool json);

}  // namespace waymark::cli
