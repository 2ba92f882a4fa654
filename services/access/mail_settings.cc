#include "services/access/mail_settings.h"

#include <algorithm>
#include <string_view>

#include "services/access/mail_address.h"
#include "services/access/setting_rule.h"
#include "services/common/base/secret_file.h"

namespace waymark::access {
namespace {

// `host:port` of `smtp://host:port`, or empty.
std::string_view HostOf(std::string_view server) {
  for (const std::string_view scheme : {"smtp://", "smtps://"}) {
    if (server.starts_with(scheme)) return server.substr(scheme.size());
  }
  return {};
}

// What belongs into an address and no more: no user, no path, nothing that could end a line.
bool IsHost(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) ||
           std::string_view(".-:[]").find(c) != std::string_view::npos;
  });
}

bool IsUrl(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && !text.ends_with('/') &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

void DeclareMail(Config& config, MailSettings& settings) {
  config
      .Text("WAYMARK_SMTP_SERVER",
            "The server that takes e-mail: smtp://host:port (with STARTTLS, but on loopback) or "
            "smtps://host:port; "
            "empty = none is sent",
            &settings.server, "")
      .Text("WAYMARK_SMTP_FROM", "The address that e-mail comes from", &settings.from, "")
      .Text("WAYMARK_SMTP_USER", "Who signs in at that server; empty = nobody", &settings.user, "")
      .Text("WAYMARK_SMTP_PASSWORD_FILE", "File of the password of that", &settings.password_file, "")
      .Text("WAYMARK_SMTP_CA_FILE", "Certificates (PEM) that the server's is signed by; empty = the system's",
            &settings.authority, "")
      .Text("WAYMARK_PUBLIC_URL", "How people reach Waymark, for the links in e-mail: https://host",
            &settings.public_url, "");
}

void CheckMail(const MailSettings& settings) {
  RequireSetting(IsHost(HostOf(settings.server)), "WAYMARK_SMTP_SERVER",
                 "must be smtp://host:port or smtps://host:port");
  RequireSetting(WrongWithMailAddress(settings.from).empty(), "WAYMARK_SMTP_FROM",
                 "must be the address that e-mail comes from, as in waymark@police.example");
  RequireSetting(
      IsUrl(settings.public_url), "WAYMARK_PUBLIC_URL",
      "must be how people reach Waymark, as in https://waymark.police.example, without a slash at the end");
  RequireSetting(settings.user.empty() || !ReadSecretFile(settings.password_file).empty(),
                 "WAYMARK_SMTP_PASSWORD_FILE",
                 "must name a file that holds the password of WAYMARK_SMTP_USER");
}

bool IsLoopback(const std::string& server) {
  std::string_view host = HostOf(server);
  if (host.starts_with('[')) return host.starts_with("[::1]");
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

}  // namespace waymark::access
