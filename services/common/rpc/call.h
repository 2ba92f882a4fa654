#pragma once

#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/common/authorization/caller.h"
#include "services/common/base/ids.h"
#include "services/common/crypto/sealed.h"
#include "services/common/db/reader.h"
#include "services/common/db/statement_group.h"
#include "services/common/db/transaction.h"
#include "services/common/events/change.h"
#include "services/common/rpc/tokens.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::rpc {

class Directory;

// What all calls of a service share.
struct Environment {
  const std::string& service;
  const Clock& clock;
  const Tokens& tokens;
  Directory* directory;
  db::StatementGroup& writer;
  db::Reader& reader;
  const crypto::Sealer& sealer;
};

// Who calls, and from where.
struct Caller {
  std::shared_ptr<const authorization::CallerContext> context;
  std::string signed_context;  // as it came, for services that this one asks
  std::string address;         // where the request came from
  std::string user_agent;      // the program it came from, as it calls itself
  // What they were let in for.
  waymark::options::v1::Permission permission = waymark::options::v1::PERMISSION_UNSPECIFIED;
};

// What one RPC works with: made by the Runner on a worker thread, valid for the
// length of the handler.
class Call {
 public:
  Call(db::Connection& connection, const Environment& environment, const Caller& caller,
       events::Origin origin, db::Scope scope);

  const Caller& caller() const { return caller_; }

  // The organization of the request (its slug): the first part of its `parent`,
  // `name`, … or `*` for a call about organizations themselves.
  const std::string& organization() const { return scope_.organization_id; }
  // `organizations/<slug>`
  std::string parent() const { return "organizations/" + scope_.organization_id; }
  const Clock& clock() const { return environment_.clock; }
  // The one instant of this call: every record and event it makes says so.
  TimePoint now() const { return origin_.time; }
  const events::Origin& origin() const { return origin_; }
  // Why the caller does it, where the request itself says so: what the audit log tells.
  void StatePurpose(std::string purpose) { origin_.purpose = std::move(purpose); }
  const Tokens& tokens() const { return environment_.tokens; }
  // Seals with the key of the service what its own database keeps.
  const crypto::Sealer& sealer() const { return environment_.sealer; }
  std::string NewId() const { return NewUuid(clock()); }
  // The organization, the deadline and the reach that the statements of this call run with.
  const db::Scope& scope() const { return scope_; }
  // For whose records the caller has another permission than that of the call.
  authorization::Reach ReachOf(waymark::options::v1::Permission permission) const;

  // One reading statement: a round trip, shared with those of other calls when it
  // is a quick one. `:organization_id` is set.
  db::Rows Read(const db::Query& query, db::Params params = {});
  // The same, where none is NotFound(`resource`).
  db::Row ReadOne(const db::Query& query, db::Params params, std::string_view resource);

  // One writing statement that includes {{record}}: state, idempotency row and
  // change rows at once, committed together with those of other calls.
  // `:organization_id` is set.
  void Write(const db::Query& query, db::Params params, const events::Changes& changes,
             const google::protobuf::Message& reply);

  // Several statements in one transaction: Begin, Run… or Try, Record, Commit.
  db::Transaction Begin();
  db::Rows Run(db::Transaction& tx, const db::Query& query, db::Params params);
  bool Try(db::Transaction& tx, const db::Query& query, db::Params params);
  db::Row One(db::Transaction& tx, const db::Query& query, db::Params params, std::string_view resource);
  void Record(db::Transaction& tx, const events::Changes& changes, const google::protobuf::Message& reply);

  // Records that the call reads records of protected persons (`participants/<uuid>`
  // each), before it answers them.
  void RecordRead(const std::vector<std::string>& aggregates);

  events::Changes NewChanges() const { return events::Changes(origin_, environment_.service, clock()); }

  // What references to records of other services stand for (directory.h).
  Directory& directory();

  // Metadata that goes ahead of the answer, when there is one.
  using Headers = std::vector<std::pair<std::string, std::string>>;
  void AddHeader(std::string name, std::string value) {
    headers_.emplace_back(std::move(name), std::move(value));
  }
  const Headers& headers() const { return headers_; }

 private:
  db::Connection& connection_;
  const Environment& environment_;
  const Caller& caller_;
  events::Origin origin_;
  db::Scope scope_;
  Headers headers_;
};

}  // namespace waymark::rpc
