#include "services/access/definition.h"

#include "services/access/audit_checkpoints.h"
#include "services/access/audit_trail.h"
#include "services/access/mail_round.h"
#include "services/access/migrations.h"
#include "services/access/services.h"
#include "services/access/shared.h"
#include "services/access/sql.h"
#include "services/common/events/reach_copy.h"
#include "services/common/rpc/parked_events.h"
#include "services/common/rpc/subject_keys.h"
#include "waymark/access/v1/parked_events.grpc.pb.h"

namespace waymark::access {

namespace {

std::unique_ptr<OidcProvider> MakeProvider(const OidcSettings& settings, const OidcProvider::Fetch& fetch) {
  if (!settings.signs_in()) return nullptr;
  CheckOidc(settings);
  return std::make_unique<OidcProvider>(settings, fetch, SystemClock());
}

}  // namespace

rpc::ServiceDefinition Definition(const MailSettings& mail_settings, const OidcSettings& oidc_settings,
                                  const OidcProvider::Fetch& fetch) {
  const auto mail = std::make_shared<MailSettings>(mail_settings);
  const auto oidc = std::make_shared<OidcSettings>(oidc_settings);
  rpc::ServiceDefinition definition;
  definition.name = "access";
  definition.migrations = kMigrations;
  // Some keep the grants for their units alone.
  definition.knows_reach = true;
  definition.consumes = {"participants"};
  definition.make_event_handler = events::MakeUnitCopy;
  const auto make_trail = [mail] { return MakeAuditTrail(mail->sends()); };
  definition.make_services = [mail, oidc, fetch, make_trail](rpc::Runner& runner) {
    const auto shared = std::make_shared<Shared>(runner, *mail, MakeProvider(*oidc, fetch));
    return std::vector{
        MakeAccountsService(shared),
        MakeSessionsService(shared),
        MakeApiTokensService(shared),
        MakeGrantsService(shared),
        MakeIdentityService(shared),
        MakeOidcService(shared),
        MakeMailsService(shared),
        MakeDirectoryService(),
        MakeAuditService(),
        MakeVerificationService(),
        rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                      .consumer = "access",
                                      .make_handler = events::MakeUnitCopy}),
        rpc::MakeParkedEventsService({.service = v1::ParkedAuditRecordsService::service_full_name(),
                                      .consumer = kAuditConsumer,
                                      .make_handler = make_trail,
                                      .may_discard = false})};
  };
  definition.sealed = {
      {.purpose = rpc::SubjectKeyPurpose(definition.name),
       .list = &sql::kListSealedKeys,
       .renew = &sql::kRenewSealedKeys},
      {.purpose = kTotpPurpose, .list = &sql::kListSealedTotp, .renew = &sql::kRenewSealedTotp}};
  definition.audits = {"access", "participants", "courses", "progression", "evaluation", "webhooks"};
  definition.audit_consumer = kAuditConsumer;
  definition.make_audit_handler = make_trail;
  const auto checkpoints = std::make_shared<CheckpointSettings>();
  definition.declare_settings = [checkpoints, mail, oidc](Config& config) {
    config
        .SecretFile("WAYMARK_AUDIT_KEY_FILE",
                    "File of the private key (PEM, Ed25519) that signs checkpoints of the audit log",
                    &checkpoints->key)
        .Text("WAYMARK_AUDIT_CHECKPOINTS_FILE", "The file to which they are appended", &checkpoints->file);
    DeclareMail(config, *mail);
    DeclareOidc(config, *oidc);
  };
  definition.start_background = [checkpoints, mail](const rpc::Runner& runner) -> std::shared_ptr<void> {
    const std::string& database = runner.options().database;
    const auto running = std::make_shared<std::vector<std::shared_ptr<void>>>();
    running->push_back(std::make_shared<AuditCheckpoints>(database, *checkpoints, SystemClock()));
    if (mail->sends()) running->push_back(std::make_shared<MailRound>(database, *mail));
    return running;
  };
  return definition;
}

}  // namespace waymark::access
