#pragma once

#include <string>
#include <string_view>

#include "services/access/mail_message.h"

// What e-mails say, in the languages that there are texts in; English for others. No
// text names a person other than the reader, by the user name.
namespace waymark::access {

// A one-time link, to who has no password yet, or has one and lost it.
struct LinkWords {
  bool invites = false;
  std::string user_name;
  std::string url;     // how people reach Waymark, without a slash at the end
  std::string secret;  // of the link
  TimePoint end;
};
MailText LinkText(std::string_view language, const LinkWords& words);

// That somebody opened the record of a protected person.
struct OpeningWords {
  std::string url;
  std::string opening;    // `organizations/…/participants/…/openings/…`
  std::string opened_by;  // `accounts/…`
  TimePoint time;
};
MailText OpeningText(std::string_view language, const OpeningWords& words);

// That somebody who knows the password guesses codes.
struct WrongCodesWords {
  std::string user_name;
  std::string url;
};
MailText WrongCodesText(std::string_view language, const WrongCodesWords& words);

}  // namespace waymark::access
