#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

namespace waymark::authorization {

// What a program of Waymark shows of itself to another, and what it knows others
// by: PEM files. They are looked at again and again, so that they can be renewed
// while it runs.
struct PeerFiles {
  std::string certificate;
  std::string key;
  std::string authority;  // who signed those of all
};

// How a service at `address` (`unix:/path` or `host:port`) takes calls: over TLS by
// programs of Waymark alone; on a Unix socket, which its user alone may open,
// without. Throws std::runtime_error for `host:port` without all three files.
std::shared_ptr<grpc::ServerCredentials> CredentialsAt(const std::string& address, const PeerFiles& files);

// A channel to the service `name` at `address`. Over TLS it must show a
// certificate of that name. Throws like CredentialsAt.
std::shared_ptr<grpc::Channel> ChannelTo(const std::string& name, const std::string& address,
                                         const PeerFiles& files, grpc::ChannelArguments arguments);

}  // namespace waymark::authorization
