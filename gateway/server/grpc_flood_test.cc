// The door for gRPC clients under a flood of what no client sends.
#include <gtest/gtest.h>

#include <future>

#include "gateway/server/testing/library.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway {
namespace {

using namespace waymark::library::v1;
using testing::TestGateway;
using namespace std::chrono_literals;

constexpr char kBearer[] = "Bearer a-token-for-tests-only";

// Frames of HTTP/2 (RFC 9113 section 4.1), as no client of gRPC sends them.
std::string Frame(char type, char flags, uint32_t stream, const std::string& payload) {
  const auto byte = [](size_t number, int place) { return static_cast<char>(number >> (8 * place) & 0xff); };
  std::string frame;
  for (const int place : {2, 1, 0}) frame += byte(payload.size(), place);
  frame += {type, flags};
  for (const int place : {3, 2, 1, 0}) frame += byte(stream, place);
  return frame + payload;
}

std::string Literal(const std::string& name, const std::string& value) {
  return std::string(1, 0) + static_cast<char>(name.size()) + name + static_cast<char>(value.size()) + value;
}

struct Flooded {
  size_t megabytes;   // until the connection was ended
  bool is_kept_away;  // right after that: the address is let in again after seconds
};

// Calls that begin, one after the other, and `resets` of each.
Flooded Flood(const TestGateway& gateway, const std::string& from, const std::string& headers, bool resets) {
  testing::HttpClient client(gateway.grpc_port(), from);
  client.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(4, 0, 0, ""));
  const std::string begin =
      "\x83\x86" + headers + Literal("content-type", "application/grpc") + Literal("te", "trailers");
  size_t sent = 0;
  for (uint32_t stream = 1; sent < 100u << 20;) {
    std::string calls;
    for (int i = 0; i < 100; ++i, stream += 2) {
      calls += Frame(1, 4, stream, begin);
      if (resets) calls += Frame(3, 0, stream, std::string("\0\0\0\x08", 4));
    }
    if (!client.Send(calls)) break;
    sent += calls.size();
  }
  return {sent >> 20, testing::HttpClient(gateway.grpc_port(), from).IsClosed()};
}

bool IsServed(BookService::Stub& stub) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", kBearer);
  context.set_deadline(std::chrono::system_clock::now() + 20s);
  GetBookRequest request;
  request.set_name("libraries/l/books/1");
  Book book;
  return stub.GetBook(&context, request, &book).ok();
}

TEST(GrpcFloodTest, EndsConnectionsThatBringNothingButTheBeginsOfCalls) {
  TestGateway gateway;
  const auto stub = BookService::NewStub(grpc::CreateChannel(
      "127.0.0.1:" + std::to_string(gateway.grpc_port()), grpc::InsecureChannelCredentials()));
  const std::string get = Literal(":path", "/waymark.library.v1.BookService/GetBook"),
                    ask = Literal(":path", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo");
  int address = 2;
  for (const std::string& headers : {get, ask, get + Literal("authorization", kBearer)}) {
    for (const bool resets : {true, false}) {
      const std::string from = "127.0.0." + std::to_string(address++);
      const std::string what = headers + (resets ? ", reset" : "");
      auto flood = std::async(std::launch::async, [&] { return Flood(gateway, from, headers, resets); });
      for (int i = 0; i < 20; ++i) EXPECT_TRUE(IsServed(*stub));
      const Flooded flooded = flood.get();
      EXPECT_LT(flooded.megabytes, 40u) << what;
      EXPECT_TRUE(flooded.is_kept_away) << what;
    }
  }
  EXPECT_TRUE(IsServed(*stub));
}

}  // namespace
}  // namespace waymark::gateway
