#include "services/common/testing/service.h"

#include "services/common/base/ids.h"
#include "services/common/status/error.h"
#include "services/common/testing/process.h"
#include "waymark/events/v1/audit.pb.h"

namespace waymark::testing {

void FakeDirectory::Know(std::string_view collection, std::string_view external_id, std::string_view id) {
  known_[std::string(collection) + "/~" + std::string(external_id)] = id;
}

void FakeDirectory::Close(std::string_view id) { closed_.insert(std::string(id)); }

void FakeDirectory::Bury(std::string_view id) { deceased_.insert(std::string(id)); }

void FakeDirectory::Forget(std::string_view id) { forgotten_.insert(std::string(id)); }

void FakeDirectory::Protect(std::string_view id, bool redacted) { protected_[std::string(id)] = redacted; }

void FakeDirectory::Own(std::string_view account_id, std::string_view person_id) {
  owned_[std::string(account_id)] = person_id;
}

std::vector<rpc::Resolved> FakeDirectory::Resolve(const rpc::Call&, std::string_view collection,
                                                  const std::vector<std::string>& references,
                                                  bool with_protection, waymark::identity::v1::Role) {
  if (down) throw Unavailable("the participants service");
  std::vector<rpc::Resolved> out;
  for (const auto& reference : references) {
    const auto known = known_.find(std::string(collection) + "/" + reference);
    const bool is_id = IsUuid(reference) || collection == "organizations";
    std::string id = known != known_.end() ? known->second : is_id ? reference : "";
    if (forgotten_.contains(id)) id.clear();
    const bool deceased = deceased_.contains(id);
    const bool open = !id.empty() && !closed_.contains(id) && !deceased;
    const auto protection = protected_.find(id);
    const bool told = with_protection && protection != protected_.end();
    const auto owned = owned_.find(id);
    out.push_back({.id = std::move(id),
                   .open = open,
                   .deceased = deceased,
                   .is_protected = told,
                   .redacted = told && protection->second,
                   .participant_ids = {}});
    if (owned != owned_.end()) out.back().participant_ids.push_back(owned->second);
  }
  return out;
}

TestService::TestService(const rpc::ServiceDefinition& definition, std::string redis,
                         events::Publishers published)
    : database_(definition.name, definition.migrations), socket_("unix:" + folder_ / "s") {
  runner_ = std::make_unique<rpc::Runner>(
      rpc::RunnerOptions{.service = definition.name,
                         .database = database_.app(),
                         .part_database = definition.knows_reach ? database_.part() : "",
                         .workers = 4,
                         .queue = 64,
                         .token_key = "a key for tests",
                         .caller_keys = GatewayKeys().open,
                         .redis = std::move(redis),
                         .published = std::move(published),
                         .organizations = definition.organizations},
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

void TestService::Merge(const std::string& person_id, const std::string& into) {
  db::Connection(database_.admin())
      .Execute(
          "INSERT INTO reach_person (organization_id, person_id, merged_into_id, version) VALUES ('asp', '" +
          person_id + "', nullif('" + into +
          "', '')::uuid, 1) ON CONFLICT (organization_id, person_id) DO UPDATE SET merged_into_id = "
          "excluded.merged_into_id");
}

void TestService::PlaceUnit(const std::string& unit_id, const std::string& parent_id) {
  db::Connection(database_.admin())
      .Execute("INSERT INTO reach_unit VALUES ('asp', '" + unit_id + "', '-infinity', nullif('" + parent_id +
               "', '')::uuid, 1)");
}

std::vector<waymark::events::v1::Event> TestService::outbox() {
  db::Connection admin(database_.admin());
  std::vector<waymark::events::v1::Event> events;
  for (const db::Row row : admin.Execute("SELECT payload FROM change ORDER BY change_no")) {
    events.emplace_back().ParseFromString(row.Bytes("payload"));
  }
  return events;
}

std::vector<std::string> TestService::DiffOf(const std::string& type) {
  db::Connection admin(database_.admin());
  waymark::events::v1::AuditDiff diff;
  for (const db::Row row : admin.Execute("SELECT diff FROM change WHERE type = '" + type +
                                         "' AND diff IS NOT NULL ORDER BY change_no DESC LIMIT 1"))
    diff.ParseFromString(row.Bytes("diff"));
  std::vector<std::string> lines;
  for (const auto& change : diff.changes())
    lines.push_back(change.field() + ": " + change.before() + " > " + change.after());
  return lines;
}

}  // namespace waymark::testing
