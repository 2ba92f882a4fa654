#include "gateway/server/reflection.h"

#include <gmock/gmock.h>
#include <google/protobuf/unknown_field_set.h>

#include "gateway/server/testing/library.h"

namespace waymark::gateway {
namespace {

using google::protobuf::FileDescriptorProto;
using google::protobuf::UnknownFieldSet;

// The fields of a message, by their numbers, as texts.
std::multimap<int, std::string> FieldsOf(const std::string& bytes) {
  UnknownFieldSet set;
  EXPECT_TRUE(set.ParseFromString(bytes));
  std::multimap<int, std::string> fields;
  for (int i = 0; i < set.field_count(); ++i) {
    const auto& field = set.field(i);
    fields.emplace(field.number(), field.type() == google::protobuf::UnknownField::TYPE_VARINT
                                       ? std::to_string(field.varint())
                                       : field.length_delimited());
  }
  return fields;
}

std::string Bytes(const UnknownFieldSet& set) {
  std::string bytes;
  set.SerializeToString(&bytes);
  return bytes;
}

class ReflectionTest : public ::testing::Test {
 protected:
  std::multimap<int, std::string> Ask(int field, const std::string& text) {
    UnknownFieldSet request;
    *request.AddLengthDelimited(field) = text;
    return FieldsOf(reflection_.Answer(Bytes(request)));
  }
  // The names of a service's methods in the file that holds `symbol`.
  std::vector<std::string> MethodsIn(const std::string& symbol) {
    FileDescriptorProto file;
    const auto answer = Ask(4, symbol);
    if (!answer.contains(4)) return {};
    EXPECT_TRUE(file.ParseFromString(FieldsOf(answer.find(4)->second).find(1)->second));
    std::vector<std::string> names;
    for (const auto& method : file.service(0).method()) names.push_back(method.name());
    return names;
  }

  const Api api_ = testing::LibraryApi();
  const Reflection reflection_{api_};
};

TEST_F(ReflectionTest, ListsWhatIsServed) {
  const auto list = FieldsOf(Ask(7, "").find(6)->second);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(FieldsOf(list.begin()->second).find(1)->second, "waymark.library.v1.BookService");
}

TEST_F(ReflectionTest, ShowsNoMethodWithoutMapping) {
  const auto methods = MethodsIn("waymark.library.v1.Book");
  EXPECT_THAT(methods, ::testing::Contains("GetBook"));
  EXPECT_THAT(methods, ::testing::Contains("WatchBooks"));
  EXPECT_THAT(methods, ::testing::Not(::testing::Contains("CountBooks")));
  EXPECT_EQ(MethodsIn("waymark.library.v1.BookService"), methods);
  EXPECT_EQ(MethodsIn("waymark.library.v1.BookService.GetBook"), methods);
}

TEST_F(ReflectionTest, KnowsNothingElseOfTheProgram) {
  for (const char* symbol :
       {"waymark.library.v1.BookService.CountBooks", "waymark.identity.v1.IdentityService",
        "waymark.identity.v1.CallerContext", "nothing", ""}) {
    const auto error = FieldsOf(Ask(4, symbol).find(7)->second);
    EXPECT_EQ(error.find(1)->second, "5") << symbol;
  }
  EXPECT_TRUE(Ask(3, "waymark/identity/v1/identity.proto").contains(7));
  EXPECT_TRUE(Ask(3, "google/protobuf/timestamp.proto").contains(4));
}

TEST_F(ReflectionTest, FindsExtensions) {
  UnknownFieldSet http;
  *http.AddLengthDelimited(1) = "google.protobuf.MethodOptions";
  http.AddVarint(2, 72295728);
  EXPECT_TRUE(Ask(5, Bytes(http)).contains(4));
  EXPECT_TRUE(Ask(6, "google.protobuf.MethodOptions").contains(5));
  EXPECT_TRUE(Ask(6, "nothing").contains(7));
}

TEST_F(ReflectionTest, AnswersBytesThatAskNothing) {
  for (const std::string& bytes : {std::string(), std::string("\xff\xff"), std::string("\x18\x01")}) {
    EXPECT_EQ(FieldsOf(FieldsOf(reflection_.Answer(bytes)).find(7)->second).find(1)->second, "3");
  }
}

}  // namespace
}  // namespace waymark::gateway
