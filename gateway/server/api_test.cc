#include "gateway/server/api.h"

#include <gmock/gmock.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>

#include "gateway/server/testing/library.h"
#include "google/api/annotations.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ApiTest, ServesTheMethodsThatHaveAMapping) {
  const Api api = testing::LibraryApi();
  EXPECT_NE(api.FindRpc("/waymark.library.v1.BookService/GetBook"), nullptr);
  EXPECT_EQ(api.FindRpc("/waymark.library.v1.BookService/CountBooks"), nullptr);
  EXPECT_THAT(api.Upstreams(), ElementsAre("library"));
}

TEST(ApiTest, TakesAdditionalBindings) {
  const Api api = testing::LibraryApi();
  const auto match = api.Find("GET", "/v1/libraries/l/rooms/r/books/b");
  ASSERT_EQ(match.outcome, Router::Match::Outcome::kFound);
  EXPECT_EQ(api.binding(match.route).method->descriptor->name(), "GetBook");
}

TEST(ApiTest, KnowsWhatAMethodIs) {
  const Api api = testing::LibraryApi();
  EXPECT_TRUE(api.FindRpc("/waymark.library.v1.BookService/GetBook")->read_only);
  EXPECT_FALSE(api.FindRpc("/waymark.library.v1.BookService/CreateBook")->read_only);
  EXPECT_TRUE(api.FindRpc("/waymark.library.v1.BookService/BatchCreateBooks")->large);
  EXPECT_TRUE(api.FindRpc("/waymark.library.v1.BookService/CheckBooks")->large);
  EXPECT_FALSE(api.FindRpc("/waymark.library.v1.BookService/GetBook")->large);
  EXPECT_NE(api.FindRpc("/waymark.library.v1.BookService/ListBooks")->wait_seconds, nullptr);
  EXPECT_NE(api.FindRpc("/waymark.library.v1.BookService/GetBook")->etag, nullptr);
}

// A service of one file that is built from its text.
class BadApiTest : public ::testing::Test {
 protected:
  // The error of a service with methods of these mappings, or empty.
  std::string ErrorOf(std::vector<std::string> rules, bool streaming = false) {
    google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
    google::protobuf::FileDescriptorProto file;
    google::protobuf::TextFormat::ParseFromString(
        R"pb(name: "bad.proto"
             package: "waymark.bad.v1"
             syntax: "proto3"
             message_type {
               name: "M"
               field { name: "name" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
               field { name: "names" number: 2 type: TYPE_STRING label: LABEL_REPEATED }
               field {
                 name: "m"
                 number: 3
                 type: TYPE_MESSAGE
                 type_name: ".waymark.bad.v1.M"
                 label: LABEL_OPTIONAL
               }
             }
             service { name: "S" })pb",
        &file);
    int number = 0;
    for (const std::string& rule : rules) {
      auto& method = *file.mutable_service(0)->add_method();
      method.set_name("Method" + std::to_string(++number));
      method.set_input_type(".waymark.bad.v1.M");
      method.set_output_type(".waymark.bad.v1.M");
      method.set_client_streaming(streaming);
      google::protobuf::TextFormat::ParseFromString(
          rule, method.mutable_options()->MutableExtension(google::api::http));
    }
    const auto* built = pool.BuildFile(file);
    google::protobuf::DynamicMessageFactory factory;
    try {
      const Api api({built->service(0)}, factory);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  }
};

TEST_F(BadApiTest, AGoodOneIsTaken) {
  EXPECT_EQ(ErrorOf({R"(get: "/v1/{name=a/*}")", R"(post: "/v1/{m.name=a/*}" body: "m")"}), "");
}

TEST_F(BadApiTest, NamesTheMethodAndTheReason) {
  EXPECT_THAT(ErrorOf({R"(get: "/v1/{other=a/*}")"}),
              HasSubstr("waymark.bad.v1.S.Method1: there is no field \"other\""));
  EXPECT_THAT(ErrorOf({R"(get: "/v1/{names=a/*}")"}), HasSubstr("repeated"));
  EXPECT_THAT(ErrorOf({R"(get: "/v1/{m=a/*}")"}), HasSubstr("is a message"));
  EXPECT_THAT(ErrorOf({R"(post: "/v1/a" body: "nothing")"}), HasSubstr("there is no field \"nothing\""));
  EXPECT_THAT(ErrorOf({R"(post: "/v1/a" body: "name")"}), HasSubstr("not one message"));
  EXPECT_THAT(ErrorOf({R"(get: "/v1/a" body: "*")"}), HasSubstr("GET has no body"));
  EXPECT_THAT(ErrorOf({R"(get: "v1")"}), HasSubstr("path template"));
  EXPECT_THAT(ErrorOf({R"(body: "*")"}), HasSubstr("without an HTTP method"));
  EXPECT_THAT(ErrorOf({R"(get: "/v1/a")"}, /*streaming=*/true), HasSubstr("takes a stream"));
  EXPECT_THAT(ErrorOf({R"(get: "/v1/a")", R"(get: "/v1/a")"}),
              HasSubstr("Method2: GET /v1/a: another route"));
}

}  // namespace
}  // namespace waymark::gateway
