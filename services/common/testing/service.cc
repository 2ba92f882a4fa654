#include "services/common/testing/service.h"

#include "services/common/base/ids.h"
#include "services/common/status/error.h"
#include "services/common/testing/process.h"

namespace waymark::testing {

void FakeDirectory::Know(std::string_view collection, std::string_view external_id, std::string_view id) {
  known_[std::string(collection) + "/~" + std::string(external_id)] = id;
}

void FakeDirectory::Close(std::string_view id) { closed_.insert(std::string(id)); }

void FakeDirectory::Forget(std::string_view id) { forgotten_.insert(std::string(id)); }

std::vector<rpc::Resolved> FakeDirectory::Resolve(const rpc::Call&, std::string_view collection,
                                                  const std::vector<std::string>& references) {
  if (down) throw Unavailable("the participants service");
  std::vector<rpc::Resolved> out;
  for (const auto& reference : references) {
    const auto known = known_.find(std::string(collection) + "/" + reference);
    const bool is_id = IsUuid(reference) || collection == "organizations";
    std::string id = known != known_.end() ? known->second : is_id ? reference : "";
    if (forgotten_.contains(id)) id.clear();
    const bool open = !id.empty() && !closed_.contains(id);
    out.push_back({std::move(id), open});
  }
  return out;
}

TestService::TestService(const rpc::ServiceDefinition& definition, std::string redis)
    : database_(definition.name, definition.migrations), socket_("unix:" + folder_ / "s") {
  runner_ = std::make_unique<rpc::Runner>(
      rpc::RunnerOptions{.service = definition.name,
                         .database = database_.app(),
                         .part_database = definition.knows_reach ? database_.part() : "",
                         .workers = 4,
                         .queue = 64,
                         .token_key = "a key for tests",
                         .caller_keys = GatewayKeys().open,
                         .redis = std::move(redis)},
      clock_, &directory_);
  runner_->Serve(definition.make_services(*runner_));
  server_ = std::make_unique<rpc::Server>(socket_, authorization::PeerFiles{}, *runner_);
  channel_ = ChannelAs(socket_, clock_, [this] { return caller_; });
}

TestService::~TestService() {
  server_.reset();
  runner_->Shutdown();
}

void TestService::Place(const std::string& person_id, const std::string& unit_id) {
  db::Connection(database_.admin())
      .Execute("INSERT INTO reach_person VALUES ('asp', '" + person_id + "', '" + unit_id + "', 1)");
}

std::vector<waymark::events::v1::Event> TestService::outbox() {
  db::Connection admin(database_.admin());
  std::vector<waymark::events::v1::Event> events;
  for (const db::Row row : admin.Execute("SELECT payload FROM change ORDER BY change_no")) {
    events.emplace_back().ParseFromString(row.Bytes("payload"));
  }
  return events;
}

}  // namespace waymark::testing
