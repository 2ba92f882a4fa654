#include "services/courses/credentials.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

#include "services/common/rpc/names.h"
#include "services/courses/records.h"
#include "services/courses/sql.h"

namespace waymark::courses {

std::string CredentialNumber(std::string_view organization, int year, int number) {
  std::string out(organization);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  char rest[32];
  std::snprintf(rest, sizeof rest, "-%04d-%06d", year, number);
  return out + rest;
}

std::vector<v1::Credential> IssueCredentials(rpc::Call& call, db::Transaction& tx,
                                             const CredentialTerms& terms,
                                             const std::vector<Graduate>& graduates) {
  std::vector<v1::Credential> issued;
  if (graduates.empty()) return issued;
  const int count = static_cast<int>(graduates.size());
  const int year = std::stoi(terms.issued_on.substr(0, 4));
  const auto taken =
      call.Run(tx, sql::kTakeCredentialNumbers, db::Params().Set("year", year).Set("count", count));
  int number = static_cast<int>(taken[0].Int("last_number")) - count;
  std::vector<std::string> ids, numbers, enrolments, participants;
  for (const auto& graduate : graduates) {
    ids.push_back(call.NewId());
    numbers.push_back(CredentialNumber(call.organization(), year, ++number));
    enrolments.push_back(graduate.enrolment_id);
    participants.push_back(graduate.participant_id);
  }
  const auto rows = call.Run(tx, sql::kCreateCredentials,
                             db::Params()
                                 .Set("credential_ids", ids)
                                 .Set("numbers", numbers)
                                 .Set("enrolment_ids", enrolments)
                                 .Set("participant_ids", participants)
                                 .Set("course_id", terms.course_id)
                                 .Set("title", terms.title)
                                 .Set("issued_on", terms.issued_on)
                                 .Set("valid_months", terms.valid_months)
                                 .Set("now", call.now()));
  for (size_t i = 0; i < ids.size(); ++i) {
    v1::Credential& credential = issued.emplace_back();
    credential.set_name(rpc::Name(call.organization(), "credentials", ids[i]));
    credential.set_number(numbers[i]);
    credential.set_enrolment(rpc::Name(call.organization(), "enrolments", enrolments[i]));
    credential.set_participant(rpc::Name(call.organization(), "participants", participants[i]));
    credential.set_issued_on(terms.issued_on);
    credential.set_valid_until(rows[0].Text("valid_until"));
  }
  return issued;
}

void RevokeCredential(rpc::Call& call, db::Transaction& tx, const v1::Credential& credential, int version,
                      const std::string& revoked_on, const std::string& reason, events::Changes& changes) {
  call.Run(tx, sql::kRevokeCredential,
           db::Params()
               .Set("credential_id", rpc::LastPart(credential.name()))
               .Set("revoked_on", revoked_on)
               .Set("reason", reason)
               .Set("now", call.now()));
  v1::Credential revoked = credential;
  revoked.set_revoked_on(revoked_on);
  AddCredentialEvent(call, "credential.revoked", &credential, revoked, version + 1, changes);
}

void RevokeCredentialOf(rpc::Call& call, db::Transaction& tx, const std::string& enrolment_id,
                        const std::string& revoked_on, events::Changes& changes) {
  const auto of_enrolment = [&] {
    return db::Params().Set("id", std::nullopt).Set("number", std::nullopt).Set("enrolment_id", enrolment_id);
  };
  if (call.Run(tx, sql::kLockCredential, of_enrolment()).empty()) return;
  const auto row = call.One(tx, sql::kGetCredential, of_enrolment(), "credential");
  v1::Credential credential;
  FillRecord(call, row, credential);
  if (!credential.revoked_on().empty()) return;
  // Not before the day of issue, which may lie after the day of the mistake.
  RevokeCredential(call, tx, credential, static_cast<int>(row.Int("_version")),
                   std::max(revoked_on, credential.issued_on()), "the enrolment was voided", changes);
}

void AddCredentialEvent(const rpc::Call& call, std::string_view type, const v1::Credential* before,
                        const v1::Credential& credential, int version, events::Changes& changes) {
  const std::string id(rpc::LastPart(credential.name()));
  auto& event = changes.Add(type, "credentials/" + id, version, credential.participant());
  const auto& day = credential.revoked_on().empty() ? credential.issued_on() : credential.revoked_on();
  *event.mutable_time() = events::DayOr(day, call.now());
  auto& changed = *event.mutable_credential_changed();
  changed.set_credential_id(id);
  changed.set_number(credential.number());
  changed.set_enrolment_id(std::string(rpc::LastPart(credential.enrolment())));
  changed.set_participant_id(std::string(rpc::LastPart(credential.participant())));
  changed.set_issued_on(credential.issued_on());
  changed.set_valid_until(credential.valid_until());
  changed.set_revoked_on(credential.revoked_on());
  changes.Describe(before, credential);
}

}  // namespace waymark::courses
