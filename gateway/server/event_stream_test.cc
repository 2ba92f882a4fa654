// Streams as Server-Sent Events: a real client, a real service behind the gateway.
#include "gateway/server/event_stream.h"

#include <gmock/gmock.h>

#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/server/grpc_bytes.h"
#include "gateway/server/testing/library.h"
#include "services/common/status/grpc_status.h"
#include "services/common/testing/eventually.h"
#include "waymark/library/v1/library.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using testing::HttpClient;
using testing::HttpResponse;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

// One who reads a stream.
class Reader {
 public:
  Reader(const TestGateway& gateway, const std::string& library, const std::string& headers = "",
         const std::string& query = "")
      : client_(gateway.port()) {
    head = client_.Request("GET", "/v1/libraries/" + library + "/books:follow" + query,
                           TestGateway::kAuth + headers);
  }

  // The next event, all of its lines; empty at the end.
  std::string Next() { return client_.ReadUpTo("\n\n"); }
  // All that is left.
  std::string Rest() { return client_.ReadUpTo(std::string_view("\0", 1)); }
  HttpClient& client() { return client_; }

  HttpResponse head;

 private:
  HttpClient client_;
};

std::string Lent(const std::string& library, int book) {
  const std::string number = std::to_string(book);
  return "id: " + number + "\nevent: book.lent\ndata: {\"type\":\"book.lent\",\"book\":\"libraries/" +
         library + "/books/" + number + "\"}\n\n";
}

TEST(EventStream, HasAnEventForEachMessageWithItsPlace) {
  TestGateway gateway;
  Reader reader(gateway, "l");
  EXPECT_EQ(reader.head.status, 200);
  EXPECT_EQ(reader.head.headers["content-type"], "text/event-stream");
  EXPECT_EQ(reader.head.headers["cache-control"], "no-store");
  EXPECT_EQ(reader.head.headers["content-length"], "");
  EXPECT_EQ(reader.Next(), "retry: 1000\n\n");
  EXPECT_EQ(reader.Next(), "id: 0\n: nothing new\n\n");
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(reader.Next(), Lent("l", i));
}

TEST(EventStream, HasTheMessagesThemselvesWhereTheyHaveNoPlace) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  EXPECT_EQ(client.Request("GET", "/v1/libraries/l/books:watch?pageSize=1", TestGateway::kAuth).status, 200);
  client.ReadUpTo("\n\n");
  EXPECT_THAT(client.ReadUpTo("\n\n"), ::testing::StartsWith("data: {\"name\":\"libraries/l/books/0\""));
  EXPECT_EQ(client.ReadUpTo("\n\n"), "");
}

TEST(EventStream, GoesOnAfterTheEventThatTheBrowserNames) {
  TestGateway gateway;
  Reader reader(gateway, "l", "Last-Event-ID: 41\r\n", "?resumeToken=7");
  reader.Next();
  EXPECT_EQ(reader.Next(), "id: 41\n: nothing new\n\n");
  EXPECT_EQ(reader.Next(), Lent("l", 42));
  Reader first(gateway, "l", "", "?resumeToken=7");
  first.Next();
  EXPECT_EQ(first.Next(), "id: 7\n: nothing new\n\n");
}

TEST(EventStream, IsTakenByWhoTakesEvents) {
  TestGateway gateway;
  for (const char* accept : {"text/event-stream", "*/*", "text/html, text/*;q=0.5"}) {
    EXPECT_EQ(Reader(gateway, "l", "Accept: " + std::string(accept) + "\r\n").head.status, 200) << accept;
  }
  const HttpResponse json = Reader(gateway, "l", "Accept: application/json\r\n").head;
  EXPECT_EQ(json.status, 406);
  EXPECT_THAT(json.body, HasSubstr("NOT_ACCEPTABLE"));
  const HttpResponse head =
      HttpClient(gateway.port()).Request("HEAD", "/v1/libraries/l/books:follow", TestGateway::kAuth);
  EXPECT_EQ(head.status, 200);
  const HttpResponse connect = gateway.Post("/waymark.library.v1.BookService/FollowBooks", "{}");
  EXPECT_EQ(connect.status, 501);
  EXPECT_THAT(connect.body, HasSubstr("GET its path for text/event-stream"));
}

TEST(EventStream, IsAProblemWhereItDoesNotBegin) {
  TestGateway gateway;
  const HttpResponse missing = Reader(gateway, "missing").head;
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(gateway.Get("/v1/libraries/l/books:follow", "").status, 401);
  EXPECT_EQ(Reader(gateway, "l", "Last-Event-ID: a b\r\n").head.status, 400);
}

TEST(EventStream, EndsWithItsErrorAsAnEvent) {
  TestGateway gateway;
  Reader reader(gateway, "ending");
  const std::string rest = reader.Rest();
  const size_t error = rest.find("event: error\ndata: ");
  ASSERT_NE(error, std::string::npos) << rest;
  EXPECT_LT(rest.find(Lent("ending", 3)), error);
  const auto problem = nlohmann::json::parse(rest.substr(error + 19));
  EXPECT_EQ(problem["status"], 503);
  EXPECT_EQ(problem["reason"], "DEPENDENCY_UNAVAILABLE");
}

// A service in this process that sends so many events, each when the one before was
// taken, and then ends.
LocalService LocalLibrary(int count) {
  const auto send_all = [count](const LocalService::Send& send, const LocalService::Done& done) {
    for (int i = 1; i <= count; ++i) {
      library::v1::FollowBooksResponse message;
      message.mutable_event()->set_type("book.lent");
      message.mutable_event()->set_book("libraries/l/books/" + std::to_string(i));
      message.set_resume_token(std::to_string(i));
      const auto taken = std::make_shared<std::promise<bool>>();
      send(ToBuffer(message), [taken](bool well) { taken->set_value(well); });
      if (!taken->get_future().get()) return done(grpc::Status::CANCELLED);
    }
    done(ToGrpc(Unavailable("the shelf")));
  };
  return {.answer = {},
          .stream = [send_all](const std::string&, ServiceCall&, google::protobuf::Message&,
                               LocalService::Send send, LocalService::Done done) {
            std::thread(send_all, std::move(send), std::move(done)).detach();
          }};
}

TEST(EventStream, ComesFromAServiceInTheSameProcess) {
  ServerOptions options;
  options.backends.local["library"] = LocalLibrary(1'000);
  TestGateway gateway(options);
  Reader reader(gateway, "l");
  reader.Next();
  for (int i = 1; i <= 1'000; ++i) ASSERT_EQ(reader.Next(), Lent("l", i));
  EXPECT_THAT(reader.Next(), HasSubstr("DEPENDENCY_UNAVAILABLE"));
  EXPECT_EQ(reader.Next(), "");
}

TEST(EventStream, IsCancelledWhenTheReaderHasGone) {
  TestGateway gateway;
  {
    Reader reader(gateway, "l");
    reader.Next();
    reader.Next();
  }
  EXPECT_TRUE(Eventually([&] { return gateway.library().cancelled() == 1; }));
}

TEST(EventStream, IsCutForWhoDoesNotReadIt) {
  ServerOptions options;
  options.limits.write_time = 1s;
  TestGateway gateway(options);
  Reader reader(gateway, "endless");
  EXPECT_TRUE(Eventually([&] { return gateway.library().cancelled() == 1; }));
}

TEST(EventStream, EndsWhenTheCredentialHoldsNoLonger) {
  TestGateway gateway;
  Reader reader(gateway, "l");
  for (int i = 0; i < 5; ++i) reader.Next();
  gateway.library().doorkeeper().Revoke();
  const std::string end = reader.Next();
  EXPECT_THAT(end, HasSubstr("event: error"));
  EXPECT_THAT(end, HasSubstr("CREDENTIALS_INVALID"));
  EXPECT_EQ(reader.Next(), "");
}

TEST(EventStream, EndsWhenTheRightHasEnded) {
  TestGateway gateway;
  Reader reader(gateway, "l");
  for (int i = 0; i < 5; ++i) reader.Next();
  gateway.library().doorkeeper().Demote();
  const std::string end = reader.Next();
  EXPECT_THAT(end, HasSubstr("event: error"));
  EXPECT_THAT(end, HasSubstr("PERMISSION_DENIED"));
}

TEST(EventStream, GoesOnWhenSomethingElseHasChanged) {
  TestGateway gateway;
  Reader reader(gateway, "l");
  for (int i = 0; i < 5; ++i) reader.Next();
  const int asked = gateway.library().doorkeeper().asked();
  gateway.library().doorkeeper().Change();
  EXPECT_TRUE(Eventually([&] { return gateway.library().doorkeeper().asked() > asked; }));
  EXPECT_EQ(gateway.library().cancelled(), 0);
}

TEST(EventStream, EndsSoThatItCanBeResumedWhenTheGatewayStops) {
  TestGateway gateway;
  Reader reader(gateway, "l");
  for (int i = 0; i < 5; ++i) reader.Next();
  auto stopped = std::async(std::launch::async, [&] { gateway.server().Stop(); });
  EXPECT_THAT(reader.Next(), HasSubstr("SHUTTING_DOWN"));
  EXPECT_EQ(reader.Next(), "");
  stopped.get();
}

}  // namespace
}  // namespace waymark::gateway
