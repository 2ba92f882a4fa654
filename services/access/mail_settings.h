#pragma once

#include <string>

#include "services/common/base/config.h"

namespace waymark::access {

// By what e-mail is sent. Without a server there is none.
struct MailSettings {
  std::string server;         // `smtp://host:port`, which is told to use TLS, or `smtps://host:port`
  std::string from;           // the address that it comes from
  std::string user;           // who signs in at the server; empty = nobody does
  std::string password_file;  // by what password
  std::string authority;      // certificates (PEM) that the server's may be signed by; empty = the system's
  std::string public_url;     // how people reach Waymark, for links

  bool sends() const { return !server.empty(); }
};

void DeclareMail(Config& config, MailSettings& settings);

// Throws std::runtime_error that names the setting and what it must be.
void CheckMail(const MailSettings& settings);

// Whether the server is on this machine, so that nobody listens in between.
bool IsLoopback(const std::string& server);

}  // namespace waymark::access
