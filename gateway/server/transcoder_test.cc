#include "gateway/server/transcoder.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>

#include "gateway/server/field_text.h"
#include "gateway/server/testing/library.h"
#include "services/common/status/error.h"
#include "services/common/testing/matchers.h"
#include "waymark/library/v1/library.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using ::waymark::testing::EqualsProto;

class TranscoderTest : public ::testing::Test {
 protected:
  template <typename Message>
  Message Bind(std::string_view method, std::string_view path, std::string_view query,
               std::string_view body = "") {
    const auto match = api_.Find(method, path);
    EXPECT_EQ(match.outcome, Router::Match::Outcome::kFound);
    Message message;
    BindRequest(api_.binding(match.route), match.values, query, body, message);
    return message;
  }

  // What is wrong with a list request of this query.
  std::string Complaint(std::string_view query) {
    try {
      Bind<library::v1::ListBooksRequest>("GET", "/v1/libraries/l/books", query);
    } catch (const Error& error) {
      return error.violations().at(0).field + ": " + error.violations().at(0).description;
    }
    return "";
  }

  template <typename Message>
  static Message Proto(const std::string& text) {
    Message message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
    return message;
  }

  const Api api_ = testing::LibraryApi();
};

TEST_F(TranscoderTest, BindsAllKindsOfQueryParameters) {
  EXPECT_THAT(Bind<library::v1::ListBooksRequest>(
                  "GET", "/v1/libraries/l/books",
                  "pageSize=5&page_token=a%20b%2Bc+d&kinds=KIND_NOVEL&kinds=2&author.displayName=A&"
                  "author.teacher.display_name=T&showLent=false&after=2024-01-02T03:04:05Z&minPrice=1.5&"
                  "min_sold=18446744073709551615&readMask=title,pageCount&maxAge=3s&tags=x&tags=y"),
              EqualsProto(Proto<library::v1::ListBooksRequest>(R"pb(
                parent: "libraries/l"
                page_size: 5
                page_token: "a b+c d"
                kinds: KIND_NOVEL
                kinds: KIND_POEMS
                author {
                  display_name: "A"
                  teacher { display_name: "T" }
                }
                show_lent: false
                after { seconds: 1704164645 }
                min_price: 1.5
                min_sold: 18446744073709551615
                read_mask { paths: "title" paths: "page_count" }
                max_age { seconds: 3 }
                tags: "x"
                tags: "y"
              )pb")));
}

TEST_F(TranscoderTest, NamesAQueryParameterThatIsWrong) {
  EXPECT_EQ(Complaint("nothing=1"), "nothing: there is no such query parameter");
  EXPECT_EQ(Complaint("author.nothing=1"), "author.nothing: there is no such query parameter");
  EXPECT_EQ(Complaint("pageSize.x=1"), "pageSize.x: there is no such query parameter");
  EXPECT_EQ(Complaint("parent=libraries/x"), "parent: is given by the path already");
  EXPECT_EQ(Complaint("pageSize=1&page_size=2"), "page_size: is given twice");
  EXPECT_EQ(Complaint("pageSize=x"), "page_size: must be a whole number that fits the field");
  EXPECT_EQ(Complaint("pageSize=2147483648"), "page_size: must be a whole number that fits the field");
  EXPECT_EQ(Complaint("pageSize="), "page_size: must be a whole number that fits the field");
  EXPECT_EQ(Complaint("minSold=-1"), "min_sold: must be a whole number that fits the field");
  EXPECT_EQ(Complaint("minPrice=inf"), "min_price: must be a finite number");
  EXPECT_EQ(Complaint("showLent=1"), "show_lent: must be true or false");
  EXPECT_EQ(Complaint("kinds=x"), "kinds: must be one of KIND_UNSPECIFIED, KIND_NOVEL, KIND_POEMS");
  EXPECT_EQ(Complaint("after=yesterday"), "after: is not a Timestamp as JSON writes it");
  EXPECT_EQ(Complaint("after=%22"), "after: is not valid");
  EXPECT_EQ(Complaint("readMask=a,,b"), "read_mask: is not a list of fields");
  EXPECT_EQ(Complaint("author=A"), "author: is not a Author as JSON writes it");
  EXPECT_EQ(Complaint("pageToken=%zz"), "query: holds a broken percent-encoding");
  EXPECT_EQ(Complaint("pageToken=%ff"), "page_token: is not valid UTF-8");
}

TEST_F(TranscoderTest, TakesEmptyParts) { EXPECT_EQ(Complaint("&&pageToken=&"), ""); }

TEST_F(TranscoderTest, PutsTheBodyIntoItsFieldAndTheQueryBesideIt) {
  const auto request =
      Bind<library::v1::CreateBookRequest>("POST", "/v1/libraries/l/books", "bookId=7", R"({"title":"T"})");
  EXPECT_EQ(request.parent(), "libraries/l");
  EXPECT_EQ(request.book().title(), "T");
  EXPECT_EQ(request.book_id(), "7");
}

TEST_F(TranscoderTest, LetsThePathWinOverTheBody) {
  const auto request =
      Bind<library::v1::UpdateBookRequest>("PATCH", "/v1/libraries/l/books/1", "updateMask=title",
                                           R"({"name":"libraries/l/books/2","title":"T"})");
  EXPECT_EQ(request.book().name(), "libraries/l/books/1");
  EXPECT_THAT(request.update_mask().paths(), ::testing::ElementsAre("title"));
}

TEST_F(TranscoderTest, TakesNoQueryBesideAWholeBody) {
  EXPECT_THROW(Bind<library::v1::LendBookRequest>("POST", "/v1/libraries/l/books/1:lend", "reader=A", "{}"),
               Error);
  const auto request =
      Bind<library::v1::LendBookRequest>("POST", "/v1/libraries/l/books/1:lend", "", R"({"reader":"A"})");
  EXPECT_EQ(request.name(), "libraries/l/books/1");
  EXPECT_EQ(request.reader(), "A");
}

TEST_F(TranscoderTest, TakesNoBodyWhereThereIsNone) {
  EXPECT_THROW(Bind<library::v1::GetBookRequest>("GET", "/v1/libraries/l/books/1", "", "{}"), Error);
}

TEST_F(TranscoderTest, AnswersWithTheResponseBody) {
  const auto match = api_.Find("POST", "/v1/libraries/l/books/1:lend");
  library::v1::LendBookResponse reply;
  reply.mutable_loan()->set_reader("A");
  EXPECT_EQ(ReplyBody(api_.binding(match.route), reply), R"({"reader":"A"})");
}

TEST(JsonPathTest, SpellsNamesAsJsonDoes) {
  EXPECT_EQ(JsonPath("requests[16].participant.external_id"), "requests[16].participant.externalId");
  EXPECT_EQ(JsonPath("update_mask"), "updateMask");
  EXPECT_EQ(JsonPath("X-Timeout"), "X-Timeout");
}

}  // namespace
}  // namespace waymark::gateway
