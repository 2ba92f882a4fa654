#pragma once

#include <string>

#include "services/access/mail_settings.h"

namespace waymark::access {

// Hands a message to the mail server, within half a minute. Throws Error (UNAVAILABLE
// / MAIL_NOT_TAKEN), whose message has no text of the server: that may name the reader.
void SendBySmtp(const MailSettings& settings, const std::string& to, const std::string& message);

}  // namespace waymark::access
