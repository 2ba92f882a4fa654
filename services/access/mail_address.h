#pragma once

#include <string>
#include <string_view>

// E-mail addresses, as far as Waymark sends to them.
namespace waymark::access {

// What is wrong with it; empty when nothing is. One mailbox in ASCII without quotes,
// spaces or control characters: nothing that could end a line of a message or of SMTP.
std::string WrongWithMailAddress(std::string_view address);

// Where an account is written to: its address, else its user name where that is one,
// else empty.
std::string MailAddressOf(std::string_view email, std::string_view user_name);

}  // namespace waymark::access
