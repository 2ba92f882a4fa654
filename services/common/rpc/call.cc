#include "services/common/rpc/call.h"

#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

Call::Call(db::Connection& connection, db::CommitGroup& writer, events::Origin origin, db::Scope scope,
           std::string_view service, const Clock& clock, const Tokens& tokens, Directory* directory)
    : connection_(connection),
      writer_(writer),
      origin_(std::move(origin)),
      scope_(std::move(scope)),
      service_(service),
      clock_(clock),
      tokens_(tokens),
      directory_(directory) {}

db::Rows Call::Read(const db::Query& query, db::Params params) {
  params.Set("organization_id", organization());
  return connection_.Read(scope_, query, params);
}

db::Row Call::ReadOne(const db::Query& query, db::Params params, std::string_view resource) {
  const db::Rows rows = Read(query, std::move(params));
  if (rows.empty()) throw NotFound(resource);
  return rows[0];
}

void Call::Write(const db::Query& query, db::Params params, const events::Changes& changes,
                 const google::protobuf::Message& reply) {
  params.Set("organization_id", organization());
  changes.Bind(params, reply);
  writer_.Write(scope_, query, params);
}

db::Transaction Call::Begin() { return db::Transaction(connection_, scope_); }

db::Rows Call::Run(db::Transaction& tx, const db::Query& query, db::Params params) {
  params.Set("organization_id", organization());
  return tx.Run(query, params);
}

db::Row Call::One(db::Transaction& tx, const db::Query& query, db::Params params, std::string_view resource) {
  params.Set("organization_id", organization());
  return tx.One(query, params, resource);
}

void Call::Record(db::Transaction& tx, const events::Changes& changes,
                  const google::protobuf::Message& reply) {
  db::Params params;
  params.Set("organization_id", organization());
  changes.Bind(params, reply);
  tx.Run(events::sql::kRecord, params);
}

Directory& Call::directory() {
  if (directory_ == nullptr) throw Internal("the service has no directory");
  return *directory_;
}

}  // namespace waymark::rpc
