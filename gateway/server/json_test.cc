#include "gateway/server/json.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>

#include <limits>

#include "services/common/status/error.h"
#include "services/common/testing/matchers.h"
#include "waymark/library/v1/library.pb.h"

namespace waymark::gateway {
namespace {

using library::v1::Book;
using library::v1::CreateBookRequest;
using library::v1::ListBooksRequest;
using ::testing::HasSubstr;
using ::waymark::testing::EqualsProto;

template <typename Message>
Message Parse(std::string_view json) {
  Message message;
  FromJson(json, "", message);
  return message;
}

// The one wrong field of a request and what is said of it.
template <typename Message>
std::string Complaint(std::string_view json) {
  try {
    Parse<Message>(json);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::kInvalidArgument);
    return error.violations().at(0).field + ": " + error.violations().at(0).description;
  }
  return "";
}

Book FullBook() {
  Book book;
  book.set_name("libraries/l/books/1");
  book.set_title("a \"quoted\" \\ \n\r\t\x01\x7f ш 本 😀");
  book.set_kind(library::v1::KIND_NOVEL);
  book.set_page_count(-5);
  book.mutable_author()->set_display_name("A");
  book.mutable_author()->mutable_teacher()->set_display_name("B");
  book.mutable_publish_time()->set_seconds(1700000000);
  book.mutable_publish_time()->set_nanos(120000000);
  book.add_tags("x");
  book.add_tags("");
  book.set_sold_count(std::numeric_limits<int64_t>::min());
  (*book.mutable_notes())["sq"] = "shënim";
  return book;
}

TEST(ToJsonTest, WritesWhatProtobufWritesForAllTypes) {
  const Book book = FullBook();
  Book read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ToJson(book), &read).ok()) << ToJson(book);
  EXPECT_THAT(read, EqualsProto(book));
}

TEST(ToJsonTest, IsCompactWithCamelCaseNamesAndLongNumbersAsTexts) {
  Book book;
  book.set_page_count(7);
  book.set_sold_count(8);
  book.mutable_publish_time()->set_seconds(0);
  EXPECT_EQ(ToJson(book), R"({"pageCount":7,"publishTime":"1970-01-01T00:00:00Z","soldCount":"8"})");
  EXPECT_EQ(ToJson(Book()), "{}");
}

TEST(ToJsonTest, WritesNumbersOfUnknownEnumValuesAndSpecialReals) {
  Book book;
  book.set_kind(static_cast<library::v1::Kind>(77));
  EXPECT_EQ(ToJson(book), R"({"kind":77})");
  ListBooksRequest request;
  request.set_min_price(std::numeric_limits<double>::infinity());
  EXPECT_EQ(ToJson(request), R"({"minPrice":"Infinity"})");
  request.set_min_price(0.1);
  EXPECT_EQ(ToJson(request), R"({"minPrice":0.1})");
}

TEST(ToJsonTest, EscapesWhereverTheByteStands) {
  for (size_t size = 1; size <= 20; ++size) {
    for (size_t at = 0; at < size; ++at) {
      for (const auto& [byte, escaped] : {std::pair('"', "\\\""),
                                          {'\\', "\\\\"},
                                          {'\x1f', "\\u001f"},
                                          {'\0', "\\u0000"},
                                          {' ', " "},
                                          {'\x7f', "\x7f"},
                                          {'\n', "\\n"}}) {
        Book book;
        book.set_title(std::string(size, 'a').replace(at, 1, 1, byte));
        EXPECT_EQ(ToJson(book), R"({"title":")" + std::string(size, 'a').replace(at, 1, escaped) + "\"}");
      }
    }
  }
}

TEST(ToJsonTest, WritesListsOfNumbersAndOfMessages) {
  ListBooksRequest request;
  request.add_kinds(library::v1::KIND_POEMS);
  request.add_kinds(static_cast<library::v1::Kind>(77));
  EXPECT_EQ(ToJson(request), R"({"kinds":["KIND_POEMS",77]})");
  library::v1::ListBooksResponse reply;
  reply.add_books()->set_title("a");
  reply.add_books();
  EXPECT_EQ(ToJson(reply), R"({"books":[{"title":"a"},{}]})");
}

TEST(ToJsonTest, LeavesOutWhatANewerReleaseAdded) {
  Book book = FullBook();
  const std::string json = ToJson(book);
  book.GetReflection()->MutableUnknownFields(&book)->AddLengthDelimited(900, "x");
  book.GetReflection()->MutableUnknownFields(&book)->AddVarint(901, 1);
  EXPECT_EQ(ToJson(book), json);
}

TEST(FromJsonTest, ReadsWhatIsWritten) {
  EXPECT_THAT(Parse<Book>(ToJson(FullBook())), EqualsProto(FullBook()));
}

TEST(FromJsonTest, ReadsBothSpellingsAndAllFormsOfNumbers) {
  const auto book = Parse<Book>(R"( { "page_count" : 12, "soldCount" : 9 , "tags":[ ] , "author":null} )");
  EXPECT_EQ(book.page_count(), 12);
  EXPECT_EQ(book.sold_count(), 9);
  EXPECT_FALSE(book.has_author());
  EXPECT_EQ(Parse<Book>(R"({"pageCount":"12"})").page_count(), 12);
  EXPECT_EQ(Parse<Book>(R"({"pageCount":1.2e1})").page_count(), 12);
  EXPECT_EQ(Parse<ListBooksRequest>(R"({"minPrice":"1.5"})").min_price(), 1.5);
  EXPECT_EQ(Parse<ListBooksRequest>(R"({"minSold":18446744073709551615})").min_sold(), 18446744073709551615u);
}

TEST(FromJsonTest, ReadsEnumsByNameAndNumber) {
  EXPECT_EQ(Parse<Book>(R"({"kind":"KIND_POEMS"})").kind(), library::v1::KIND_POEMS);
  EXPECT_EQ(Parse<Book>(R"({"kind":2})").kind(), library::v1::KIND_POEMS);
}

TEST(FromJsonTest, ReadsWellKnownTypes) {
  const auto request = Parse<ListBooksRequest>(
      R"({"after":"2024-01-02T03:04:05Z","maxAge":"1.5s","readMask":"pageCount,author.display_name"})");
  EXPECT_EQ(request.after().seconds(), 1704164645);
  EXPECT_EQ(request.max_age().nanos(), 500000000);
  EXPECT_THAT(request.read_mask().paths(), ::testing::ElementsAre("page_count", "author.display_name"));
}

TEST(FromJsonTest, UndoesEscapes) {
  EXPECT_EQ(Parse<Book>(R"({"title":"\"\\\/\b\f\n\r\t\u0041\u00eb\ud83d\ude00"})").title(),
            "\"\\/\b\f\n\r\tAë😀");
}

TEST(FromJsonTest, LeavesTheMessageEmptyForAnEmptyText) { EXPECT_THAT(Parse<Book>(""), EqualsProto(Book())); }

TEST(FromJsonTest, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"author":{"teacher":{"x":1}}}})"),
            "book.author.teacher.x: there is no such field");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"kind":"FOO"}})"),
            "book.kind: must be one of KIND_UNSPECIFIED, KIND_NOVEL, KIND_POEMS");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"tags":["a",{}]}})"), "book.tags[1]: must be a text");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":[]})"), "book: must be an object");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"tags":"a"}})"), "book.tags: must be a list");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"publishTime":"x"}})"),
            "book.publish_time: is not a Timestamp as JSON writes it");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"requestId":true})"), "request_id: must be a text");
  EXPECT_EQ(Complaint<CreateBookRequest>(R"({"book":{"notes":{"sq":5}}})"), "book.notes[sq]: must be a text");
  EXPECT_EQ(Complaint<library::v1::BatchCreateBooksRequest>(
                R"({"requests":[{},{"book":{"title":null,"kind":""}}]})"),
            "requests[1].book.kind: must be one of KIND_UNSPECIFIED, KIND_NOVEL, KIND_POEMS");
}

TEST(FromJsonTest, TakesOnlyNumbersThatFit) {
  for (const char* number :
       {"1.5", "2147483648", "-2147483649", "\"x\"", "\"\"", "1e10", "\"1 \"", "\"0x1\""}) {
    EXPECT_EQ(Complaint<Book>(std::string(R"({"pageCount":)") + number + "}"),
              "page_count: must be a whole number that fits the field")
        << number;
  }
  EXPECT_THAT(Complaint<Book>(R"({"soldCount":9223372036854775808})"), HasSubstr("fits"));
  EXPECT_THAT(Complaint<Book>(R"({"pageCount":true})"), HasSubstr("must be a whole number"));
}

TEST(FromJsonTest, RefusesAFieldThatIsGivenTwice) {
  EXPECT_EQ(Complaint<Book>(R"({"title":"a","title":"b"})"), "title: is given twice");
  EXPECT_EQ(Complaint<Book>(R"({"pageCount":1,"page_count":1})"), "page_count: is given twice");
}

class NotJsonTest : public ::testing::TestWithParam<const char*> {};

TEST_P(NotJsonTest, IsRefused) {
  EXPECT_THAT(Complaint<Book>(GetParam()), HasSubstr("body: is not ")) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(All, NotJsonTest,
                         ::testing::Values("{", "}", "{}}", "{} x", "{\"title\"}", "{\"title\":}",
                                           "{\"title\":\"a\",}", "{title:\"a\"}", "{'title':'a'}",
                                           "{\"title\":\"a}", "{\"title\":\"\\x\"}", "{\"title\":\"\\u12\"}",
                                           "{\"title\":\"\\ud800\"}", "{\"title\":\"\\udc00\"}",
                                           "{\"title\":\"\n\"}", "{\"title\":\"\xff\"}", "{\"pageCount\":01}",
                                           "{\"pageCount\":+1}", "{\"pageCount\":.5}", "{\"pageCount\":1.}",
                                           "{\"pageCount\":1e}", "{\"pageCount\":-}", "{\"tags\":[\"a\",]}",
                                           "{\"tags\":[\"a\"}", "{\"author\":nul}", "\xef\xbb\xbf{}",
                                           "{\"title\":NaN}"));

TEST(FromJsonTest, SaysWhereItIsNotJson) {
  EXPECT_EQ(Complaint<Book>("{\n  \"title\" \"a\"}"), "body: is not JSON: expected ':' at line 2, column 11");
}

TEST(FromJsonTest, WantsAnObject) {
  for (const char* json : {"[]", "\"a\"", "5", "null"})
    EXPECT_EQ(Complaint<Book>(json), "body: must be an object");
}

TEST(FromJsonTest, LimitsHowDeepItGoes) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += R"({"teacher":)";
  EXPECT_THAT(Complaint<library::v1::Author>(deep), HasSubstr("nested too deeply"));
  const std::string lists = R"({"displayName":)" + std::string(100'000, '[');
  EXPECT_THAT(Complaint<library::v1::Author>(lists), HasSubstr("nested too deeply"));
}

TEST(FromJsonTest, BeginsPathsWithThePrefix) {
  Book book;
  try {
    FromJson(R"({"kind":"x"})", "book", book);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.violations().at(0).field, "book.kind");
  }
}

}  // namespace
}  // namespace waymark::gateway
