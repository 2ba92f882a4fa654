#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/common/events/published.h"
#include "services/common/rpc/directory.h"
#include "services/common/rpc/main.h"
#include "services/common/rpc/server.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/postgres.h"
#include "services/common/testing/process.h"

namespace waymark::testing {

// A directory that knows what a test tells it: every UUID is open, and every
// organization; `~external` resolves to the id given by Know(). Others are not found.
class FakeDirectory final : public rpc::Directory {
 public:
  void Know(std::string_view collection, std::string_view external_id, std::string_view id);
  void Close(std::string_view id);   // resolves, but is not open
  void Bury(std::string_view id);    // not open either, since deceased
  void Forget(std::string_view id);  // a UUID or organization that is not found
  // Somebody protected, whose whole record the caller may not see if `redacted`.
  void Protect(std::string_view id, bool redacted);
  // An account that is a person's own.
  void Own(std::string_view account_id, std::string_view person_id);
  // True: Resolve throws Unavailable.
  bool down = false;
  std::vector<rpc::Resolved> Resolve(const rpc::Call& call, std::string_view collection,
                                     const std::vector<std::string>& references, bool with_protection,
                                     waymark::identity::v1::Role role) override;

 private:
  std::map<std::string, std::string> known_;
  std::set<std::string> closed_, deceased_, forgotten_;
  std::map<std::string, bool> protected_;  // and whether redacted
  std::map<std::string, std::string> owned_;
};

// A whole service in this process: real server on a Unix socket, real database
// with its migrations, real stubs. No relay and no consumers: outbox() shows
// what would be published. `redis` is where services that read streams find them, `published` who
// gives what these lack.
class TestService {
 public:
  explicit TestService(const rpc::ServiceDefinition& definition, std::string redis = "",
                       events::Publishers published = {});
  ~TestService();

  template <typename Service>
  std::unique_ptr<typename Service::Stub> Stub() {
    return Service::NewStub(channel_);
  }
  // From now on calls come from this caller; at first from AnyRole().
  void As(CallerContext caller) { caller_ = std::move(caller); }
  FakeClock& clock() { return clock_; }
  FakeDirectory& directory() { return directory_; }
  TestDatabase& database() { return database_; }
  // Where it serves.
  const std::string& address() const { return socket_; }

  // Puts a person of organization `asp` into a unit, as the copy of who belongs
  // where has it (both UUIDs).
  void Place(const std::string& person_id, const std::string& unit_id);
  // As the copy tells: a person's record is merged into another; into none, where that is
  // empty.
  void Merge(const std::string& person_id, const std::string& into);
  // The same for a unit below another; an empty parent is none.
  void PlaceUnit(const std::string& unit_id, const std::string& parent_id = "");

  // The events of the change rows, in order of recording.
  std::vector<waymark::events::v1::Event> outbox();

  // What the change of that type that came last says in the audit log it did:
  // `field: before > after`.
  std::vector<std::string> DiffOf(const std::string& type);

 private:
  FakeClock clock_;
  CallerContext caller_ = AnyRole();
  FakeDirectory directory_;
  TestDatabase database_;
  const Folder folder_;
  std::string socket_;
  std::unique_ptr<rpc::Runner> runner_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace waymark::testing
