#pragma once

#include <string>
#include <vector>

#include "services/common/base/clock.h"
#include "services/common/db/params.h"
#include "services/common/status/error.h"
#include "waymark/access/v1/api_tokens.pb.h"

namespace waymark::access {

// How long a token lasts that says nothing of it, and at most.
constexpr std::chrono::days kTokenLife{90};
constexpr std::chrono::days kLongestTokenLife{400};

// What is wrong with a new token.
std::vector<FieldViolation> WrongWithToken(const waymark::access::v1::ApiToken& token, TimePoint now);

// The parameters of create_api_token.
db::Params TokenParams(const std::string& account_id, const std::string& token_id, const std::string& digest,
                       const waymark::access::v1::ApiToken& token);

}  // namespace waymark::access
