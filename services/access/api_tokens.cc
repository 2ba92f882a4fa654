#include "services/access/api_tokens.h"

#include <algorithm>
#include <set>

#include "services/access/times.h"
#include "services/common/rpc/names.h"

namespace waymark::access {

std::vector<FieldViolation> WrongWithToken(const waymark::access::v1::ApiToken& token, TimePoint now) {
  std::vector<FieldViolation> wrong;
  const std::set<int> roles(token.roles().begin(), token.roles().end());
  if (roles.contains(waymark::identity::v1::ROLE_UNSPECIFIED))
    wrong.push_back({"api_token.roles", "must not hold ROLE_UNSPECIFIED"});
  if (static_cast<int>(roles.size()) < token.roles_size())
    wrong.push_back({"api_token.roles", "must not name a role twice"});
  const TimePoint expire = PointOf(token.expire_time());
  if (expire <= now) wrong.push_back({"api_token.expire_time", "must be in the future"});
  if (expire > now + kLongestTokenLife)
    wrong.push_back({"api_token.expire_time", "must be at most 400 days from now"});
  return wrong;
}

db::Params TokenParams(const std::string& account_id, const std::string& token_id, const std::string& digest,
                       const waymark::access::v1::ApiToken& token) {
  const std::vector<int> roles(token.roles().begin(), token.roles().end());
  return db::Params()
      .Set("token_id", token_id)
      .Set("account_id", account_id)
      .Set("digest", db::Bytes{digest})
      .Set("display_name", token.display_name())
      .Set("roles", roles)
      .SetOrNull("limited_to", rpc::LastPart(token.organization()))
      .Set("expire_time", PointOf(token.expire_time()));
}

}  // namespace waymark::access
