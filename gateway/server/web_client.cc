#include "gateway/server/web_client.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "services/common/base/ids.h"
#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

namespace fs = std::filesystem;
namespace http = boost::beast::http;

constexpr std::string_view kIndex = "/index.html", kHashed = "/assets/";

// Its own files and its own API, no text that becomes code or markup but what the
// framework compiled.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

constexpr std::string_view kNoClient = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Waymark</title>
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<main>
<h1>Waymark</h1>
<p>This gateway has no web client. <code>deploy/up</code> builds it; else set <code>WAYMARK_WEB_FOLDER</code>
to the folder that <code>npm run build</code> makes of <code>gateway/web</code>.</p>
<p>Without one, a link to set a password is redeemed by <code>waymark account redeem</code>, and nobody signs in
by a provider.</p>
<p>The API is described in <a href="/docs">its documentation</a>.</p>
</main>
</body>
</html>
)";

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"}};

std::string_view TypeOf(const fs::path& file) {
  for (const auto& [extension, type] : kTypes) {
    if (file.extension() == extension) return type;
  }
  return "application/octet-stream";
}

std::string Contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string ContentsIfAny(const fs::path& file) { return fs::exists(file) ? Contents(file) : std::string(); }

std::string Hex(std::string_view bytes) {
  std::string out;
  for (const unsigned char byte : bytes) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

// Whether a list of a header, as `gzip, br;q=0.9`, takes it.
bool Takes(std::string_view list, std::string_view wanted) {
  for (const std::string_view part : Split(list, ',')) {
    const std::string_view name = Trimmed(part.substr(0, part.find(';')));
    const size_t quality = part.find(";q=0");
    const bool refused = quality != std::string_view::npos &&
                         part.substr(quality + 4).find_first_not_of("0. ") == std::string_view::npos;
    if (Lower(name) == wanted) return !refused;
  }
  return false;
}

bool NamesEtag(std::string_view list, std::string_view etag) {
  for (const std::string_view part : Split(list, ',')) {
    std::string_view name = Trimmed(part);
    if (name.starts_with("W/")) name.remove_prefix(2);
    if (name == etag || name == "*") return true;
  }
  return false;
}

// A page of the client, not what a program asks for: those do not say that they take HTML.
bool IsNavigation(const Header& header, std::string_view path) {
  return (header.method() == http::verb::get || header.method() == http::verb::head) &&
         !path.starts_with("/v1/") && !path.starts_with("/waymark.") && !path.starts_with(kHashed) &&
         Takes(HeaderValue(header, http::field::accept), "text/html");
}

void AddPageHeaders(Response& response) {
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

}  // namespace

WebClient::WebClient(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    const fs::path& file = entry.path();
    if (!entry.is_regular_file() || file.extension() == ".gz" || file.extension() == ".br") continue;
    Add(file, "/" + file.lexically_relative(folder).generic_string());
  }
  if (error || !Find(kIndex)) {
    throw std::runtime_error("WAYMARK_WEB_FOLDER: there is no web client in " + folder.string());
  }
}

void WebClient::Add(const fs::path& file, const std::string& path) {
  File& added = files_[path];
  added.content_type = TypeOf(file);
  added.immutable = path.starts_with(kHashed);
  added.body = Contents(file);
  added.gzip = ContentsIfAny(file.string() + ".gz");
  added.brotli = ContentsIfAny(file.string() + ".br");
  added.etag = "\"" + Hex(Sha256(added.body)).substr(0, 32) + "\"";
}

const WebClient::File* WebClient::Find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

bool WebClient::Has(const Header& header, std::string_view path) const {
  return Find(path) || IsNavigation(header, path);
}

Response WebClient::Serve(const Header& header, std::string_view path) const {
  const File* file = Find(path);
  if (!file) file = Find(kIndex);
  if (!file) {
    return {.status = 404,
            .content_type = TypeOf(kIndex),
            .headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'self'"}},
            .body = std::string(kNoClient),
            .code = "NOT_FOUND"};
  }
  Response response{.content_type = file->content_type, .page = &file->body};
  response.headers.emplace_back("Cache-Control",
                                file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("ETag", file->etag);
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  if (file->content_type.starts_with("text/html")) AddPageHeaders(response);
  if (NamesEtag(HeaderValue(header, http::field::if_none_match), file->etag)) {
    response.status = 304;
    response.page = nullptr;
    return response;
  }
  const std::string_view codings = HeaderValue(header, http::field::accept_encoding);
  if (!file->brotli.empty() && Takes(codings, "br")) {
    response.page = &file->brotli;
    response.headers.emplace_back("Content-Encoding", "br");
  } else if (!file->gzip.empty() && Takes(codings, "gzip")) {
    response.page = &file->gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace waymark::gateway
