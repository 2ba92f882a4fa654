#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/authorization/peers.h"
#include "waymark/identity/v1/identity.pb.h"

namespace waymark::rpc {

class Call;

// One resolved reference.
struct Resolved {
  std::string id;     // UUID, or slug of an organization; empty = there is no such record
  bool open = false;  // whether new records may refer to it; of an account, whether it has the role asked for
  bool deceased = false;  // of a participant: not open for that alone
  // Of participants, where that was asked for:
  bool is_protected = false;
  bool redacted = false;                          // protected, and the caller may not see the whole record
  std::vector<std::string> participant_ids = {};  // of an account: whose it is
};

// Asks the service that owns a collection what references stand for: once for a
// whole batch. A reference is the last part of a resource name: a UUID, or `~`
// and an external id (for an account the user name). Throws Unavailable when the owner does not answer.
class Directory {
 public:
  virtual ~Directory() = default;
  // `references` may repeat and may be empty texts (answered as not found
  // without asking); the answers are in their order. `role` is what accounts are
  // asked for.
  virtual std::vector<Resolved> Resolve(
      const Call& call, std::string_view collection, const std::vector<std::string>& references,
      bool with_protection = false,
      waymark::identity::v1::Role role = waymark::identity::v1::ROLE_UNSPECIFIED) = 0;
};

// Where the owners are, for example `unix:/run/waymark/participants.sock`.
struct DirectoryAddresses {
  std::string participants;  // the owner of people and units
  std::string access = {};   // the owner of accounts; empty where nothing refers to them
};

// Asks over gRPC; over the network by the certificate of the service that asks.
std::unique_ptr<Directory> MakeDirectory(const DirectoryAddresses& addresses,
                                         const authorization::PeerFiles& files);

}  // namespace waymark::rpc
