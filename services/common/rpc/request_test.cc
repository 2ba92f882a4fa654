#include "services/common/rpc/request.h"

#include <gmock/gmock.h>

#include "google/rpc/status.pb.h"
#include "services/common/base/trace_context.h"
#include "services/common/status/error.h"
#include "services/common/testing/test_protos.h"
#include "waymark/directory/v1/directory.pb.h"

namespace waymark::rpc {
namespace {

testing::TestProtos& Protos() {
  static testing::TestProtos protos(R"(
    syntax = "proto3";
    package test;
    import "google/protobuf/field_mask.proto";
    import "waymark/options/v1/options.proto";
    message Unit { string name = 1; string display_name = 2; string etag = 3; }
    message Update { Unit unit = 1; string request_id = 2; google.protobuf.FieldMask update_mask = 3; }
    message Delete { string name = 1; string etag = 2; string request_id = 3; }
    message Create { string parent = 1; Unit unit = 2; string request_id = 3; map<string, string> labels = 4; }
    message Found { string organization_id = 1; Unit organization = 2; }
    message Text { string title = 1; string organization = 2 [(waymark.options.v1.rules).resource = "organizations/*"]; }
    message Reset { string name = 1; string request_id = 2; string current_password = 3; }
    message Move { Reset reset = 1; string request_id = 2; }
    message List { int32 page_size = 1; repeated string name = 2; }
  )");
  return protos;
}

std::string Filled(const std::string& type, const std::string& text, const CallHeaders& headers) {
  const auto request = Protos().Make(type, text);
  FillFrom(headers, *request);
  return request->ShortDebugString();
}

TEST(FillFrom, TakesTheIdempotencyKeyWhereThereIsNoRequestId) {
  const CallHeaders headers{.idempotency_key = "k"};
  EXPECT_EQ(Filled("Create", "", headers), R"(request_id: "k")");
  EXPECT_EQ(Filled("Text", "", headers), "");
}

TEST(FillFrom, TakesNoTwoRequestIds) {
  const CallHeaders headers{.idempotency_key = "k"};
  EXPECT_EQ(Filled("Delete", "request_id: 'k'", headers), R"(request_id: "k")");
  EXPECT_THROW(Filled("Delete", "request_id: 'r'", headers), Error);
}

TEST(FillFrom, TakesTheEtagToMatchOfTheRequestOrItsResource) {
  const CallHeaders headers{.if_match = "e"};
  EXPECT_EQ(Filled("Delete", "", headers), R"(etag: "e")");
  EXPECT_EQ(Filled("Delete", "etag: 'e'", headers), R"(etag: "e")");
  EXPECT_EQ(Filled("Update", "unit { }", headers), R"(unit { etag: "e" })");
  EXPECT_EQ(Filled("Update", "", headers), "");
  EXPECT_EQ(Filled("Delete", "", {.if_match = "*"}), "");
}

TEST(FillFrom, TakesNoTwoEtags) {
  const CallHeaders headers{.if_match = "e"};
  EXPECT_THROW(Filled("Delete", "etag: 'r'", headers), Error);
  EXPECT_THROW(Filled("Update", "unit { etag: 'r' }", headers), Error);
}

TEST(FillFrom, RefusesAnEtagThatNothingWouldCompare) {
  EXPECT_THROW(Filled("Text", "", {.if_match = "e"}), Error);
  EXPECT_THROW(Filled("Create", "unit { }", {.if_match = "e"}), Error);
  EXPECT_EQ(Filled("Text", "", {.if_match = "*"}), "");
}

TEST(RequestDigestOf, IsOfAllButTheRequestId) {
  const auto digest = [](const std::string& text) {
    const auto request = Protos().Make("Create", text);
    const std::string before = request->ShortDebugString();
    std::string digest = RequestDigestOf(*request);
    EXPECT_EQ(request->ShortDebugString(), before);
    return digest;
  };
  const std::string first = digest("request_id: '1' unit { display_name: 'a' }");
  EXPECT_EQ(digest("request_id: '2' unit { display_name: 'a' }"), first);
  EXPECT_EQ(digest("unit { display_name: 'a' }"), first);
  EXPECT_NE(digest("request_id: '1' unit { display_name: 'b' }"), first);
}

TEST(RequestDigestOf, IsOfNoPassword) {
  const auto digest = [](const std::string& text) { return RequestDigestOf(*Protos().Make("Reset", text)); };
  EXPECT_EQ(digest("name: 'a' current_password: 'p'"), digest("name: 'a'"));
  EXPECT_NE(digest("name: 'a' current_password: 'p'"), digest("name: 'b' current_password: 'p'"));
}

TEST(RequestDigestOf, IsOfNoPasswordWithinEither) {
  const auto move = Protos().Make("Move", "reset { name: 'a' current_password: 'p' }");
  EXPECT_EQ(RequestDigestOf(*move), RequestDigestOf(*Protos().Make("Move", "reset { name: 'a' }")));
  EXPECT_EQ(move->ShortDebugString(), "reset { name: \"a\" current_password: \"p\" }");
}

TEST(HeadersOf, BeginsATraceWhereNoValidOneIsGiven) {
  const auto trace = [](const std::string& given) {
    return HeadersOf([&](const char* key) { return key == std::string("traceparent") ? given : ""; })
        .traceparent;
  };
  const std::string given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  EXPECT_EQ(trace(given), given);
  EXPECT_TRUE(IsTraceparent(trace("00-x"))) << trace("00-x");
}

}  // namespace
}  // namespace waymark::rpc
