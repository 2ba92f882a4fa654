#include "services/common/rpc/replay.h"

#include "services/common/events/sql.h"
#include "services/common/status/refusal.h"

namespace waymark::rpc {
namespace {

// Of its own: the call's time may be over, its answer is still worth finding.
constexpr std::chrono::seconds kTime{2};

}  // namespace

bool Replay(db::Connection& connection, const events::Origin& origin, google::protobuf::Message& reply) {
  const db::Scope scope{origin.organization_id, std::chrono::steady_clock::now() + kTime};
  const auto rows = connection.Read(scope, events::sql::kFindRequest,
                                    db::Params()
                                        .Set("organization_id", origin.organization_id)
                                        .Set("method", origin.method)
                                        .Set("request_id", origin.request_id));
  if (rows.empty()) return false;
  if (rows[0].Text("digest") != origin.request_digest) throw RequestIdReused();
  if (!reply.ParseFromString(rows[0].Bytes("response"))) throw Internal("a stored answer cannot be read");
  return true;
}

bool ReplayInstead(db::Connection& connection, const events::Origin& origin, google::protobuf::Message& reply,
                   std::optional<Error>& error) {
  reply.Clear();
  try {
    if (!Replay(connection, origin, reply)) return false;
    error.reset();
    return true;
  } catch (const Error& failure) {
    // Of two errors that leave everything open, the first says more.
    if (IsRefusal(failure.code()) || IsRefusal(error->code())) error = failure;
    return false;
  }
}

}  // namespace waymark::rpc
