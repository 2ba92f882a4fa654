#pragma once

#include "services/access/mail_settings.h"
#include "services/access/oidc_provider.h"
#include "services/common/rpc/main.h"

namespace waymark::access {

// The access service: accounts, sessions, tokens, grants. What is given of
// settings holds where none are loaded; `fetch` asks the provider of sign-ins.
rpc::ServiceDefinition Definition(const MailSettings& mail = {}, const OidcSettings& oidc = {},
                                  const OidcProvider::Fetch& fetch = FetchByHttp);

}  // namespace waymark::access
