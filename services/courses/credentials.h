#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/credentials.pb.h"

// The issue and revocation of credentials.
namespace waymark::courses {

// `ASP-2026-000017`: the organization in capitals, the year of issue, six digits.
std::string CredentialNumber(std::string_view organization, int year, int number);

// What the credentials of one graduation have in common.
struct CredentialTerms {
  std::string course_id;
  std::string title;
  std::string issued_on;  // `YYYY-MM-DD`
  int valid_months = 0;   // 0 = without end
};

struct Graduate {
  std::string enrolment_id;
  std::string participant_id;
};

// Writes a credential for each graduate, none of whom has one, and gives them in
// that order.
std::vector<v1::Credential> IssueCredentials(rpc::Call& call, db::Transaction& tx,
                                             const CredentialTerms& terms,
                                             const std::vector<Graduate>& graduates);

// Writes that a credential (of which `version` is the present one) is revoked,
// and adds its event.
void RevokeCredential(rpc::Call& call, db::Transaction& tx, const v1::Credential& credential, int version,
                      const std::string& revoked_on, const std::string& reason, events::Changes& changes);

// Revokes the credential of an enrolment that was recorded by mistake, if it has
// one that is not revoked.
void RevokeCredentialOf(rpc::Call& call, db::Transaction& tx, const std::string& enrolment_id,
                        const std::string& revoked_on, events::Changes& changes);

// Adds `credential.issued`, where `before` is null, or `credential.revoked`.
void AddCredentialEvent(const rpc::Call& call, std::string_view type, const v1::Credential* before,
                        const v1::Credential& credential, int version, events::Changes& changes);

}  // namespace waymark::courses
