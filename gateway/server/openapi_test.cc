#include "gateway/server/openapi.h"

#include <gmock/gmock.h>

#include "gateway/server/descriptor_set.h"
#include "gateway/server/docs.h"
#include "gateway/server/testing/library.h"

namespace waymark::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class OpenApiTest : public ::testing::Test {
 protected:
  // The parameter of an operation, or null.
  static Json Parameter(const Json& operation, const std::string& name) {
    for (const Json& parameter : operation["parameters"]) {
      if (parameter["name"] == name) return parameter;
    }
    return nullptr;
  }

  const Api api_ = testing::LibraryApi();
  const Json document_ = OpenApi(api_, testing::LibraryDescriptors());
  const Json& paths_ = document_["paths"];
  const Json& schemas_ = document_["components"]["schemas"];
};

TEST_F(OpenApiTest, NamesPathParametersAfterTheirCollections) {
  ASSERT_TRUE(paths_.contains("/v1/libraries/{library}/books/{book}"));
  const Json& path = paths_["/v1/libraries/{library}/books/{book}"];
  for (const char* method : {"get", "patch", "delete"}) EXPECT_TRUE(path.contains(method)) << method;
  EXPECT_TRUE(paths_.contains("/v1/libraries/{library}/books/{book}:lend"));
  EXPECT_EQ(Parameter(path["get"], "book")["in"], "path");
}

TEST_F(OpenApiTest, GivesEveryMappingAnIdOfItsOwn) {
  EXPECT_EQ(paths_["/v1/libraries/{library}/books/{book}"]["get"]["operationId"], "BookService_GetBook");
  EXPECT_EQ(paths_["/v1/libraries/{library}/rooms/{room}/books/{book}"]["get"]["operationId"],
            "BookService_GetBook_2");
}

TEST_F(OpenApiTest, DescribesInTheWordsOfTheComments) {
  const Json& get = paths_["/v1/libraries/{library}/books/{book}"]["get"];
  EXPECT_EQ(get["summary"], "Reads one book");
  EXPECT_EQ(get["description"], "Reads one book. NOT_FOUND when there is none of that name.");
  EXPECT_EQ(document_["tags"][0]["description"], "Keeps books on shelves.");
  EXPECT_EQ(schemas_["library.v1.Book"]["description"], "One book.");
  EXPECT_THAT(std::string(schemas_["library.v1.Kind"]["description"]), HasSubstr("- `KIND_NOVEL`: Prose."));
}

TEST_F(OpenApiTest, ListsQueryParameters) {
  const Json& list = paths_["/v1/libraries/{library}/books"]["get"];
  EXPECT_EQ(Parameter(list, "pageSize")["schema"]["type"], "integer");
  EXPECT_EQ(Parameter(list, "pageSize")["description"], "The most books to answer.");
  EXPECT_EQ(Parameter(list, "kinds")["schema"]["type"], "array");
  EXPECT_EQ(Parameter(list, "after")["schema"]["format"], "date-time");
  EXPECT_EQ(Parameter(list, "author.displayName")["in"], "query");
  EXPECT_EQ(Parameter(list, "author.teacher.teacher"), nullptr);
  EXPECT_EQ(Parameter(list, "parent"), nullptr) << "it is in the path";
}

TEST_F(OpenApiTest, TellsHowToAskTwiceAndForWhichVersion) {
  const Json& books = paths_["/v1/libraries/{library}/books"];
  EXPECT_EQ(Parameter(books["post"], "Idempotency-Key")["in"], "header");
  EXPECT_EQ(Parameter(books["get"], "Idempotency-Key"), nullptr);
  EXPECT_EQ(Parameter(books["post"], "If-Match"), nullptr) << "there is no version yet";
  const Json& book = paths_["/v1/libraries/{library}/books/{book}"];
  EXPECT_EQ(Parameter(book["patch"], "If-Match")["in"], "header");
  EXPECT_TRUE(book["get"]["responses"]["200"]["headers"].contains("ETag"));
}

TEST_F(OpenApiTest, StatesTheRulesOfFields) {
  const Json& book = schemas_["library.v1.Book"];
  EXPECT_EQ(book["properties"]["title"]["minLength"], 1);
  EXPECT_EQ(book["properties"]["title"]["maxLength"], 200);
  EXPECT_EQ(book["properties"]["pageCount"]["minimum"], 1);
  EXPECT_EQ(book["properties"]["pageCount"]["maximum"], 10000);
  EXPECT_EQ(book["properties"]["tags"]["maxItems"], 10);
  EXPECT_EQ(book["properties"]["boughtOn"]["pattern"], "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$");
  EXPECT_FALSE(book["properties"]["boughtOn"].contains("format")) << "it would refuse an empty text";
  EXPECT_EQ(book["properties"]["name"]["readOnly"], true);
  EXPECT_EQ(book["properties"]["soldCount"]["type"], "string");
  EXPECT_EQ(book["properties"]["notes"]["additionalProperties"]["type"], "string");
  EXPECT_THAT(book["required"], ElementsAre("title"));
}

TEST_F(OpenApiTest, AsksInABodyForWhatIsNotInThePath) {
  const auto body = [&](const char* path, const char* method) {
    return paths_[path][method]["requestBody"]["content"]["application/json"]["schema"];
  };
  EXPECT_EQ(body("/v1/libraries/{library}/books", "post")["$ref"], "#/components/schemas/library.v1.Book");
  EXPECT_FALSE(body("/v1/libraries/{library}/books:batchCreate", "post")["properties"].contains("parent"));
  EXPECT_FALSE(body("/v1/libraries/{library}/books/{book}", "patch").contains("required"));
}

TEST_F(OpenApiTest, WantsTheTokenAndAnswersWithProblems) {
  EXPECT_EQ(document_["openapi"], "3.1.0");
  EXPECT_EQ(document_["components"]["securitySchemes"]["token"]["scheme"], "bearer");
  const Json& get = paths_["/v1/libraries/{library}/books/{book}"]["get"];
  EXPECT_EQ(get["responses"]["default"]["$ref"], "#/components/responses/Problem");
}

// Every `$ref` of `json` leads somewhere in `document`.
void ExpectReferencesToLead(const Json& json, const Json& document) {
  if (json.is_object() && json.contains("$ref")) {
    const std::string reference = json["$ref"];
    EXPECT_TRUE(document.contains(Json::json_pointer(reference.substr(1)))) << reference;
  }
  if (json.is_structured()) {
    for (const auto& item : json) ExpectReferencesToLead(item, document);
  }
}

// The API of this repository, as the program serves it.
class WaymarkApiTest : public ::testing::Test {
 protected:
  const Api api_{WaymarkServices(DescriptorSet(), *google::protobuf::DescriptorPool::generated_pool()),
                 *google::protobuf::MessageFactory::generated_factory()};
  const Json document_ = OpenApi(api_, DescriptorSet());
};

TEST_F(WaymarkApiTest, TellsServicesOfOneNameApart) {
  std::set<std::string> names;
  for (const Json& tag : document_["tags"]) EXPECT_TRUE(names.insert(tag["name"]).second) << tag["name"];
}

TEST_F(WaymarkApiTest, NamesOperationsWhateverTheOrderOfServices) {
  std::set<std::string> ids;
  for (const Json& operations : document_["paths"]) {
    for (const Json& operation : operations) ids.insert(operation["operationId"]);
  }
  EXPECT_TRUE(ids.contains("courses_v1_VerificationService_Verify")) << Json(ids).dump();
  EXPECT_TRUE(ids.contains("CoursesService_GetCourse"));
  for (const std::string& id : ids)
    EXPECT_EQ(id.find("VerificationService_Verify_"), std::string::npos) << id;
}

TEST_F(WaymarkApiTest, AsksForWhatTheServerAsksFor) {
  const Json& schemas = document_["components"]["schemas"];
  EXPECT_THAT(schemas["courses.v1.CreateCourseRequest"]["required"], ElementsAre("course"));
  EXPECT_EQ(schemas["participants.v1.Organization"]["properties"]["country"]["pattern"], "^([A-Z]{2})?$");
  for (const auto& [name, schema] : schemas.items()) {
    if (!schema.contains("properties")) continue;
    const Json& fields = schema["properties"];
    if (fields.contains("etag")) {
      EXPECT_FALSE(fields["etag"].contains("readOnly")) << name;
    }
    if (!fields.contains("requestId") || name == "Problem") continue;
    EXPECT_EQ(fields["requestId"]["maxLength"], 128) << name;
    EXPECT_EQ(fields["requestId"]["pattern"], "^[!-~]*$") << name;
  }
}

TEST_F(WaymarkApiTest, HasServicesBehindIt) { EXPECT_THAT(api_.Upstreams(), Not(::testing::IsEmpty())); }

TEST_F(WaymarkApiTest, RefersOnlyToWhatIsThere) { ExpectReferencesToLead(document_, document_); }

TEST_F(WaymarkApiTest, DescribesEveryOperationParameterAndField) {
  for (const auto& [path, operations] : document_["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      EXPECT_NE(operation["description"], "") << method << " " << path;
      for (const Json& parameter : operation["parameters"]) {
        EXPECT_TRUE(parameter["in"] == "path" || parameter.contains("description"))
            << path << parameter.dump();
      }
    }
  }
  for (const auto& [name, schema] : document_["components"]["schemas"].items()) {
    if (name.rfind("google.", 0) == 0 || !schema.contains("properties") || name == "Problem") continue;
    for (const auto& [field, property] : schema["properties"].items()) {
      EXPECT_TRUE(property.contains("description")) << name << "." << field;
    }
  }
}

TEST_F(OpenApiTest, BecomesAPageThatLoadsNothingFromElsewhereAndRunsNothing) {
  const std::string page = DocsPage(document_);
  EXPECT_THAT(page, HasSubstr("<code>/v1/libraries/{library}/books/{book}:lend</code>"));
  EXPECT_THAT(page, HasSubstr("<h3 id=\"library.v1.Book\">"));
  EXPECT_THAT(page, HasSubstr("required"));
  for (const char* foreign : {"<script", "style=", "http:", "https:", "onclick"}) {
    EXPECT_THAT(page, Not(HasSubstr(foreign)));
  }
}

TEST(DocsPageTest, EscapesWhatItShows) {
  Json document = OpenApi(testing::LibraryApi(), testing::LibraryDescriptors());
  document["tags"][0]["description"] = "a <b> & `c<d`";
  EXPECT_THAT(DocsPage(document), HasSubstr("<p>a &lt;b&gt; &amp; <code>c&lt;d</code></p>"));
}

}  // namespace
}  // namespace waymark::gateway
