#include "services/participants/definition.h"

#include "services/common/rpc/parked_events.h"
#include "services/common/rpc/subject_keys.h"
#include "services/participants/migrations.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "services/participants/taught_copy.h"
#include "waymark/participants/v1/parked_events.grpc.pb.h"

namespace waymark::participants {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "participants";
  definition.migrations = kMigrations;
  definition.knows_reach = true;
  definition.organizations = &sql::kGetOrganization;
  definition.make_services = [](rpc::Runner&) {
    return std::vector{MakeOrganizationsService(),
                       MakeUnitsService(),
                       MakeParticipantsService(),
                       MakeOpeningsService(),
                       MakeDirectoryService(),
                       MakeVerificationService(),
                       rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                                     .consumer = "participants",
                                                     .make_handler = MakeTaughtCopy})};
  };
  definition.sealed = {{.purpose = rpc::SubjectKeyPurpose(definition.name),
                        .organizations = &sql::kListAllOrganizations,
                        .list = &sql::kListSealedKeys,
                        .renew = &sql::kRenewSealedKeys}};
  // Who teaches whom, and who accompanies whom.
  definition.consumes = {"courses", "progression"};
  definition.make_event_handler = MakeTaughtCopy;
  return definition;
}

}  // namespace waymark::participants
