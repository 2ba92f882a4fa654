// Whose call it is: connections to a server of IPv6 and of IPv4, and their peers as gRPC names them.
#include "gateway/server/grpc_connections.h"

#include <gtest/gtest.h>

#include "gateway/server/grpc_metadata.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway {
namespace {

using namespace waymark::library::v1;

// Finds the guest of each call and keeps its place for an account.
class Porter final : public BookService::Service {
 public:
  explicit Porter(GrpcConnections& connections) : connections_(connections) {}

  grpc::Status GetBook(grpc::ServerContext* context, const GetBookRequest*, Book* book) override {
    const auto guest = connections_.GuestOf(context->peer());
    guest->IsOf("an account");
    // That of another connection than those which are open has no place.
    book->set_title(guest->may_give_way() ? "a stranger" : "known");
    book->add_tags(AddressOf(context->peer()));
    return grpc::Status::OK;
  }

 private:
  GrpcConnections& connections_;
};

// What a client at `to` is taken for by a server that listens at `listens`.
Book Visit(const std::string& listens, const std::string& to) {
  const TrustedProxies nobody;
  Places places(10, 10, nobody);
  GrpcConnections connections(listens, 0, places);
  Porter porter(connections);
  grpc::ServerBuilder builder;
  auto acceptor = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
      grpc::InsecureServerCredentials());
  builder.RegisterService(&porter);
  const auto server = builder.BuildAndStart();
  connections.Start(std::move(acceptor));
  const auto stub = BookService::NewStub(
      grpc::CreateChannel(to + ":" + std::to_string(connections.port()), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  Book book;
  const grpc::Status status = stub->GetBook(&context, GetBookRequest(), &book);
  EXPECT_TRUE(status.ok()) << status.error_message();
  connections.Close();
  server->Shutdown(std::chrono::system_clock::now());
  return book;
}

TEST(GrpcConnections, FindTheConnectionOfACallWhateverItsFamily) {
  const struct {
    const char *listens, *to, *address;
  } cases[] = {
      {"127.0.0.1", "127.0.0.1", "127.0.0.1"}, {"::", "127.0.0.1", "127.0.0.1"}, {"::", "[::1]", "::1"}};
  for (const auto& [listens, to, address] : cases) {
    const Book book = Visit(listens, to);
    EXPECT_EQ(book.title(), "known") << listens << " from " << to;
    EXPECT_EQ(book.tags(0), address);
  }
}

TEST(AddressOf, IsTheAddressInAPeerOfGrpc) {
  EXPECT_EQ(AddressOf("ipv4:127.0.0.1:4711"), "127.0.0.1");
  EXPECT_EQ(AddressOf("ipv6:%5B::1%5D:4711"), "::1");
  EXPECT_EQ(AddressOf("ipv6:[::1]:4711"), "::1");
  EXPECT_EQ(AddressOf("ipv6:%5Bfe80::1%252%5D:4711"), "fe80::1")
      << "its zone is told in other words elsewhere";
  EXPECT_EQ(AddressOf("unix:"), "");
}

}  // namespace
}  // namespace waymark::gateway
