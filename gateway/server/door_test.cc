// The way of a request through the gateway: REST and Connect, errors, metadata,
// deadlines. Real HTTP, a real gRPC service behind it.
#include "gateway/server/door.h"

#include <gmock/gmock.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "gateway/server/call.h"
#include "gateway/server/testing/library.h"
#include "services/common/testing/eventually.h"
#include "waymark/library/v1/library.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using testing::HttpResponse;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestGateway;
using waymark::testing::Eventually;
using namespace std::chrono_literals;
using nlohmann::json;

constexpr char kBooks[] = "/v1/libraries/l/books";
constexpr char kRpc[] = "/waymark.library.v1.BookService/";
const std::string kAuth = TestGateway::kAuth;
const std::string kJson = TestGateway::kJson;

json Body(const HttpResponse& response) { return json::parse(response.body, nullptr, false); }
std::string Book(const char* id) { return std::string(kBooks) + "/" + id; }
std::string Rpc(const char* method) { return std::string(kRpc) + method; }

class DoorTest : public ::testing::Test {
 protected:
  TestGateway gateway_;
};

TEST_F(DoorTest, ReadsARecordWithItsEtag) {
  const auto response = gateway_.Get(Book("1"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.at("content-type"), "application/json");
  EXPECT_EQ(response.headers.at("etag"), "\"v1\"");
  EXPECT_EQ(Body(response)["name"], "libraries/l/books/1");
}

TEST_F(DoorTest, CreatesFromABodyAndAQuery) {
  const auto response = gateway_.Post(std::string(kBooks) + "?bookId=7", R"({"title":"T","pageCount":3})");
  EXPECT_EQ(Body(response)["name"], "libraries/l/books/7");
  EXPECT_EQ(Body(response)["pageCount"], 3);
}

TEST_F(DoorTest, KeepsASlashOfAnId) {
  EXPECT_EQ(Body(gateway_.Get(Book("~HQ%2F1%3Alend")))["name"], "libraries/l/books/~HQ/1:lend");
}

TEST_F(DoorTest, AnswersWithTheResponseBodyOfAVerb) {
  EXPECT_EQ(gateway_.Post(Book("1:lend"), R"({"reader":"A"})").body, R"({"reader":"A"})");
}

TEST_F(DoorTest, TellsAProblemInFull) {
  const auto response = gateway_.Post(kBooks, R"({"title":"taken"})");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
  const json problem = Body(response);
  EXPECT_EQ(problem["type"], "about:blank");
  EXPECT_EQ(problem["title"], "Conflict");
  EXPECT_EQ(problem["status"], 409);
  EXPECT_EQ(problem["code"], "ALREADY_EXISTS");
  EXPECT_EQ(problem["reason"], "RESOURCE_EXISTS");
  EXPECT_EQ(problem["fieldViolations"][0]["field"], "book.boughtOn");
  EXPECT_EQ(problem["fieldViolations"][0]["description"], "is taken");
  EXPECT_EQ(problem["requestId"], response.headers.at("x-request-id"));
}

TEST_F(DoorTest, MapsTheServicesErrors) {
  const auto missing = gateway_.Get(Book("missing"));
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(Body(missing)["metadata"]["resource"], "libraries/l/books/missing");
  const auto busy = gateway_.Get(Book("busy"));
  EXPECT_EQ(busy.status, 429);
  EXPECT_EQ(busy.headers.at("retry-after"), "1");
  EXPECT_EQ(gateway_.Post(std::string(kRpc) + "DeleteBook", "{}").status, 501);
}

TEST_F(DoorTest, ShowsNoTextOfALibrary) {
  const auto response = gateway_.Get(Book("broken"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(Body(response)["detail"], "internal error");
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
}

TEST_F(DoorTest, NamesWhatIsWrongInTheRequest) {
  const auto unknown = gateway_.Get(std::string(kBooks) + "?nothing=1");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_EQ(Body(unknown)["fieldViolations"][0]["field"], "nothing");
  const auto field = gateway_.Post(kBooks, R"({"pageCount":"x"})");
  EXPECT_EQ(Body(field)["fieldViolations"][0]["field"], "book.pageCount");
  EXPECT_EQ(Body(gateway_.Post(kBooks, "{"))["fieldViolations"][0]["field"], "body");
  EXPECT_EQ(gateway_.Get(Book("%zz")).status, 400);
  EXPECT_EQ(gateway_.library().calls(), 0);
}

TEST_F(DoorTest, KnowsWhatIsNotThere) {
  EXPECT_EQ(Body(gateway_.Get("/v1/nothing"))["reason"], "ROUTE_NOT_FOUND");
  const auto method = gateway_.Post(Book("1"), "{}");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.headers.at("allow"), "DELETE, GET, PATCH, HEAD, OPTIONS");
  EXPECT_EQ(gateway_.Post(Rpc("CountBooks"), "{}").status, 404);
}

TEST_F(DoorTest, TakesJsonOnly) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx",
                           "application/json; charset=latin-1", ""}) {
    EXPECT_EQ(gateway_.Post(kBooks, "{}", kAuth + "Content-Type: " + type + "\r\n").status, 415) << type;
  }
  const auto compressed = gateway_.Post(kBooks, "{}", kJson + "Content-Encoding: gzip\r\n");
  EXPECT_EQ(compressed.status, 415);
  EXPECT_EQ(Body(compressed)["reason"], "ENCODING_UNSUPPORTED");
  EXPECT_EQ(compressed.headers.at("accept-encoding"), "identity");
  EXPECT_EQ(gateway_.Post(kBooks, "{}", kAuth + "Content-Type: Application/JSON ; charset=UTF-8\r\n").status,
            200);
}

TEST_F(DoorTest, SaysWhoCallsAndNothingThatTheClientClaims) {
  const auto response = gateway_.Get(
      Book("1"), kAuth +
                     "x-waymark-actor: somebody\r\nX-Waymark-Purpose: theft\r\nX-Other: 1\r\nCookie: a=b\r\n"
                     "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
                     "Idempotency-Key: \"k1\"\r\nIf-Match: \"v1\"\r\n");
  const json notes = Body(response)["notes"];
  EXPECT_EQ(notes["caller"], "00000000-0000-7000-8000-000000000001 in * for ");
  EXPECT_FALSE(notes.contains("x-waymark-actor"));
  EXPECT_FALSE(notes.contains("x-waymark-purpose"));
  EXPECT_FALSE(notes.contains("x-other"));
  EXPECT_FALSE(notes.contains("cookie"));
  EXPECT_FALSE(notes.contains("authorization"));
  EXPECT_THAT(std::string(notes["traceparent"]), StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
  EXPECT_EQ(notes["idempotency-key"], "k1");
  EXPECT_EQ(notes["if-match"], "\"v1\"");
}

TEST_F(DoorTest, RefusesHeadersThatCannotBeSentOn) {
  EXPECT_EQ(gateway_.Get(Book("1"), kAuth + "Idempotency-Key: k\xc3\xab\r\n").status, 400);
  EXPECT_EQ(gateway_.Get(Book("1"), kAuth + "Idempotency-Key: k\r\nIdempotency-Key: l\r\n").status, 400);
  EXPECT_EQ(gateway_.Get(Book("1"), kAuth + "If-Match: " + std::string(300, 'a') + "\r\n").status, 400);
}

TEST(MayHaveChanged, UnlessItWasRefused) {
  for (const auto code : {grpc::StatusCode::OK, grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::UNKNOWN,
                          grpc::StatusCode::DEADLINE_EXCEEDED, grpc::StatusCode::INTERNAL})
    EXPECT_TRUE(MayHaveChanged({code, ""})) << code;
  for (const auto code : {grpc::StatusCode::INVALID_ARGUMENT, grpc::StatusCode::PERMISSION_DENIED,
                          grpc::StatusCode::NOT_FOUND, grpc::StatusCode::ABORTED,
                          grpc::StatusCode::FAILED_PRECONDITION, grpc::StatusCode::RESOURCE_EXHAUSTED})
    EXPECT_FALSE(MayHaveChanged({code, ""})) << code;
}

TEST_F(DoorTest, SaysThatAnAnswerIsARepeat) {
  const auto response = gateway_.Post(kBooks, "{}", kJson + "Idempotency-Key: again\r\n");
  EXPECT_EQ(response.headers.at("idempotent-replayed"), "true");
  EXPECT_FALSE(gateway_.Post(kBooks, "{}").headers.count("idempotent-replayed"));
}

TEST_F(DoorTest, TriesAReadAgainOnceAndAWriteNever) {
  EXPECT_EQ(gateway_.Get(Book("flaky")).status, 200);
  EXPECT_EQ(gateway_.library().calls(), 2);
  const auto write = gateway_.Post(std::string(kBooks) + "?bookId=flaky", "{}");
  EXPECT_EQ(write.status, 503);
  EXPECT_EQ(gateway_.library().calls(), 3);
}

TEST_F(DoorTest, AnswersAtOnceWhenTheServiceIsDownAndFindsItAgain) {
  EXPECT_EQ(gateway_.Get(Book("1")).status, 200);
  gateway_.library().Stop();
  // To wait until it is there again would end at the deadline, with 504.
  const auto response = gateway_.Get(Book("1"));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.headers.at("retry-after"), "1");
  EXPECT_EQ(Body(response)["reason"], "DEPENDENCY_UNAVAILABLE");
  EXPECT_THAT(response.body, Not(HasSubstr("sock")));
  gateway_.library().Start();
  EXPECT_TRUE(Eventually([&] { return gateway_.Get(Book("1")).status == 200; }));
}

TEST_F(DoorTest, GivesUpAtTheDeadlineThatTheClientSets) {
  // Its own is later than the end of any test.
  TestGateway gateway({}, {.call_timeout = 1h});
  for (const char* header : {"X-Timeout: 0.2\r\n", "Connect-Timeout-Ms: 200\r\n"}) {
    const auto response = gateway.Get(Book("slow"), kAuth + header);
    EXPECT_EQ(response.status, 504) << header;
    EXPECT_EQ(Body(response)["code"], "DEADLINE_EXCEEDED");
  }
  for (const char* header : {"X-Timeout: x\r\n", "X-Timeout: -1\r\n", "X-Timeout: 0\r\n",
                             "Connect-Timeout-Ms: 1.5\r\n", "Connect-Timeout-Ms: 12345678901\r\n"}) {
    EXPECT_EQ(gateway_.Get(Book("1"), kAuth + header).status, 400) << header;
  }
}

TEST(DoorDeadlineTest, GivesUpAtItsOwnDeadline) {
  TestGateway gateway({}, {.call_timeout = 300ms});
  EXPECT_EQ(gateway.Get(Book("slow")).status, 504);
  EXPECT_EQ(gateway.Get(Book("slow"), kAuth + "X-Timeout: 60\r\n").status, 504);
}

TEST_F(DoorTest, SpeaksConnectInJson) {
  const auto response = gateway_.Post(Rpc("GetBook"), R"({"name":"libraries/l/books/1"})",
                                      kJson + "Connect-Protocol-Version: 1\r\nConnect-Timeout-Ms: 5000\r\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.at("content-type"), "application/json");
  EXPECT_EQ(Body(response)["name"], "libraries/l/books/1");
}

TEST_F(DoorTest, SpeaksConnectInProtobuf) {
  library::v1::GetBookRequest request;
  request.set_name("libraries/l/books/1");
  const auto response = gateway_.Post(Rpc("GetBook"), request.SerializeAsString(),
                                      kAuth + "Content-Type: application/proto\r\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.at("content-type"), "application/proto");
  library::v1::Book book;
  ASSERT_TRUE(book.ParseFromString(response.body));
  EXPECT_EQ(book.name(), "libraries/l/books/1");
}

TEST_F(DoorTest, TellsConnectErrorsAsConnectDoes) {
  const auto response = gateway_.Post(Rpc("GetBook"), R"({"name":"libraries/l/books/missing"})");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.headers.at("content-type"), "application/json");
  EXPECT_EQ(Body(response)["code"], "not_found");
  EXPECT_EQ(Body(response)["details"][0]["type"], "google.rpc.ErrorInfo");
  EXPECT_THAT(std::string(Body(response)["details"][0]["value"]), Not(HasSubstr("=")));
  const auto wrong = gateway_.Post(Rpc("GetBook"), R"({"nothing":1})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(Body(wrong)["code"], "invalid_argument");
  const auto bytes = gateway_.Post(Rpc("GetBook"), "\xff\xff", kAuth + "Content-Type: application/proto\r\n");
  EXPECT_EQ(bytes.status, 400);
  EXPECT_EQ(bytes.headers.at("content-type"), "application/json");
}

TEST_F(DoorTest, TakesConnectCallsAsPostsOfItsTypesOnly) {
  const auto get = gateway_.Get(Rpc("GetBook"));
  EXPECT_EQ(get.status, 405);
  EXPECT_EQ(get.headers.at("allow"), "POST");
  const auto type = gateway_.Post(Rpc("GetBook"), "{}", kAuth + "Content-Type: application/grpc\r\n");
  EXPECT_EQ(type.status, 415);
  EXPECT_EQ(type.headers.at("accept-post"), "application/json, application/proto");
  EXPECT_EQ(gateway_.Post(Rpc("GetBook"), "{}", kJson + "Connect-Protocol-Version: 2\r\n").status, 400);
}

TEST_F(DoorTest, SendsLongAnswers) {
  const auto response = gateway_.Get(std::string(kBooks) + "?pageSize=100000");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(Body(response)["books"].size(), 100000u);
}

}  // namespace
}  // namespace waymark::gateway
