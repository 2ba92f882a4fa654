#include "services/access/definition.h"

#include "services/access/audit_checkpoints.h"
#include "services/access/audit_trail.h"
#include "services/access/migrations.h"
#include "services/access/services.h"

namespace waymark::access {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "access";
  definition.migrations = kMigrations;
  // Grants are of an organization, may be limited to a unit, or say which participant
  // somebody is.
  definition.needs_directory = true;
  definition.make_services = [](rpc::Runner& runner) {
    const auto shared = std::make_shared<Shared>(runner);
    return std::vector{MakeAccountsService(shared), MakeSessionsService(shared), MakeApiTokensService(shared),
                       MakeGrantsService(shared),   MakeIdentityService(shared), MakeDirectoryService(),
                       MakeAuditService(),          MakeVerificationService()};
  };
  definition.audits = {"access", "participants", "courses", "progression"};
  definition.audit_consumer = kAuditConsumer;
  definition.make_audit_handler = MakeAuditTrail;
  const auto checkpoints = std::make_shared<CheckpointSettings>();
  definition.declare_settings = [checkpoints](Config& config) {
    config
        .SecretFile("WAYMARK_AUDIT_KEY_FILE",
                    "File of the private key (PEM, Ed25519) that signs checkpoints of the audit log",
                    &checkpoints->key)
        .Text("WAYMARK_AUDIT_CHECKPOINTS_FILE", "The file to which they are appended", &checkpoints->file);
  };
  definition.start_background = [checkpoints](const std::string& database) -> std::shared_ptr<void> {
    return std::make_shared<AuditCheckpoints>(database, *checkpoints, SystemClock());
  };
  return definition;
}

}  // namespace waymark::access
