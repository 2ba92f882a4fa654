#include "gateway/server/testing/library.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "services/common/status/grpc_status.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway::testing {

using namespace waymark::library::v1;

namespace {

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// Waits as long as nobody cancels, 5 s at most.
bool WaitForCancel(const grpc::ServerContext& context) {
  for (int i = 0; i < 500; ++i) {
    if (context.IsCancelled()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

DoorOptions WithToken(DoorOptions options) {
  options.admin_token = TestGateway::kToken;
  return options;
}

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

  grpc::Status ListBooks(grpc::ServerContext*, const ListBooksRequest* request,
                         ListBooksResponse* response) override {
    ++server_.calls_;
    const int count = request->page_size() == 0 ? 2 : request->page_size();
    for (int i = 0; i < count; ++i) {
      response->add_books()->set_name(request->parent() + "/books/" + std::to_string(i));
    }
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
    if (id == "flaky" && call % 2 == 1) return ToGrpc(Unavailable("the shelf"));
    if (id == "slow" && WaitForCancel(context)) ++server_.cancelled_;
    book.set_name(name);
    book.set_etag("\"v1\"");
    for (const auto& [key, value] : context.client_metadata()) {
      (*book.mutable_notes())[std::string(key.data(), key.size())] = std::string(value.data(), value.size());
    }
    return grpc::Status::OK;
  }

  LibraryServer& server_;
};

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
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
  builder.RegisterService(service_.get());
  builder.SetMaxReceiveMessageSize(64 << 20);
  server_ = builder.BuildAndStart();
}

void LibraryServer::Stop() {
  if (server_) server_->Shutdown(std::chrono::system_clock::now());
  server_.reset();
}

TestGateway::TestGateway(ServerOptions options, DoorOptions door)
    : api_(LibraryApi()),
      door_(api_, WithToken(std::move(door))),
      site_({{"/docs", "text/html; charset=utf-8", "<!doctype html>"}}, metrics_) {
  options.upstreams = {{"library", library_.address()}};
  server_ = std::make_unique<Server>(std::move(options), door_, site_, metrics_);
}

HttpResponse TestGateway::Get(std::string_view target, std::string headers) const {
  return HttpClient(port()).Request("GET", target, headers);
}

HttpResponse TestGateway::Post(std::string_view target, std::string_view body, std::string headers) const {
  return HttpClient(port()).Request("POST", target, headers, body);
}

}  // namespace waymark::gateway::testing
