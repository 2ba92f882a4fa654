#pragma once

#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/base/ids.h"
#include "services/common/db/commit_group.h"
#include "services/common/db/transaction.h"
#include "services/common/events/change.h"
#include "services/common/rpc/tokens.h"

namespace waymark::rpc {

class Directory;

// What one RPC works with: made by the Runner on a worker thread, valid for the
// length of the handler.
class Call {
 public:
  Call(db::Connection& connection, db::CommitGroup& writer, events::Origin origin, db::Scope scope,
       std::string_view service, const Clock& clock, const Tokens& tokens, Directory* directory);

  // The organization of the request (its slug): the first part of its `parent`,
  // `name`, … or `*` for a call about organizations themselves.
  const std::string& organization() const { return scope_.organization_id; }
  // `organizations/<slug>`
  std::string parent() const { return "organizations/" + scope_.organization_id; }
  const Clock& clock() const { return clock_; }
  // The one instant of this call: every record and event it makes says so.
  TimePoint now() const { return origin_.time; }
  const events::Origin& origin() const { return origin_; }
  const Tokens& tokens() const { return tokens_; }
  std::string NewId() const { return NewUuid(clock_); }
  // Remaining time.
  const db::Scope& scope() const { return scope_; }

  // One reading statement, one round trip. `:organization_id` is set.
  db::Rows Read(const db::Query& query, db::Params params = {});
  // The same, where none is NotFound(`resource`).
  db::Row ReadOne(const db::Query& query, db::Params params, std::string_view resource);

  // One writing statement that includes {{record}}: state, idempotency row and
  // change rows at once, committed together with those of other calls.
  // `:organization_id` is set.
  void Write(const db::Query& query, db::Params params, const events::Changes& changes,
             const google::protobuf::Message& reply);

  // Several statements in one transaction: Begin, Run…, Record, Commit.
  db::Transaction Begin();
  db::Rows Run(db::Transaction& tx, const db::Query& query, db::Params params);
  db::Row One(db::Transaction& tx, const db::Query& query, db::Params params, std::string_view resource);
  void Record(db::Transaction& tx, const events::Changes& changes, const google::protobuf::Message& reply);

  events::Changes NewChanges() const { return events::Changes(origin_, service_, clock_); }

  // What references to records of other services stand for (directory.h).
  Directory& directory();

 private:
  db::Connection& connection_;
  db::CommitGroup& writer_;
  events::Origin origin_;
  db::Scope scope_;
  const std::string service_;
  const Clock& clock_;
  const Tokens& tokens_;
  Directory* directory_;
};

}  // namespace waymark::rpc
