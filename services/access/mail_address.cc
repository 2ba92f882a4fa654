#include "services/access/mail_address.h"

#include <algorithm>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

// RFC 5321, 4.5.3.1.
constexpr size_t kLongestLocalPart = 64, kLongestDomain = 253, kLongestLabel = 63;

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Of a dot-atom (RFC 5322, 3.2.3).
bool IsAtomText(char c) {
  return IsAlphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

template <typename IsGood>
bool IsDotted(std::string_view text, IsGood is_good) {
  const auto parts = Split(text, '.');
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_good);
  });
}

bool IsDomain(std::string_view text) {
  const auto labels = Split(text, '.');
  return text.size() <= kLongestDomain &&
         IsDotted(text, [](char c) { return IsAlphanumeric(c) || c == '-'; }) &&
         std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
           return label.size() <= kLongestLabel && !label.starts_with('-') && !label.ends_with('-');
         });
}

}  // namespace

std::string WrongWithMailAddress(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos) return "must be an e-mail address, as in name@police.example";
  const std::string_view local = address.substr(0, at);
  if (local.size() > kLongestLocalPart || !IsDotted(local, IsAtomText))
    return "has before the @ what Waymark cannot send to: letters of ASCII, digits and !#$%&'*+-/=?^_`{|}~. "
           "may be there";
  if (!IsDomain(address.substr(at + 1))) return "must have the name of a mail domain after the @";
  return "";
}

std::string MailAddressOf(std::string_view email, std::string_view user_name) {
  if (!email.empty()) return std::string(email);
  return WrongWithMailAddress(user_name).empty() ? std::string(user_name) : "";
}

}  // namespace waymark::access
