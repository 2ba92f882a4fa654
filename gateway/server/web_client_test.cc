// The web client as the gateway serves it: which files, to whom, with which headers.
#include "gateway/server/web_client.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <map>

namespace waymark::gateway {
namespace {

namespace fs = std::filesystem;
namespace http = boost::beast::http;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class WebClientTest : public ::testing::Test {
 protected:
  WebClientTest() {
    std::string name = fs::temp_directory_path() / "web-client-XXXXXX";
    folder_ = mkdtemp(name.data());
    Write("site/index.html", "<!doctype html>");
    Write("site/assets/main-1a2b.js", "run()");
    Write("site/assets/main-1a2b.js.gz", "small");
    Write("site/assets/main-1a2b.js.br", "smaller");
    Write("secret.txt", "not for them");
    client_ = std::make_unique<WebClient>(folder_ / "site");
  }
  ~WebClientTest() override { fs::remove_all(folder_); }

  void Write(const fs::path& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  static Header Asking(const std::map<std::string, std::string>& fields, http::verb verb = http::verb::get) {
    Header header;
    header.method(verb);
    for (const auto& [name, value] : fields) header.set(name, value);
    return header;
  }
  static std::string Value(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }

  static constexpr char kScript[] = "/assets/main-1a2b.js";
  const std::map<std::string, std::string> browser_ = {
      {"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};
  fs::path folder_;
  std::unique_ptr<WebClient> client_;
};

TEST_F(WebClientTest, AFileThatIsNamedByItsContentsIsKeptForEver) {
  const auto response = client_->Serve(Asking({}), kScript);
  EXPECT_EQ(response.text(), "run()");
  EXPECT_EQ(response.content_type, "text/javascript; charset=utf-8");
  EXPECT_THAT(Value(response, "Cache-Control"), HasSubstr("immutable"));
}

TEST_F(WebClientTest, ThePageIsAskedForAgain) {
  const auto response = client_->Serve(Asking(browser_), "/");
  EXPECT_EQ(response.text(), "<!doctype html>");
  EXPECT_EQ(Value(response, "Cache-Control"), "no-cache");
  EXPECT_THAT(Value(response, "Content-Security-Policy"), HasSubstr("script-src 'self'; style-src 'self'"));
}

TEST_F(WebClientTest, ThePageMayUseWhatIsOursAlone) {
  const auto response = client_->Serve(Asking(browser_), "/account-link");
  const std::string policy = Value(response, "Content-Security-Policy");
  EXPECT_THAT(policy, StartsWith("default-src 'none';"));
  EXPECT_THAT(policy,
              AllOf(HasSubstr("base-uri 'none'"), HasSubstr("form-action 'none'"),
                    HasSubstr("frame-ancestors 'none'"), HasSubstr("require-trusted-types-for 'script'")));
  for (const char* loose : {"unsafe-", "http", "*", "blob:", "object-src"}) {
    EXPECT_THAT(policy, Not(HasSubstr(loose))) << loose;
  }
  EXPECT_EQ(Value(response, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_THAT(Value(response, "Permissions-Policy"), HasSubstr("camera=()"));
}

TEST_F(WebClientTest, WhoHasTheVersionAlreadyIsNotSentIt) {
  const std::string etag = Value(client_->Serve(Asking(browser_), "/"), "ETag");
  ASSERT_THAT(etag, StartsWith("\""));
  for (const std::string& said : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
    const auto response = client_->Serve(Asking({{"If-None-Match", said}}), "/");
    EXPECT_EQ(response.status, 304) << said;
    EXPECT_EQ(response.text(), "");
    EXPECT_EQ(Value(response, "ETag"), etag);
  }
  EXPECT_EQ(client_->Serve(Asking({{"If-None-Match", "\"other\""}}), "/").status, 200);
}

TEST_F(WebClientTest, TheSmallestCodingThatIsTakenIsSent) {
  const std::map<std::string, std::string> sent = {{"gzip, deflate, br", "smaller"},
                                                   {"gzip;q=0.5", "small"},
                                                   {"br;q=0, gzip", "small"},
                                                   {"br;q=0.0", "run()"},
                                                   {"identity", "run()"},
                                                   {"", "run()"}};
  for (const auto& [codings, text] : sent) {
    const auto response = client_->Serve(Asking({{"Accept-Encoding", codings}}), kScript);
    EXPECT_EQ(response.text(), text) << codings;
    EXPECT_EQ(Value(response, "Vary"), "Accept-Encoding");
  }
  // The others are no files of their own.
  EXPECT_FALSE(client_->Has(Asking({}), std::string(kScript) + ".gz"));
}

TEST_F(WebClientTest, WhereSomebodyNavigatesToIsAPage) {
  for (const char* path : {"/", "/o/asp/people", "/design", "/index.html"}) {
    EXPECT_TRUE(client_->Has(Asking(browser_), path)) << path;
    EXPECT_EQ(client_->Serve(Asking(browser_), path).text(), "<!doctype html>") << path;
  }
  EXPECT_TRUE(client_->Has(Asking(browser_, http::verb::head), "/design"));
}

TEST_F(WebClientTest, WhatProgramsAskForIsNot) {
  for (const char* path :
       {"/v1/organizations", "/waymark.access.v1.AccountsService/GetAccount", "/assets/main-gone.js"}) {
    EXPECT_FALSE(client_->Has(Asking(browser_), path)) << path;
  }
  EXPECT_FALSE(client_->Has(Asking({}), "/design"));
  EXPECT_FALSE(client_->Has(Asking({{"Accept", "*/*"}}), "/design"));
  EXPECT_FALSE(client_->Has(Asking(browser_, http::verb::post), "/design"));
}

TEST_F(WebClientTest, NoPathLeavesTheTable) {
  for (const char* path :
       {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "//secret.txt"}) {
    EXPECT_FALSE(client_->Has(Asking({}), path)) << path;
    EXPECT_EQ(client_->Serve(Asking(browser_), path).text(), "<!doctype html>") << path;
  }
}

TEST_F(WebClientTest, AFolderWithoutAClientIsRefused) {
  EXPECT_THROW(WebClient(folder_ / "nothing"), std::runtime_error);
  EXPECT_THROW(WebClient{folder_}, std::runtime_error);
}

TEST_F(WebClientTest, WithoutAFolderItIsSaidWhatToDo) {
  const WebClient none;
  for (const char* path : {"/", "/account-link", "/sign-in/oidc"}) {
    ASSERT_TRUE(none.Has(Asking(browser_), path)) << path;
    const auto response = none.Serve(Asking(browser_), path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_THAT(std::string(response.text()),
                AllOf(HasSubstr("WAYMARK_WEB_FOLDER"), HasSubstr("waymark account redeem")));
  }
  EXPECT_FALSE(none.Has(Asking({}), "/"));
}

}  // namespace
}  // namespace waymark::gateway
