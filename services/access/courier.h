#pragma once

#include <functional>
#include <string>

#include "services/access/mail_message.h"
#include "services/access/mail_settings.h"
#include "services/common/base/clock.h"
#include "services/common/db/connection.h"
#include "services/common/db/transaction.h"

namespace waymark::access {

// Sends the e-mails that are due, one after the other. Several may work on one
// database.
class Courier {
 public:
  // Hands a message for an address to a mail server; throws Error when that did not
  // take it.
  using Send = std::function<void(const std::string& to, const std::string& message)>;

  Courier(const std::string& database, const MailSettings& settings, Send send, const Clock& clock);

  // What became of the e-mail that is due for longest.
  enum class Outcome { kNoneDue, kDone, kNotTaken };
  Outcome SendNext();

  // Forgets what nobody asks for any more.
  void Forget();

 private:
  // The text for this e-mail; for a link, the secret is made now.
  MailText TextOf(const db::Row& mail);
  // False when the e-mail was dropped meanwhile.
  bool PutLink(const db::Row& mail, const std::string& secret, TimePoint end);
  void End(const db::Row& mail, int state, std::string_view failure = {});
  void Delay(const db::Row& mail, const std::string& failure);

  const MailSettings settings_;
  const Send send_;
  const Clock& clock_;
  db::Connection connection_;
};

}  // namespace waymark::access
