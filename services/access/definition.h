#pragma once

#include "services/access/mail_settings.h"
#include "services/common/rpc/main.h"

namespace waymark::access {

// The access service: accounts, sessions, tokens, grants. What `mail` says holds where
// no settings are loaded.
rpc::ServiceDefinition Definition(const MailSettings& mail = {});

}  // namespace waymark::access
