// Bytes that clients, proxies and attackers send, and what becomes of them: what
// two programs could read as two different requests is refused once, and nothing
// after it is looked at. Real sockets, a real gRPC service behind the gateway.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "gateway/server/testing/library.h"

namespace waymark::gateway {
namespace {

using namespace std::string_literals;
using testing::HttpClient;
using testing::TestGateway;

const std::string kAuth = TestGateway::kAuth;
const std::string kJson = TestGateway::kJson;
const std::string kPath = "/v1/libraries/l/books/1";
// Asked for after each payload: nobody may ever hear of it.
const std::string kNext = "GET " + kPath + " HTTP/1.1\r\nHost: t\r\n" + kAuth + "\r\n";

// A request by its start line, with whole header lines.
std::string Line(const std::string& start, const std::string& headers = "") {
  return start + "\r\nHost: t\r\n" + kAuth + headers + "\r\n";
}
std::string Get(const std::string& target, const std::string& headers = "") {
  return Line("GET " + target + " HTTP/1.1", headers);
}
std::string With(const std::string& headers) { return Get(kPath, headers); }
// A request whose Host line is the payload.
std::string Hosted(const std::string& lines) {
  return "GET " + kPath + " HTTP/1.1\r\n" + lines + kAuth + "\r\n";
}
std::string Post(const std::string& headers, const std::string& body) {
  return "POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\n" + kJson + headers + "\r\n" + body;
}
std::string Chunked(const std::string& body) { return Post("Transfer-Encoding: chunked\r\n", body); }
std::string Times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}
// The last request of a connection.
const std::string kLast = With("Connection: close\r\n");

struct Payload {
  const char* what;
  std::string bytes;
  std::vector<int> statuses;  // of the answers, in their order, until the connection ends
  int calls = 0;              // that the service behind the gateway sees
};

// As the name of a test: GoogleTest prints it with each failure.
void PrintTo(const Payload& payload, std::ostream* out) { *out << payload.what; }

class RawHttpTest : public ::testing::TestWithParam<Payload> {
 protected:
  static void SetUpTestSuite() {
    ServerOptions options;
    options.limits.header_time = std::chrono::seconds(1);
    options.limits.body_time = std::chrono::seconds(1);
    options.limits.idle_time = std::chrono::seconds(1);
    gateway_ = std::make_unique<TestGateway>(options);
  }
  static void TearDownTestSuite() { gateway_.reset(); }

  static void Expect(const std::string& bytes, const Payload& payload) {
    const int before = gateway_->library().calls();
    HttpClient client(gateway_->port());
    client.Send(bytes);
    std::vector<int> statuses;
    std::string bodies;
    for (auto response = client.Receive(); response.status != 0; response = client.Receive()) {
      statuses.push_back(response.status);
      bodies += response.body + "\n";
    }
    EXPECT_EQ(statuses, payload.statuses) << bodies;
    EXPECT_TRUE(client.IsClosed());
    EXPECT_EQ(gateway_->library().calls() - before, payload.calls);
  }

  static std::unique_ptr<TestGateway> gateway_;
};
std::unique_ptr<TestGateway> RawHttpTest::gateway_;

class MalformedHttpTest : public RawHttpTest {};

TEST_P(MalformedHttpTest, IsRefusedOnceAndTheConnectionEnds) {
  Expect(GetParam().bytes, GetParam());
  Expect(GetParam().bytes + kNext, GetParam());
}

// RFC 9112 section 6: how long a body is, said in a way that may be read otherwise.
INSTANTIATE_TEST_SUITE_P(
    Length, MalformedHttpTest,
    ::testing::Values(
        Payload{"two lengths, equal", Post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), {400}},
        Payload{"two lengths, different", Post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), {400}},
        Payload{"length with plus", Post("Content-Length: +5\r\n", "{}   "), {400}},
        Payload{"length in hex", Post("Content-Length: 0x10\r\n", "{}"), {400}},
        Payload{"length with underscore", Post("Content-Length: 1_0\r\n", "{}        "), {400}},
        Payload{"list of equal lengths", Post("Content-Length: 5,5\r\n", "{}   "), {400}},
        Payload{"list of equal lengths, spaced", Post("Content-Length: 5, 5\r\n", "{}   "), {400}},
        Payload{"list with an empty member", Post("Content-Length: 5,\r\n", "{}   "), {400}},
        Payload{"two numbers", Post("Content-Length: 5 5\r\n", "{}   "), {400}},
        Payload{"negative length", Post("Content-Length: -1\r\n", "{}"), {400}},
        Payload{"empty length", Post("Content-Length:\r\n", "{}"), {400}},
        Payload{"length with fraction", Post("Content-Length: 2.0\r\n", "{}"), {400}},
        Payload{"length in quotes", Post("Content-Length: \"2\"\r\n", "{}"), {400}},
        Payload{"length that overflows", Post("Content-Length: 18446744073709551618\r\n", "{}"), {400}},
        Payload{"length of 20 digits", Post("Content-Length: 18446744073709551615\r\n", "{}"), {413}},
        Payload{"length and coding",
                Post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                {400}},
        Payload{"coding and length",
                Post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
                {400}},
        Payload{"coding twice",
                Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                {400}},
        Payload{"coding twice, one unknown",
                Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"),
                {400}},
        Payload{"vertical tab before the coding",
                Post("Transfer-Encoding: \x0b"
                     "chunked\r\n",
                     "0\r\n\r\n"),
                {400}},
        Payload{"chunked, identity", Post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), {400}},
        Payload{"chunked, chunked", Post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), {400}},
        Payload{"gzip, chunked", Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), {400}},
        Payload{"identity", Post("Transfer-Encoding: identity\r\n", "{}"), {400}},
        Payload{"xchunked", Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), {400}},
        Payload{"chunked in quotes", Post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), {400}},
        Payload{"empty coding", Post("Transfer-Encoding:\r\n", "0\r\n\r\n"), {400}},
        Payload{
            "coding in HTTP/1.0",
            "POST /v1/libraries/l/books HTTP/1.0\r\n" + kJson + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            {400}},
        Payload{"body that is too long", Post("Content-Length: 8388609\r\n", "{}"), {413}}));

// RFC 9112 section 7.1. The service never sees a body that did not end.
INSTANTIATE_TEST_SUITE_P(
    Chunks, MalformedHttpTest,
    ::testing::Values(
        Payload{"size that overflows", Chunked("10000000000000002\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"size that is too large", Chunked("ffffffffffffffff\r\n{}\r\n0\r\n\r\n"), {413}},
        Payload{"negative size", Chunked("-2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"size with plus", Chunked("+2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"empty size", Chunked("\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"size with 0x", Chunked("0x2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"space before the size", Chunked(" 2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"space after the size", Chunked("2 \r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"space in the size", Chunked("0 2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"size that is none", Chunked("two\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"size with underscore", Chunked("0_2\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"bare LF after the size", Chunked("2\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"bare LF after the data", Chunked("2\r\n{}\n0\r\n\r\n"), {400}},
        Payload{"bare CR after the size", Chunked("2\r{}\r\n0\r\n\r\n"), {400}},
        Payload{"LF in an extension", Chunked("2;a=\"\n\"\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"extension without name", Chunked("2;=1\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"data longer than said", Chunked("2\r\n{}  \r\n0\r\n\r\n"), {400}},
        Payload{"data shorter than said", Chunked("5\r\n{}\r\n0\r\n\r\n"), {400}},
        Payload{"trailer without colon", Chunked("2\r\n{}\r\n0\r\nnothing\r\n\r\n"), {400}},
        Payload{"length in a trailer", Chunked("2\r\n{}\r\n0\r\nContent-Length: 2\r\n\r\n"), {400}},
        Payload{"coding in a trailer", Chunked("2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"), {400}},
        Payload{"endless extension", Chunked("2;a=\"" + std::string(64'000, 'a')), {431}},
        Payload{"endless trailer", Chunked("2\r\n{}\r\n0\r\nX: " + std::string(64'000, 'a')), {431}},
        Payload{"endless size", Chunked(std::string(64'000, '0')), {431}}));

// RFC 9112 section 5, RFC 9110 section 5.5.
INSTANTIATE_TEST_SUITE_P(
    Header, MalformedHttpTest,
    ::testing::Values(
        Payload{"bare LF everywhere", "GET " + kPath + " HTTP/1.1\nHost: t\n\n", {400}},
        Payload{"bare LF after the start line", "GET " + kPath + " HTTP/1.1\nHost: t\r\n\r\n", {400}},
        Payload{"bare LF after a header", With("X: 1\nY: 2\r\n"), {400}},
        Payload{"bare LF at the end", "GET " + kPath + " HTTP/1.1\r\nHost: t\r\n\n ", {400}},
        Payload{"bare CR as line end", With("X: 1\rY: 2\r\n"), {400}},
        Payload{"CR at the end of a value", With("X: 1\r\r\n"), {400}},
        Payload{"CR in a name", With("X\rY: 2\r\n"), {400}},
        Payload{"folded value", With("X: 1\r\n 2\r\n"), {400}},
        Payload{"value folded by a tab", With("X: 1\r\n\t2\r\n"), {400}},
        Payload{"folded coding", Post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), {400}},
        Payload{"fold that is empty", With("X: 1\r\n \r\n"), {400}},
        Payload{"folded first line", "GET " + kPath + " HTTP/1.1\r\n Host: t\r\n" + kAuth + "\r\n", {400}},
        Payload{"space before the colon", With("X : 1\r\n"), {400}},
        Payload{"space before the colon of the coding",
                Post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
                {400}},
        Payload{"tab before the colon", With("X\t: 1\r\n"), {400}},
        Payload{"space in a name", With("X Y: 1\r\n"), {400}},
        Payload{"NUL in a name", With("X\0Y: 1\r\n"s), {400}},
        Payload{"NUL in a value", With("X: a\0b\r\n"s), {400}},
        Payload{"DEL in a value", With("X: a\x7f\r\n"), {400}},
        Payload{"high byte in a name", With("X\xc3\xab: 1\r\n"), {400}},
        Payload{"header without colon", With("nothing\r\n"), {400}},
        Payload{"empty name", With(": 1\r\n"), {400}},
        Payload{"header of 64 KB", With("X: " + std::string(64 << 10, 'a') + "\r\n"), {431}},
        Payload{"name of 64 KB", With(std::string(64 << 10, 'a') + ": 1\r\n"), {431}},
        Payload{"10,000 headers", With(Times(10'000, "X: 1\r\n")), {431}},
        Payload{"101 headers", With(Times(101, "X: 1\r\n")), {431}},
        Payload{"Connection that is no list", With("Connection: @@\r\n"), {400}},
        Payload{"unknown expectation", Post("Expect: 200-ok\r\nContent-Length: 2\r\n", "{}"), {417}},
        Payload{"Host twice", With("Host: u\r\n"), {400}},
        Payload{"same Host twice", With("Host: t\r\n"), {400}}, Payload{"no Host", Hosted(""), {400}},
        Payload{"empty Host", Hosted("Host:\r\n"), {400}},
        Payload{"Host with space", Hosted("Host: a b\r\n"), {400}},
        Payload{"Host with path", Hosted("Host: t/x\r\n"), {400}},
        Payload{"Host with a name before it", Hosted("Host: u@t\r\n"), {400}},
        Payload{"Host with a port that is none", Hosted("Host: t:x\r\n"), {400}},
        Payload{"Host with two ports", Hosted("Host: t:1:2\r\n"), {400}},
        Payload{"Host that is a list", Hosted("Host: t, u\r\n"), {400}}));

// RFC 9112 sections 2 and 3.
INSTANTIATE_TEST_SUITE_P(
    StartLine, MalformedHttpTest,
    ::testing::Values(
        Payload{"HTTP/1.32", Line("GET " + kPath + " HTTP/1.32"), {400}},
        Payload{"HTTP/1.2", Line("GET " + kPath + " HTTP/1.2"), {505}},
        Payload{"HTTP/2.0", Line("GET " + kPath + " HTTP/2.0"), {505}},
        Payload{"HTTP/0.9", Line("GET " + kPath + " HTTP/0.9"), {505}},
        Payload{"http/1.1", Line("GET " + kPath + " http/1.1"), {400}},
        Payload{"HTTP/1", Line("GET " + kPath + " HTTP/1"), {400}},
        Payload{"HTTP/+1.1", Line("GET " + kPath + " HTTP/+1.1"), {400}},
        Payload{"ICY/1.1", Line("GET " + kPath + " ICY/1.1"), {400}},
        Payload{"no version", Line("GET " + kPath), {400}},
        Payload{"empty version", Line("GET " + kPath + " "), {400}},
        Payload{"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}},
        Payload{"hello of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, {400}},
        Payload{"two spaces after the method", Line("GET  " + kPath + " HTTP/1.1"), {400}},
        Payload{"two spaces after the target", Line("GET " + kPath + "  HTTP/1.1"), {400}},
        Payload{"space after the version", Line("GET " + kPath + " HTTP/1.1 "), {400}},
        Payload{"space before the method", Line(" GET " + kPath + " HTTP/1.1"), {400}},
        Payload{"tabs", Line("GET\t" + kPath + "\tHTTP/1.1"), {400}},
        Payload{"space in the target", Line("GET /v1/libraries/l /books/1 HTTP/1.1"), {400}},
        Payload{"many empty lines first", Times(100, "\r\n") + kNext, {400}},
        Payload{"bare LF first", "\n" + kNext, {400}},
        Payload{"method that is no token", Line("G@T " + kPath + " HTTP/1.1"), {400}},
        Payload{"method in small letters", Line("get " + kPath + " HTTP/1.1"), {501}},
        Payload{"method that nobody knows", Line("BREW " + kPath + " HTTP/1.1"), {501}},
        Payload{"TRACE", Line("TRACE " + kPath + " HTTP/1.1"), {501}},
        Payload{"CONNECT", Line("CONNECT t:80 HTTP/1.1"), {501}}, Payload{"target !", Get("!"), {400}},
        Payload{"authority as target", Get("t:80"), {400}}, Payload{"asterisk for GET", Get("*"), {400}},
        Payload{"path without slash", Get("v1/libraries/l/books/1"), {400}},
        Payload{"URL within a path without slash", Get("a://t" + kPath), {400}},
        Payload{"URL without host", Get("http://" + kPath), {400}},
        Payload{"URL with a user", Get("http://u@t" + kPath), {400}},
        Payload{"URL of ftp", Get("ftp://t" + kPath), {400}}, Payload{"fragment", Get(kPath + "#a"), {400}},
        Payload{"NUL in the target", Get("/v1/\0"s), {400}},
        Payload{"CR in the target", Get("/v1/\r" + kPath), {400}},
        Payload{"control character in the target", Get("/v1/\x01"), {400}},
        Payload{"target of 64 KB", Get("/" + std::string(64 << 10, 'a')), {431}}));

// A body that never ends: told so once its time is over.
INSTANTIATE_TEST_SUITE_P(
    Unfinished, RawHttpTest,
    ::testing::Values(Payload{"missing last CRLF", Chunked("2\r\n{}\r\n0\r\n"), {408}},
                      Payload{"missing last chunk", Chunked("2\r\n{}\r\n"), {408}},
                      Payload{
                          "missing end of the header", "GET " + kPath + " HTTP/1.1\r\nHost: t\r\n", {408}},
                      Payload{"body shorter than its length", Post("Content-Length: 9\r\n", "{}"), {408}},
                      Payload{"nothing but an empty line", "\r\n", {}}));

TEST_P(RawHttpTest, IsReadAsHttpHasIt) { Expect(GetParam().bytes, GetParam()); }

// Well-formed, however odd.
INSTANTIATE_TEST_SUITE_P(
    WellFormed, RawHttpTest,
    ::testing::Values(
        Payload{"two requests at once", kNext + kLast, {200, 200}, 2},
        Payload{"nothing after Connection: close", kLast + kNext, {200}, 1},
        Payload{"good one before a malformed one", kNext + Get("!") + kNext, {200, 400}, 1},
        Payload{"one empty line first", "\r\n" + kLast, {200}, 1},
        Payload{"empty line between two", kNext + "\r\n" + kLast, {200, 200}, 2},
        Payload{"two empty lines between two", kNext + "\r\n\r\n" + kLast, {200, 400}, 1},
        Payload{
            "Chunked", Post("Transfer-Encoding: Chunked\r\n", "2\r\n{}\r\n0\r\n\r\n") + kLast, {200, 200}, 2},
        Payload{"chunk sizes in either case, with zeros",
                Chunked("00A\r\n{}        \r\n00a\r\n          \r\n000\r\n\r\n") + kLast,
                {200, 200},
                2},
        Payload{"extensions", Chunked("2;a;b=c;d=\"e f\"\r\n{}\r\n0;g\r\n\r\n") + kLast, {200, 200}, 2},
        Payload{"trailers", Chunked("2\r\n{}\r\n0\r\nX: 1\r\nY: 2\r\n\r\n") + kLast, {200, 200}, 2},
        Payload{"trailer that would end the connection",
                Chunked("2\r\n{}\r\n0\r\nConnection: close\r\n\r\n") + kLast,
                {200, 200},
                2},
        Payload{"folded line in a trailer", Chunked("2\r\n{}\r\n0\r\nX: y\r\n z\r\n\r\n") + kLast, {400}, 0},
        Payload{"spaces that begin lines of the data",
                Chunked("6\r\n{\r\n\r\n \r\n1\r\n}\r\n0\r\nX: y\r\n\r\n") + kLast,
                {200, 200},
                2},
        Payload{"many fields in a trailer",
                Chunked("2\r\n{}\r\n0\r\n" + Times(500, "A: b\r\n") + "\r\n"),
                {431},
                0},
        Payload{
            "long trailer", Chunked("2\r\n{}\r\n0\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n"), {431}, 0},
        Payload{"length with zeros", Post("Content-Length: 002\r\n", "{}") + kLast, {200, 200}, 2},
        Payload{"request in a body",
                Post("Content-Length: " + std::to_string(kNext.size()) + "\r\n", kNext) + kLast,
                {400, 200},
                1},
        Payload{"request in a chunk",
                Chunked("2\r\n{}\r\n0\r\n\r\n") + Post("Content-Length: 2\r\n", "{}") + kLast,
                {200, 200, 200},
                3},
        Payload{"body longer than its length",
                Post("Content-Length: 2\r\n", "{}{}\r\n\r\n") + kNext,
                {200, 400},
                1},
        Payload{"body of a GET",
                With("Content-Type: application/json\r\nContent-Length: 2\r\n") + "{}" + kLast,
                {400, 200},
                1},
        Payload{"absolute target", Get("http://t" + kPath) + kLast, {200, 200}, 2},
        Payload{"absolute target of another host", Get("HTTPS://u:443" + kPath) + kLast, {200, 200}, 2},
        Payload{"absolute target without path", Get("http://t?a=" + kPath) + kLast, {404, 200}, 1},
        Payload{"OPTIONS *", Line("OPTIONS * HTTP/1.1") + kLast, {404, 200}, 1},
        Payload{"Host with a port", Hosted("Host: t:8080\r\n") + kLast, {200, 200}, 2},
        Payload{"Host with an address", Hosted("Host: [::1]:80\r\n") + kLast, {200, 200}, 2},
        Payload{"upgrade to h2c",
                With("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n") +
                    kLast,
                {200, 200},
                2},
        Payload{"expectation in HTTP/1.0",
                "POST /v1/libraries/l/books HTTP/1.0\r\n" + kJson +
                    "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
                {200},
                1},
        Payload{"HTTP/1.0 without Host", "GET " + kPath + " HTTP/1.0\r\n" + kAuth + "\r\n" + kNext, {200}, 1},
        Payload{"value with tab and high bytes", With("X: a\tb \xc3\xab\r\nY:\r\n") + kLast, {200, 200}, 2},
        Payload{"escaped NUL in the path", Get("/v1/libraries/l/books/%00") + kLast, {400, 200}, 1},
        Payload{"broken escape in the path", Get("/v1/libraries/l/books/%0") + kLast, {400, 200}, 1},
        Payload{"overlong UTF-8 in the path", Get("/v1/libraries/l/books/%c0%af") + kLast, {400, 200}, 1},
        Payload{"escaped slash between segments", Get("/v1/libraries%2Fl/books/1") + kLast, {404, 200}, 1},
        Payload{"dots in the path", Get("/v1/libraries/../../healthz") + kLast, {404, 200}, 1},
        Payload{"escaped dots in the path", Get("/v1/%2e%2e/healthz") + kLast, {404, 200}, 1},
        Payload{"two slashes", Get("//v1/libraries/l/books/1") + kLast, {404, 200}, 1},
        Payload{"backslashes", Get("\\v1\\libraries") + kLast, {400}, 0}));

// What a trailer says comes too late: the header was looked at before the body.
TEST(TrailerTest, IsNoPartOfTheHeader) {
  TestGateway gateway;
  HttpClient client(gateway.port());
  client.Send("POST /v1/libraries/l/books HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" + kJson +
              "\r\n2\r\n{}\r\n0\r\nIdempotency-Key: again\r\nWaymark-Purpose: theft\r\n\r\n");
  const auto response = client.Receive();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.count("idempotent-replayed"), 0u);
  EXPECT_THAT(response.body, ::testing::Not(::testing::HasSubstr("theft")));
}

}  // namespace
}  // namespace waymark::gateway
