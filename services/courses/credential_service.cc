#include <algorithm>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/readings.h"
#include "services/courses/cohort_rule.h"
#include "services/courses/credentials.h"
#include "services/courses/enrolment_states.h"
#include "services/courses/records.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/credentials.grpc.pb.h"
#include "waymark/courses/v1/credentials.pb.h"
#include "waymark/courses/v1/enrolments.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }

// A credential by its name, in which a number may stand for the id.
db::Params ByName(std::string_view name) {
  const auto reference = rpc::ParseReference(name);
  return db::Params()
      .SetOrNull("id", reference.id)
      .SetOrNull("number", reference.external_id)
      .Set("enrolment_id", std::nullopt);
}

db::Params ByEnrolment(const std::string& enrolment_id) {
  return db::Params().Set("id", std::nullopt).Set("number", std::nullopt).Set("enrolment_id", enrolment_id);
}

void Get(Call& call, const v1::GetCredentialRequest& request, v1::Credential& reply) {
  const auto row = call.ReadOne(sql::kGetCredential, ByName(request.name()), request.name());
  FillRecord(call, row, reply);
  rpc::RecordReadings(call, {reply.participant()});
}

// FAILED_PRECONDITION / NOT_GRADUATED.
Error NotGraduated(EnrolmentState state) {
  return FailedPrecondition(
      "NOT_GRADUATED", "the enrolment is " + StateName(state) + "; a credential is issued to who GRADUATED");
}

void Issue(Call& call, const v1::IssueCredentialRequest& request, v1::Credential& reply) {
  auto tx = call.Begin();
  // Two who ask at once: the second finds what the first issued.
  const std::string id =
      call.One(tx, sql::kLockEnrolment, rpc::ReferenceParams(request.name()), request.name()).Text("id");
  auto changes = call.NewChanges();
  if (call.Run(tx, sql::kGetCredential, ByEnrolment(id)).empty()) {
    v1::Enrolment enrolment;
    ReadBackOne(call, tx, sql::kGetEnrolments, id, enrolment);
    if (enrolment.state() != vocabulary::v1::ENROLMENT_STATE_GRADUATED) throw NotGraduated(enrolment.state());
    CredentialTerms terms = LoadCohortRule(call, tx, IdOf(enrolment.cohort())).terms;
    terms.issued_on = enrolment.state_on().empty() ? FormatDay(call.now()) : enrolment.state_on();
    const auto issued = IssueCredentials(call, tx, terms, {{id, IdOf(enrolment.participant())}});
    AddCredentialEvent(call, "credential.issued", nullptr, issued[0], 1, changes);
  }
  FillRecord(call, call.One(tx, sql::kGetCredential, ByEnrolment(id), request.name()), reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

void List(Call& call, const v1::ListCredentialsRequest& request, v1::ListCredentialsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"number", "enrolment", "participant"});
  db::Params params;
  params.Set("after", page.key(0))
      .Set("limit", page.limit())
      .Set("number", rpc::TextFilter(filter, "number"));
  rpc::SetFilterReference(call, filter, "enrolment", "enrolments", params);
  rpc::SetFilterDirectory(call, filter, "participant", "participants", params);
  const auto& query =
      filter.contains("participant") ? sql::kListCredentialsOfParticipant : sql::kListCredentials;
  const auto rows = call.Read(query, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_credentials(), {"_credential_id"}));
  rpc::RecordReadingsOf(call, reply.credentials());
}

void Revoke(Call& call, const v1::RevokeCredentialRequest& request, v1::Credential& reply) {
  auto tx = call.Begin();
  call.One(tx, sql::kLockCredential, ByName(request.name()), request.name());
  const auto row = call.One(tx, sql::kGetCredential, ByName(request.name()), request.name());
  v1::Credential credential;
  FillRecord(call, row, credential);
  const int version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, credential.name(), request.etag(), version);
  if (!credential.revoked_on().empty())
    throw FailedPrecondition("CREDENTIAL_REVOKED", "the credential is revoked already");
  const std::string day = request.revoked_on().empty() ? FormatDay(call.now()) : request.revoked_on();
  if (day < credential.issued_on())
    throw InvalidField("revoked_on", "must not be before the day of issue, " + credential.issued_on());
  auto changes = call.NewChanges();
  RevokeCredential(call, tx, credential, version, day, request.reason(), changes);
  FillRecord(call, call.One(tx, sql::kGetCredential, ByName(request.name()), request.name()), reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeCredentialsService() {
  return {v1::CredentialsService::service_full_name(),
          {{"IssueCredential", Issue},
           {"GetCredential", Get},
           {"ListCredentials", List},
           {"RevokeCredential", Revoke}}};
}

}  // namespace waymark::courses
