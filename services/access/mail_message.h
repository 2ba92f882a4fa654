#pragma once

#include <string>
#include <string_view>

#include "services/common/base/clock.h"

namespace waymark::access {

// A text to one person.
struct MailText {
  std::string subject;
  std::string body;  // UTF-8, lines ended by \n
};

struct Envelope {
  std::string from, to;
  std::string id;  // what tells this message from others of ours
  TimePoint time;
};

// The message as it goes to a mail server (RFC 5322). Throws InvalidField for an
// address or a subject that could end its line.
std::string FormatMessage(const Envelope& envelope, const MailText& text);

// The domain of an address that WrongWithMailAddress has nothing against.
std::string_view DomainOf(std::string_view address);

}  // namespace waymark::access
