#pragma once

#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <string>

#include "gateway/server/api.h"
#include "gateway/server/door.h"
#include "gateway/server/metrics.h"
#include "gateway/server/server.h"
#include "gateway/server/site.h"
#include "gateway/server/testing/http_client.h"

namespace waymark::gateway::testing {

// The protos of the library with their comments.
google::protobuf::FileDescriptorSet LibraryDescriptors();

// The API of the library alone.
Api LibraryApi();

// The access service in small: it knows one token and one session of an account
// with a role in every organization, until they are revoked, and a token of another account.
class Doorkeeper {
 public:
  Doorkeeper();
  ~Doorkeeper();

  grpc::Service& service();
  // The token and the session hold no longer; who waits is told.
  void Revoke();
  // The account has another role, which may do less; who waits is told.
  void Demote();
  // Something changes that is not theirs; who waits is told.
  void Change();
  // How often it was asked who somebody is.
  int asked() const;

 private:
  class Service;
  std::unique_ptr<Service> service_;
};

// A real gRPC server of the library on a Unix socket, with canned answers that
// depend on the last part of a book's name:
//   missing      NOT_FOUND with details
//   slow         answers when it is released, or cancelled
//   flaky        UNAVAILABLE once, then the book
//   broken       INTERNAL without details, with a text nobody should see
//   unknown      UNKNOWN with details: whether it was done, nobody knows
//   busy         RESOURCE_EXHAUSTED with details
//   anything     a book of that name; its notes are the call's metadata
// What happens to the books of a library, after the place that is asked for, are three
// events; the stream of the library `ending` then ends, that of `endless` goes on, and
// others stand still until they are cancelled.
class LibraryServer {
 public:
  LibraryServer();
  ~LibraryServer();

  const std::string& address() const { return address_; }
  Doorkeeper& doorkeeper() { return doorkeeper_; }
  int calls() const { return calls_; }
  int cancelled() const { return cancelled_; }
  // Slow books are answered, from now on at once.
  void Release() { released_ = true; }
  void Stop();
  void Start();

 private:
  class Service;
  std::string folder_;
  std::string address_;
  std::atomic<int> calls_ = 0;
  std::atomic<int> cancelled_ = 0;
  std::atomic<bool> released_ = false;
  Doorkeeper doorkeeper_;
  std::unique_ptr<grpc::Service> service_;
  std::unique_ptr<grpc::Server> server_;
};

// The whole gateway before a LibraryServer, in this process, on a port of its own.
class TestGateway {
 public:
  // Options of a test; address and upstreams are filled in.
  explicit TestGateway(ServerOptions options = {}, DoorOptions door = {});

  LibraryServer& library() { return library_; }
  Server& server() { return *server_; }
  Metrics& metrics() { return metrics_; }
  int port() const { return server_->port(); }
  int grpc_port() const { return server_->grpc_port(); }

  static constexpr char kToken[] = "a-token-for-tests-only";
  static constexpr char kAuth[] = "Authorization: Bearer a-token-for-tests-only\r\n";
  static constexpr char kOtherToken[] = "another-token-for-tests-only";
  static constexpr char kOtherAuth[] = "Authorization: Bearer another-token-for-tests-only\r\n";
  static constexpr char kSession[] = "a-session-for-tests-only";
  static constexpr char kJson[] =
      "Authorization: Bearer a-token-for-tests-only\r\nContent-Type: application/json\r\n";

  // One request on a connection of its own.
  HttpResponse Get(std::string_view target, std::string headers = kAuth) const;
  HttpResponse Post(std::string_view target, std::string_view body, std::string headers = kJson) const;

 private:
  LibraryServer library_;
  Api api_;
  Metrics metrics_;
  Identities identities_;
  Door door_;
  Site site_;
  std::unique_ptr<Server> server_;
};

}  // namespace waymark::gateway::testing
