#include "services/common/rpc/call.h"

#include <google/protobuf/empty.pb.h>

#include "services/common/authorization/roles.h"
#include "services/common/base/seeded.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

Call::Call(db::Connection& connection, const Environment& environment, const Caller& caller,
           events::Origin origin, db::Scope scope)
    : connection_(connection),
      environment_(environment),
      caller_(caller),
      origin_(std::move(origin)),
      scope_(std::move(scope)) {}

authorization::Reach Call::ReachOf(waymark::options::v1::Permission permission) const {
  return authorization::ReachOf(*caller_.context, permission, organization());
}

db::Rows Call::Read(const db::Query& query, db::Params params) {
  params.Set("organization_id", organization());
  return environment_.reader.Read(connection_, scope_, query, params);
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
  if (seeded::Happens("acknowledge_before_commit")) {
    auto write = [this_writer = &environment_.writer, scope = scope_, &query, params] {
      this_writer->Run(scope, query, params);
    };
    return seeded::Later(write);
  }
  if (scope_.reach.whole) {
    environment_.writer.Run(scope_, query, params);
  } else {
    connection_.Write(scope_, query, params);
  }
}

db::Transaction Call::Begin() { return db::Transaction(connection_, scope_); }

db::Rows Call::Run(db::Transaction& tx, const db::Query& query, db::Params params) {
  params.Set("organization_id", organization());
  return tx.Run(query, params);
}

bool Call::Try(db::Transaction& tx, const db::Query& query, db::Params params) {
  params.Set("organization_id", organization());
  return tx.Try(query, params);
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

void Call::RecordRead(const std::vector<std::string>& aggregates) {
  if (aggregates.empty()) return;
  auto changes = NewChanges();
  for (const auto& aggregate : aggregates) changes.AddRead(aggregate);
  Write(events::sql::kRecord, {}, changes, google::protobuf::Empty());
}

Directory& Call::directory() {
  if (environment_.directory == nullptr) throw Internal("the service has no directory");
  return *environment_.directory;
}

}  // namespace waymark::rpc
