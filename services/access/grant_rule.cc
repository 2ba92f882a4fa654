#include "services/access/grant_rule.h"

#include <algorithm>

#include "services/access/times.h"

namespace waymark::access {

std::vector<FieldViolation> WrongWithGrant(const waymark::access::v1::Grant& grant, bool everywhere,
                                           TimePoint now) {
  std::vector<FieldViolation> wrong;
  const bool participant = grant.role() == waymark::identity::v1::ROLE_PARTICIPANT;
  if (participant && grant.participant().empty())
    wrong.push_back({"grant.participant", "is required for ROLE_PARTICIPANT: who the account is"});
  if (!participant && !grant.participant().empty())
    wrong.push_back({"grant.participant", "must be empty for other roles than ROLE_PARTICIPANT"});
  if (participant && !grant.unit().empty())
    wrong.push_back({"grant.unit", "must be empty for ROLE_PARTICIPANT, who is one person"});
  if (everywhere && !grant.unit().empty())
    wrong.push_back({"grant.unit", "must be empty in organizations/-: a unit is of one organization"});
  if (everywhere && participant)
    wrong.push_back({"grant.role", "must be granted in an organization: a participant is of one"});
  if (grant.has_end_time() && PointOf(grant.end_time()) <= std::max(now, PointOf(grant.start_time())))
    wrong.push_back({"grant.end_time", "must be in the future and after start_time"});
  return wrong;
}

}  // namespace waymark::access
