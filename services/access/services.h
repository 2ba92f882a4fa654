#pragma once

#include <memory>

#include "services/access/shared.h"
#include "services/common/rpc/service.h"

// The services of this program.
namespace waymark::access {

rpc::Service MakeAccountsService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeSessionsService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeApiTokensService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeGrantsService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeDirectoryService();
rpc::Service MakeIdentityService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeOidcService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeMailsService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeAuditService();
rpc::Service MakeVerificationService();

}  // namespace waymark::access
