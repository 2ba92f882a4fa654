#include "gateway/server/testing/library.h"

#include <grpc/grpc.h>
#include <limits.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "services/common/status/grpc_status.h"
#include "services/common/testing/caller.h"
#include "services/common/testing/eventually.h"
#include "waymark/identity/v1/identity.grpc.pb.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway::testing {

using namespace waymark::library::v1;

namespace {

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

google::protobuf::FileDescriptorSet LibraryDescriptors() {
  google::protobuf::FileDescriptorSet set;
  std::ifstream in(WAYMARK_LIBRARY_DESCRIPTORS, std::ios::binary);
  if (!set.ParseFromIstream(&in)) throw std::runtime_error("no library descriptors");
  return set;
}

Api LibraryApi() {
  return Api({google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
                 "waymark.library.v1.BookService")},
             *google::protobuf::MessageFactory::generated_factory());
}

class LibraryServer::Service final : public BookService::Service {
 public:
  explicit Service(LibraryServer& server) : server_(server) {}

  grpc::Status GetBook(grpc::ServerContext* context, const GetBookRequest* request, Book* book) override {
    return Answer(*context, request->name(), *book);
  }

  grpc::Status GetPublicBook(grpc::ServerContext* context, const GetBookRequest* request,
                             Book* book) override {
    return Answer(*context, request->name(), *book);
  }

  grpc::Status ListBooks(grpc::ServerContext*, const ListBooksRequest* request,
                         ListBooksResponse* response) override {
    ++server_.calls_;
    const int count = request->page_size() == 0 ? 2 : request->page_size();
    for (int i = 0; i < count; ++i) {
      response->add_books()->set_name(request->parent() + "/books/" + std::to_string(i));
    }
    return grpc::Status::OK;
  }

  grpc::Status WatchBooks(grpc::ServerContext* context, const ListBooksRequest* request,
                          grpc::ServerWriter<Book>* writer) override {
    if (LastPart(request->parent()) == "missing") return ToGrpc(NotFound(request->parent()));
    for (int i = 0; request->page_size() == 0 || i < request->page_size(); ++i) {
      Book book;
      const grpc::Status status = Answer(*context, request->parent() + "/books/" + std::to_string(i), book);
      if (!status.ok() || !writer->Write(book)) break;
    }
    if (context->IsCancelled()) ++server_.cancelled_;
    return grpc::Status::OK;
  }

  grpc::Status FollowBooks(grpc::ServerContext* context, const FollowBooksRequest* request,
                           grpc::ServerWriter<FollowBooksResponse>* writer) override {
    const std::string id = LastPart(request->parent());
    if (id == "missing") return ToGrpc(NotFound(request->parent()));
    int place = std::atoi(request->resume_token().c_str());
    const int end = id == "endless" ? INT_MAX : place + 3;
    FollowBooksResponse message;
    message.set_resume_token(std::to_string(place));
    while (writer->Write(message) && place < end) {
      message.mutable_event()->set_type("book.lent");
      message.mutable_event()->set_book(request->parent() + "/books/" + std::to_string(++place));
      message.set_resume_token(std::to_string(place));
    }
    if (id == "ending") return ToGrpc(Unavailable("the shelf"));
    if (waymark::testing::Eventually([&] { return context->IsCancelled(); })) ++server_.cancelled_;
    return grpc::Status::OK;
  }

  grpc::Status CreateBook(grpc::ServerContext* context, const CreateBookRequest* request,
                          Book* book) override {
    *book = request->book();
    if (request->book().title() == "taken") return ToGrpc(AlreadyExists("book.bought_on", "is taken"));
    const auto key = context->client_metadata().find("idempotency-key");
    if (key != context->client_metadata().end() && key->second == "again") {
      context->AddInitialMetadata("idempotent-replayed", "true");
    }
    return Answer(*context, request->parent() + "/books/" + request->book_id(), *book);
  }

  grpc::Status UpdateBook(grpc::ServerContext* context, const UpdateBookRequest* request,
                          Book* book) override {
    *book = request->book();
    return Answer(*context, request->book().name(), *book);
  }

  grpc::Status LendBook(grpc::ServerContext*, const LendBookRequest* request,
                        LendBookResponse* response) override {
    response->mutable_loan()->set_reader(request->reader());
    return grpc::Status::OK;
  }

 private:
  grpc::Status Answer(grpc::ServerContext& context, const std::string& name, Book& book) {
    const int call = ++server_.calls_;
    const std::string id = LastPart(name);
    if (id == "missing") return ToGrpc(NotFound(name));
    if (id == "busy") return ToGrpc(Overloaded("the library"));
    if (id == "broken") return {grpc::StatusCode::INTERNAL, "secret text of a driver"};
    if (id == "unknown") return ToGrpc(Error(Code::kUnknown, "OUTCOME_UNKNOWN", "nobody knows"));
    if (id == "flaky" && call % 2 == 1) return ToGrpc(Unavailable("the shelf"));
    if (id == "slow") {
      waymark::testing::Eventually([&] { return server_.released_ || context.IsCancelled(); });
      if (context.IsCancelled()) ++server_.cancelled_;
    }
    book.set_name(name);
    book.set_etag("\"v1\"");
    waymark::identity::v1::SignedCallerContext sealed;
    for (const auto& [key, value] : context.client_metadata()) {
      if (key == authorization::kCallerMetadata) {
        sealed.ParseFromArray(value.data(), static_cast<int>(value.size()));
        continue;
      }
      (*book.mutable_notes())[std::string(key.data(), key.size())] = std::string(value.data(), value.size());
    }
    waymark::identity::v1::CallerContext caller;
    caller.ParseFromString(sealed.context());
    (*book.mutable_notes())["caller"] =
        caller.account_id() + " in " + caller.organization_id() + " for " + caller.purpose();
    return grpc::Status::OK;
  }

  LibraryServer& server_;
};

class Doorkeeper::Service final : public waymark::identity::v1::IdentityService::Service {
 public:
  grpc::Status Identify(grpc::ServerContext*, const waymark::identity::v1::IdentifyRequest* request,
                        waymark::identity::v1::Identity* identity) override {
    ++asked;
    const bool other = request->api_token() == TestGateway::kOtherToken;
    const bool known =
        request->api_token() == TestGateway::kToken || request->session_secret() == TestGateway::kSession;
    if (!other && (!known || revoked)) return {grpc::StatusCode::UNAUTHENTICATED, "unknown"};
    identity->set_account_id("00000000-0000-7000-8000-00000000000" + std::string(other ? "2" : "1"));
    auto* grant = identity->add_grants();
    grant->set_organization_id("*");
    grant->set_role(demoted ? waymark::identity::v1::ROLE_AUDITOR : waymark::identity::v1::ROLE_REGISTRAR);
    const auto soon = std::chrono::system_clock::now() + std::chrono::minutes(1);
    identity->mutable_valid_until_time()->set_seconds(std::chrono::system_clock::to_time_t(soon));
    return grpc::Status::OK;
  }

  grpc::Status AwaitChange(grpc::ServerContext* context,
                           const waymark::identity::v1::AwaitChangeRequest* request,
                           waymark::identity::v1::AwaitChangeResponse* response) override {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(request->wait_seconds());
    while (changes == request->seen() && std::chrono::steady_clock::now() < end && !context->IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    response->set_seen(changes);
    return grpc::Status::OK;
  }

  std::atomic<int> asked = 0;
  std::atomic<int> changes = 1;
  std::atomic<bool> revoked = false, demoted = false;
};

Doorkeeper::Doorkeeper() : service_(std::make_unique<Service>()) {}
Doorkeeper::~Doorkeeper() = default;
grpc::Service& Doorkeeper::service() { return *service_; }
void Doorkeeper::Revoke() {
  service_->revoked = true;
  Change();
}
void Doorkeeper::Demote() {
  service_->demoted = true;
  Change();
}
void Doorkeeper::Change() { ++service_->changes; }
int Doorkeeper::asked() const { return service_->asked; }

LibraryServer::LibraryServer() : service_(std::make_unique<Service>(*this)) {
  std::string pattern = (std::filesystem::temp_directory_path() / "waymark-library-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  address_ = "unix:" + folder_ + "/library.sock";
  Start();
}

LibraryServer::~LibraryServer() {
  Stop();
  std::filesystem::remove_all(folder_);
}

void LibraryServer::Start() {
  // gRPC stays: when its last user ends, it waits up to ten seconds for what polled for a long answer.
  [[maybe_unused]] static const bool kept = (grpc_init(), true);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
  builder.RegisterService(service_.get());
  builder.RegisterService(&doorkeeper_.service());
  builder.SetMaxReceiveMessageSize(64 << 20);
  server_ = builder.BuildAndStart();
}

void LibraryServer::Stop() {
  if (server_) server_->Shutdown(std::chrono::system_clock::now());
  server_.reset();
}

TestGateway::TestGateway(ServerOptions options, DoorOptions door)
    : api_(LibraryApi()),
      identities_(waymark::testing::GatewayKeys().secret),
      door_(api_, identities_, std::move(door)),
      site_({{"/docs", "text/html; charset=utf-8", "<!doctype html>"}}, {}, metrics_) {
  options.grpc_port = 0;
  options.backends.addresses = {{"library", library_.address()}, {"access", library_.address()}};
  server_ = std::make_unique<Server>(std::move(options), door_, site_, metrics_);
}

HttpResponse TestGateway::Get(std::string_view target, std::string headers) const {
  return HttpClient(port()).Request("GET", target, headers);
}

HttpResponse TestGateway::Post(std::string_view target, std::string_view body, std::string headers) const {
  return HttpClient(port()).Request("POST", target, headers, body);
}

}  // namespace waymark::gateway::testing
