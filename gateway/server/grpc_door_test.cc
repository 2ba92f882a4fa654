// The door for gRPC clients: a real client, a real service behind the gateway.
#include "gateway/server/grpc_door.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>
#include <thread>

#include "gateway/server/testing/library.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/common/testing/eventually.h"
#include "services/common/testing/fake_clock.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway {
namespace {

using namespace waymark::library::v1;
using ::testing::HasSubstr;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

class GrpcDoorTest : public ::testing::Test {
 protected:
  std::shared_ptr<grpc::Channel> ChannelTo(const TestGateway& gateway) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(gateway.grpc_port()),
                                     grpc::InsecureChannelCredentials(), arguments);
  }
  std::unique_ptr<BookService::Stub> StubOf(const TestGateway& gateway) {
    return BookService::NewStub(ChannelTo(gateway));
  }

  // One get with the metadata that is given, and what came back.
  struct Got {
    grpc::Status status;
    Book book;
    std::multimap<std::string, std::string> metadata;
  };
  using Metadata = std::multimap<std::string, std::string>;
  static constexpr char kBearer[] = "Bearer a-token-for-tests-only";

  static void Prepare(grpc::ClientContext& context, const Metadata& metadata) {
    for (const auto& [name, value] : metadata) context.AddMetadata(name, value);
    context.set_deadline(std::chrono::system_clock::now() + 20s);
  }
  Got Get(BookService::Stub& stub, const std::string& id,
          const Metadata& metadata = {{"authorization", kBearer}}) {
    grpc::ClientContext context;
    Prepare(context, metadata);
    GetBookRequest request;
    request.set_name("libraries/l/books/" + id);
    Got got;
    got.status = stub.GetBook(&context, request, &got.book);
    for (const auto& [name, value] : context.GetServerInitialMetadata())
      got.metadata.emplace(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
    for (const auto& [name, value] : context.GetServerTrailingMetadata())
      got.metadata.emplace(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
    return got;
  }
  // Whether a call is answered, which it is as soon as there is room.
  bool SoonServed(BookService::Stub& stub) {
    return Eventually([&] { return Get(stub, "1").status.ok(); });
  }
  static std::string ReasonOf(const grpc::Status& status) {
    google::rpc::Status details;
    google::rpc::ErrorInfo info;
    details.ParseFromString(status.error_details());
    for (const auto& detail : details.details()) {
      if (detail.UnpackTo(&info)) return info.reason();
    }
    return "";
  }
  // Of a method by its path, without generated code.
  grpc::Status Raw(const TestGateway& gateway, const std::string& path, bool with_token,
                   grpc_compression_algorithm compression = GRPC_COMPRESS_NONE) {
    grpc::GenericStub stub(ChannelTo(gateway));
    grpc::ClientContext context;
    Prepare(context, with_token ? Metadata{{"authorization", kBearer}} : Metadata{});
    context.set_compression_algorithm(compression);
    grpc::CompletionQueue queue;
    const std::string zeros(10'000, '\0');
    const grpc::Slice slice(compression == GRPC_COMPRESS_NONE ? "" : "\x1a\x90\x4e" + zeros);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer reply;
    grpc::Status status;
    auto call = stub.PrepareUnaryCall(&context, path, request, &queue);
    call->StartCall();
    call->Finish(&reply, &status, this);
    void* tag;
    bool ok;
    queue.Next(&tag, &ok);
    return status;
  }
};

TEST_F(GrpcDoorTest, CallsAMethodWithTheCallersTokenAndNoOtherMetadata) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  const Got got = Get(*stub, "1",
                      {{"authorization", kBearer},
                       {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
                       {"idempotency-key", "key-1"},
                       {"if-match", "\"v1\""},
                       {"waymark-purpose", "an audit"},
                       {"x-request-id", "my-request"},
                       {"cookie", "__Host-session=a-session-for-tests-only"},
                       {"x-waymark-address", "6.6.6.6"},
                       {"x-waymark-user-agent", "forged"},
                       {"x-waymark-caller-bin", "forged"},
                       {"other", "x"}});
  ASSERT_TRUE(got.status.ok()) << got.status.error_message();
  auto notes = got.book.notes();
  EXPECT_EQ(notes.at("caller"), "00000000-0000-7000-8000-000000000001 in * for an audit");
  EXPECT_EQ(notes.at("x-waymark-address"), "127.0.0.1");
  EXPECT_THAT(notes.at("x-waymark-user-agent"), HasSubstr("grpc-c++"));
  EXPECT_EQ(notes.at("idempotency-key"), "key-1");
  EXPECT_EQ(notes.at("if-match"), "\"v1\"");
  EXPECT_THAT(notes.at("traceparent"), HasSubstr("4bf92f3577b34da6a3ce929d0e0e4736"));
  for (const char* name : {"caller", "x-waymark-address", "x-waymark-user-agent", "idempotency-key",
                           "if-match", "traceparent", "user-agent"}) {
    notes.erase(name);
  }
  EXPECT_TRUE(notes.empty()) << notes.begin()->first;
  EXPECT_EQ(got.metadata.find("x-request-id")->second, "my-request");
  EXPECT_EQ(got.metadata.find("etag")->second, "\"v1\"");
}

TEST_F(GrpcDoorTest, LetsInWhoShowsATokenAndNobodyElse) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  EXPECT_EQ(ReasonOf(Get(*stub, "1", {}).status), "CREDENTIALS_MISSING");
  // A session is for browsers.
  const Got cookie = Get(*stub, "1", {{"cookie", "__Host-session=a-session-for-tests-only"}});
  EXPECT_EQ(ReasonOf(cookie.status), "CREDENTIALS_MISSING");
  for (const char* wrong : {"Bearer wrong", "Basic YTpi", "a-token-for-tests-only", "Bearer "}) {
    const Got got = Get(*stub, "1", {{"authorization", wrong}});
    EXPECT_EQ(got.status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
    EXPECT_EQ(ReasonOf(got.status), "CREDENTIALS_INVALID") << wrong;
  }
  EXPECT_EQ(gateway.library().calls(), 0);
  gateway.library().doorkeeper().Revoke();
  EXPECT_TRUE(Eventually([&] { return ReasonOf(Get(*stub, "1").status) == "CREDENTIALS_INVALID"; }));
}

TEST_F(GrpcDoorTest, ServesWhatHasAMappingAlone) {
  TestGateway gateway;
  const std::string service = "/waymark.library.v1.BookService/";
  const std::string internal = service + "CountBooks";
  EXPECT_EQ(Raw(gateway, internal, true).error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(Raw(gateway, "/waymark.identity.v1.IdentityService/Identify", true).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(Raw(gateway, "/a", true).error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(Raw(gateway, internal, false).error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(Raw(gateway, service + "GetPublicBook", false).error_code(), grpc::StatusCode::OK);
}

TEST_F(GrpcDoorTest, ReturnsStatusAndDetailsOfTheService) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  const Got missing = Get(*stub, "missing");
  EXPECT_EQ(missing.status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ReasonOf(missing.status), "RESOURCE_NOT_FOUND");
  const Got busy = Get(*stub, "busy");
  EXPECT_EQ(ReasonOf(busy.status), "OVERLOADED");
  EXPECT_EQ(busy.metadata.find("retry-after")->second, "1");
  const Got broken = Get(*stub, "broken");
  EXPECT_EQ(broken.status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(broken.status.error_message(), Not(HasSubstr("secret")));
  EXPECT_TRUE(Get(*stub, "flaky").status.ok());  // tried again
  gateway.library().Stop();
  EXPECT_EQ(ReasonOf(Get(*stub, "1").status), "DEPENDENCY_UNAVAILABLE");
}

TEST_F(GrpcDoorTest, EndsTheCallBehindItWithTheClientsPatience) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  grpc::ClientContext context;
  context.AddMetadata("authorization", kBearer);
  context.set_deadline(std::chrono::system_clock::now() + 300ms);
  GetBookRequest request;
  request.set_name("libraries/l/books/slow");
  Book book;
  EXPECT_EQ(stub->GetBook(&context, request, &book).error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // All that came as far, which on a slow machine it may not have.
  const auto all_cancelled = [&] { return gateway.library().cancelled() == gateway.library().calls(); };
  EXPECT_TRUE(Eventually(all_cancelled));
  grpc::ClientContext leaving;
  leaving.AddMetadata("authorization", kBearer);
  const int before = gateway.library().calls();
  auto call = std::async(std::launch::async, [&] { return stub->GetBook(&leaving, request, &book); });
  while (gateway.library().calls() == before) std::this_thread::sleep_for(1ms);
  leaving.TryCancel();
  EXPECT_EQ(call.get().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(Eventually(all_cancelled));
}

TEST_F(GrpcDoorTest, StreamsFromTheServiceToTheClient) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  const auto watch = [&](const std::string& parent, int count, int read) {
    grpc::ClientContext context;
    Prepare(context, {{"authorization", kBearer}});
    ListBooksRequest request;
    request.set_parent(parent);
    request.set_page_size(count);
    const auto reader = stub->WatchBooks(&context, request);
    Book book;
    int got = 0;
    while (got < read && reader->Read(&book)) {
      EXPECT_EQ(book.name(), parent + "/books/" + std::to_string(got++));
    }
    if (got == read) context.TryCancel();
    return std::pair(reader->Finish(), got);
  };
  const auto [all, count] = watch("libraries/l", 1'000, 10'000);
  EXPECT_TRUE(all.ok()) << all.error_message();
  EXPECT_EQ(count, 1'000);
  const auto [missing, none] = watch("libraries/missing", 3, 10);
  EXPECT_EQ(ReasonOf(missing), "RESOURCE_NOT_FOUND");
  // One without end, until the client has enough.
  const auto [left, some] = watch("libraries/l", 0, 50);
  EXPECT_EQ(left.error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(Eventually([&] { return gateway.library().cancelled() == 1; }));
}

TEST_F(GrpcDoorTest, EndsAStreamWhoseCredentialHoldsNoLonger) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  grpc::ClientContext context;
  Prepare(context, {{"authorization", kBearer}});
  FollowBooksRequest request;
  request.set_parent("libraries/l");
  const auto reader = stub->FollowBooks(&context, request);
  FollowBooksResponse message;
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(reader->Read(&message));
  EXPECT_EQ(message.resume_token(), "3");
  gateway.library().doorkeeper().Revoke();
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_EQ(ReasonOf(reader->Finish()), "CREDENTIALS_INVALID");
}

TEST_F(GrpcDoorTest, LimitsMessagesAndTakesNoneThatIsCompressed) {
  ServerOptions options;
  options.limits.body_bytes = 10'000;
  TestGateway gateway(options);
  const auto stub = StubOf(gateway);
  EXPECT_EQ(Get(*stub, std::string(11'000, 'x')).status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(Raw(gateway, "/waymark.library.v1.BookService/GetBook", true, GRPC_COMPRESS_GZIP).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(gateway.library().calls(), 0);
  EXPECT_TRUE(Get(*stub, "1").status.ok());
}

TEST_F(GrpcDoorTest, EndsCallsThatBringNoMessage) {
  ServerOptions options;
  options.limits.body_time = 1s;
  TestGateway gateway(options);
  grpc::GenericStub stub(ChannelTo(gateway));
  grpc::ClientContext context;
  Prepare(context, {{"authorization", kBearer}});
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, "/waymark.library.v1.BookService/GetBook", &queue);
  void* tag;
  bool ok;
  call->StartCall(this);
  queue.Next(&tag, &ok);
  grpc::Status status;
  call->Finish(&status, this);
  queue.Next(&tag, &ok);
  // The client's own patience would end with DEADLINE_EXCEEDED.
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(GrpcDoorTest, HasTheLimitsOfTheHttpDoor) {
  waymark::testing::FakeClock clock;
  DoorOptions door;
  door.clock = &clock;
  door.address_rate = {.per_second = 1, .burst = 3};
  TestGateway gateway({}, door);
  const auto stub = StubOf(gateway);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(ReasonOf(Get(*stub, "1", {{"authorization", "Bearer wrong"}}).status), "CREDENTIALS_INVALID");
  }
  // Both doors count together.
  EXPECT_EQ(gateway.Get("/v1/libraries/l/books/1", "Authorization: Bearer wrong\r\n").status, 401);
  const Got refused = Get(*stub, "1", {{"authorization", "Bearer wrong"}});
  EXPECT_EQ(ReasonOf(refused.status), "RATE_LIMITED");
  EXPECT_EQ(refused.metadata.find("retry-after")->second, "1");
}

TEST_F(GrpcDoorTest, TakesNoMoreCallsThanItMay) {
  ServerOptions options;
  options.max_connections = 2;
  TestGateway gateway(options);
  const auto stub = StubOf(gateway);
  std::vector<std::future<Got>> slow;
  for (int i = 0; i < 2; ++i)
    slow.push_back(std::async(std::launch::async, [&] { return Get(*stub, "slow"); }));
  while (gateway.library().calls() < 2) std::this_thread::sleep_for(1ms);
  EXPECT_EQ(ReasonOf(Get(*stub, "1").status), "OVERLOADED");
  gateway.library().Release();
  for (auto& call : slow) EXPECT_TRUE(call.get().status.ok());
  // Their places are free a moment after their answers.
  EXPECT_TRUE(Eventually([&] { return Get(*stub, "1").status.ok(); }));
}

TEST_F(GrpcDoorTest, TakesNoMoreConnectionsThanItMay) {
  ServerOptions options;
  options.max_connections = 1;
  TestGateway gateway(options);
  const auto one = StubOf(gateway);
  auto slow = std::async(std::launch::async, [&] { return Get(*one, "slow"); });
  while (gateway.library().calls() < 1) std::this_thread::sleep_for(1ms);
  for (int i = 0; i < 10; ++i) {
    testing::HttpClient further(gateway.grpc_port());
    EXPECT_TRUE(further.IsClosed());
  }
  EXPECT_EQ(Get(*StubOf(gateway), "1").status.error_code(), grpc::StatusCode::UNAVAILABLE);
  gateway.library().Release();
  EXPECT_TRUE(slow.get().status.ok());
  // One at rest makes room.
  EXPECT_TRUE(SoonServed(*StubOf(gateway)));
}

// Who has shown a credential stays.
TEST_F(GrpcDoorTest, MakesRoomByTheOldestOnWhichNobodyIsKnown) {
  ServerOptions options;
  options.max_connections = 3;
  TestGateway gateway(options);
  // After what gRPC says first.
  const auto ends = [](testing::HttpClient& client) {
    client.ReadUpTo("nothing that it says");
    return client.IsClosed();
  };
  const auto known = StubOf(gateway);
  EXPECT_TRUE(Get(*known, "1").status.ok());
  // Each is taken once it is greeted, by the settings of HTTP/2.
  constexpr std::string_view kGreeting("\x04\0\0\0\0\0", 6);
  testing::HttpClient first(gateway.grpc_port());
  EXPECT_THAT(first.ReadUpTo(kGreeting), ::testing::EndsWith(kGreeting));
  testing::HttpClient second(gateway.grpc_port());
  EXPECT_THAT(second.ReadUpTo(kGreeting), ::testing::EndsWith(kGreeting));
  const auto another = StubOf(gateway);
  EXPECT_TRUE(Get(*another, "1").status.ok());
  EXPECT_TRUE(ends(first));
  const auto third = StubOf(gateway);
  EXPECT_TRUE(Get(*third, "1").status.ok());
  EXPECT_TRUE(ends(second));
  for (const auto* stub : {&known, &another, &third}) EXPECT_TRUE(Get(**stub, "1").status.ok());
}

TEST_F(GrpcDoorTest, KeepsFewPlacesForOneAccount) {
  ServerOptions options;
  options.max_connections = 2;
  TestGateway gateway(options);
  const auto one = StubOf(gateway), two = StubOf(gateway);
  std::vector<std::future<Got>> slow;
  for (const auto* stub : {&one, &two}) {
    slow.push_back(std::async(std::launch::async, [this, stub] { return Get(**stub, "slow"); }));
    while (gateway.library().calls() < static_cast<int>(slow.size())) std::this_thread::sleep_for(1ms);
  }
  const std::string other = "Bearer " + std::string(TestGateway::kOtherToken);
  const auto third = StubOf(gateway);
  // The call that was cut off ends a moment later, and counts until then.
  EXPECT_TRUE(Eventually([&] { return Get(*third, "1", {{"authorization", other}}).status.ok(); }));
  gateway.library().Release();
  EXPECT_TRUE(slow[0].get().status.ok());
  EXPECT_EQ(slow[1].get().status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

// Silent ones are ended in the time of a header, and their places are free again.
TEST_F(GrpcDoorTest, EndsConnectionsThatSayNothing) {
  ServerOptions options;
  options.max_connections = 2;
  options.limits.header_time = 1s;
  TestGateway gateway(options);
  testing::HttpClient one(gateway.grpc_port()), two(gateway.grpc_port());
  EXPECT_TRUE(SoonServed(*StubOf(gateway)));
}

TEST_F(GrpcDoorTest, TakesATrustedProxysWordForTheAddress) {
  DoorOptions door;
  door.proxies = TrustedProxies("127.0.0.1", "x-forwarded-for");
  TestGateway trusting({}, door);
  TestGateway other;
  const Metadata metadata = {{"authorization", kBearer}, {"x-forwarded-for", "6.6.6.6, 203.0.113.5"}};
  EXPECT_EQ(Get(*StubOf(trusting), "1", metadata).book.notes().at("x-waymark-address"), "203.0.113.5");
  EXPECT_EQ(Get(*StubOf(other), "1", metadata).book.notes().at("x-waymark-address"), "127.0.0.1");
}

TEST_F(GrpcDoorTest, TellsHealthWithoutToken) {
  TestGateway gateway;
  EXPECT_TRUE(Raw(gateway, "/grpc.health.v1.Health/Check", false).ok());
}

TEST_F(GrpcDoorTest, CountsCallsAsRequests) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  EXPECT_TRUE(Get(*stub, "1").status.ok());
  EXPECT_EQ(ReasonOf(Get(*stub, "missing").status), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Get(*stub, "unknown").status), "OUTCOME_UNKNOWN");
  const std::string metrics = gateway.Get("/metrics", "").body;
  EXPECT_THAT(metrics, HasSubstr("route=\"/waymark.library.v1.BookService/GetBook\",status=\"200\"} 1"));
  EXPECT_THAT(metrics, HasSubstr("route=\"/waymark.library.v1.BookService/GetBook\",status=\"404\"} 1"));
  EXPECT_THAT(metrics, HasSubstr("route=\"/waymark.library.v1.BookService/GetBook\",status=\"504\"} 1"));
}

// Some of them before they have waited for a lane, of which nothing else tells.
TEST_F(GrpcDoorTest, CountsCallsForWhichThereIsNoRoom) {
  ServerOptions options;
  options.max_connections = 1;
  TestGateway gateway(options);
  const auto stub = StubOf(gateway);
  auto slow = std::async(std::launch::async, [&] { return Get(*stub, "slow"); });
  while (gateway.library().calls() < 1) std::this_thread::sleep_for(1ms);
  std::vector<std::future<Got>> others;
  for (int i = 0; i < 90; ++i)
    others.push_back(std::async(std::launch::async, [&] { return Get(*stub, "1"); }));
  for (auto& other : others) {
    const Got refused = other.get();
    EXPECT_EQ(ReasonOf(refused.status), "OVERLOADED");
    EXPECT_TRUE(refused.metadata.contains("retry-after"));
    EXPECT_TRUE(refused.metadata.contains("x-request-id"));
  }
  EXPECT_THAT(gateway.Get("/metrics", "").body, HasSubstr("route=\"-\",status=\"429\"} 90"));
  gateway.library().Release();
  EXPECT_TRUE(slow.get().status.ok());
}

TEST_F(GrpcDoorTest, LetsCallsEndWhenItStops) {
  TestGateway gateway;
  const auto stub = StubOf(gateway);
  auto call = std::async(std::launch::async, [&] { return Get(*stub, "slow"); });
  while (gateway.library().calls() < 1) std::this_thread::sleep_for(1ms);
  auto stopped = std::async(std::launch::async, [&] { gateway.server().Stop(); });
  const auto refuses = [&] {
    return Get(*StubOf(gateway), "1").status.error_code() == grpc::StatusCode::UNAVAILABLE;
  };
  EXPECT_TRUE(Eventually(refuses));
  gateway.library().Release();
  EXPECT_TRUE(call.get().status.ok());
  stopped.get();
  EXPECT_TRUE(refuses());
}

}  // namespace
}  // namespace waymark::gateway
