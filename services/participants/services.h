#pragma once

#include <memory>

#include "services/common/rpc/service.h"

// The services of this program.
namespace waymark::participants {

rpc::Service MakeOrganizationsService();
rpc::Service MakeUnitsService();
rpc::Service MakeParticipantsService();
rpc::Service MakeOpeningsService();
rpc::Service MakeDirectoryService();
rpc::Service MakeVerificationService();

}  // namespace waymark::participants
