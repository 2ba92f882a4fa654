#include "gateway/cli/client.h"

#include <curl/curl.h>
#include <google/protobuf/descriptor.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "gateway/cli/common_options.h"
#include "gateway/cli/data_folder.h"
#include "gateway/cli/kept_session.h"
#include "google/rpc/status.pb.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/grpc_status.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

// How long a gateway that was never reached is waited for.
constexpr int kFirstPatienceSeconds = 10;
// How long a call is tried again without a word.
constexpr std::chrono::seconds kSilence{1};

// What the gateway has beyond the time of a call, to say that it is over.
constexpr int kGraceSeconds = 2;

constexpr std::string_view kSessionCookie = "__Host-session=";

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string FirstLine(const fs::path& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

Code CodeOfConnect(const std::string& name) {
  static const std::map<std::string, Code> kCodes = {{"canceled", Code::kCancelled},
                                                     {"unknown", Code::kUnknown},
                                                     {"invalid_argument", Code::kInvalidArgument},
                                                     {"deadline_exceeded", Code::kDeadlineExceeded},
                                                     {"not_found", Code::kNotFound},
                                                     {"already_exists", Code::kAlreadyExists},
                                                     {"permission_denied", Code::kPermissionDenied},
                                                     {"resource_exhausted", Code::kResourceExhausted},
                                                     {"failed_precondition", Code::kFailedPrecondition},
                                                     {"aborted", Code::kAborted},
                                                     {"unimplemented", Code::kUnimplemented},
                                                     {"internal", Code::kInternal},
                                                     {"unavailable", Code::kUnavailable},
                                                     {"unauthenticated", Code::kUnauthenticated}};
  const auto found = kCodes.find(name);
  return found == kCodes.end() ? Code::kUnknown : found->second;
}

// Connect writes details in base64 of either alphabet, without padding.
void FromBase64(std::string text, std::string& bytes) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  while (text.ends_with('=')) text.pop_back();
  FromBase64Url(text, bytes);
}

Error NotLetIn(const Address& address) {
  if (!address.session.empty() && address.token.empty()) {
    return Error(Code::kUnauthenticated, "SESSION_ENDED",
                 "the session has ended; sign in by `waymark login`, or forget it by `waymark logout`");
  }
  return Error(Code::kUnauthenticated, "UNAUTHENTICATED",
               "the token is not accepted; set WAYMARK_TOKEN or WAYMARK_DATA, or sign in by `waymark login`");
}

Error ErrorOfProblem(const nlohmann::json& problem) {
  Error error(CodeOfConnect(Lower(problem.value("code", ""))), problem.value("reason", ""),
              problem.value("detail", ""));
  for (const auto& violation : problem.value("fieldViolations", nlohmann::json::array())) {
    error = std::move(error).WithViolation(violation.value("field", ""), violation.value("description", ""));
  }
  return error;
}

// The error in an answer: problem+json of the gateway, or Connect's error with
// google.rpc details.
Error ErrorOf(const Address& address, const std::string& body, long status) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) {
    return Error(status >= 500 ? Code::kUnavailable : Code::kInternal, "HTTP_" + std::to_string(status),
                 "the gateway answered with HTTP status " + std::to_string(status));
  }
  if (status == 401 && json.value("reason", "").starts_with("CREDENTIALS_")) return NotLetIn(address);
  if (json.contains("reason")) return ErrorOfProblem(json);
  google::rpc::Status details;
  details.set_code(static_cast<int>(CodeOfConnect(json.value("code", ""))));
  for (const auto& detail : json.value("details", nlohmann::json::array())) {
    auto& any = *details.add_details();
    any.set_type_url("type.googleapis.com/" + detail.value("type", ""));
    FromBase64(detail.value("value", ""), *any.mutable_value());
  }
  return FromGrpc({static_cast<grpc::StatusCode>(details.code()),
                   json.value("message", json.value("detail", "")), details.SerializeAsString()});
}

size_t Append(char* data, size_t size, size_t count, void* out) {
  static_cast<std::string*>(out)->append(data, size * count);
  return size * count;
}

// Takes the secret out of `Set-Cookie: __Host-session=…; …`.
size_t TakeSession(char* data, size_t size, size_t count, void* secret) {
  const std::string_view line(data, size * count);
  constexpr std::string_view kName = "set-cookie: ";
  if (Lower(line.substr(0, kName.size())) == kName && line.substr(kName.size()).starts_with(kSessionCookie)) {
    const std::string_view rest = line.substr(kName.size() + kSessionCookie.size());
    *static_cast<std::string*>(secret) = rest.substr(0, rest.find(';'));
  }
  return line.size();
}

Error Unreachable(const Address& address, const char* why) {
  return Error(Code::kUnavailable, "GATEWAY_UNREACHABLE",
               "the gateway at " + address.url + " does not answer (" + why + ")");
}

// A stream as it comes.
struct Following {
  CURL* handle;
  const std::function<bool()>& go_on;
  ServerEvents events;
  std::string refusal = {};         // the body of an answer that is no stream
  std::optional<Error> error = {};  // what taking an event has thrown

  static size_t Take(char* data, size_t size, size_t count, void* self) {
    auto& following = *static_cast<Following*>(self);
    const std::string_view piece(data, size * count);
    long status = 0;
    curl_easy_getinfo(following.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
      following.refusal += piece;
      return piece.size();
    }
    try {
      following.events.Add(piece);
      return piece.size();
    } catch (const Error& error) {
      following.error = error;
      return 0;
    }
  }
  static int Ask(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Following*>(self)->go_on() ? 0 : 1;
  }
};

}  // namespace

bool WorthRepeating(const Error& error) {
  switch (error.code()) {
    case Code::kUnavailable:
    case Code::kResourceExhausted:
    case Code::kUnknown:
    case Code::kAborted:
    case Code::kDeadlineExceeded:
      return true;
    default:
      return false;
  }
}

Error ErrorOfEvent(const std::string& problem) {
  const auto json = nlohmann::json::parse(problem, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Error(Code::kUnavailable, "STREAM_ENDED", "the stream has ended");
  return ErrorOfProblem(json);
}

std::string FindUrl() {
  std::string url = Environment("WAYMARK_URL");
  if (url.empty()) {
    if (const auto folder = DataFolder()) url = FirstLine(*folder / "url");
  }
  while (url.ends_with('/')) url.pop_back();
  if (url.empty()) {
    throw Error(Code::kFailedPrecondition, "ADDRESS_UNKNOWN",
                "no Waymark was found: start one with deploy/up, or set WAYMARK_URL");
  }
  return url;
}

Address FindAddress() {
  Address address{.url = FindUrl(), .token = Environment("WAYMARK_TOKEN"), .session = ""};
  if (!address.token.empty()) return address;
  address.session = KeptSession(address.url);
  if (!address.session.empty()) return address;
  // Shown to no other gateway than its own.
  const auto folder = DataFolder();
  if (folder && FirstLine(*folder / "url") == address.url) address.token = FirstLine(*folder / "admin-token");
  if (address.token.empty()) {
    throw Error(
        Code::kFailedPrecondition, "TOKEN_UNKNOWN",
        "nothing was found that opens it: sign in by `waymark login`, or set WAYMARK_TOKEN or WAYMARK_DATA");
  }
  return address;
}

struct Client::Curl {
  CURL* handle = curl_easy_init();
  std::string credential;
  std::string begun_session;
  ~Curl() { curl_easy_cleanup(handle); }
};

Client::Client(const Address& address) : address_(address), curl_(std::make_unique<Curl>()) {
  if (!address.token.empty()) {
    curl_->credential = "Authorization: Bearer " + address.token;
  } else if (!address.session.empty()) {
    curl_->credential = "Cookie: " + std::string(kSessionCookie) + address.session;
  }
}

Client::~Client() = default;

const std::string& Client::begun_session() const { return curl_->begun_session; }

std::string Client::Post(const std::string& url, const std::string& body, const char* content_type,
                         int timeout_seconds) {
  status_ = 0;
  CURL* handle = curl_->handle;
  std::string answer;
  curl_slist* headers = nullptr;
  const std::string timeout = "Connect-Timeout-Ms: " + std::to_string(timeout_seconds * 1000);
  for (const char* line : {content_type, "Connect-Protocol-Version: 1", timeout.c_str(), "Expect:",
                           // No page of anybody's sends this: with a cookie the gateway wants to know.
                           "Sec-Fetch-Site: none", curl_->credential.c_str()}) {
    if (*line) headers = curl_slist_append(headers, line);
  }
  Prepare(url, headers);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(timeout_seconds + kGraceSeconds));
  curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, TakeSession);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &curl_->begun_session);
  const CURLcode result = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  if (result != CURLE_OK) throw Unreachable(address_, curl_easy_strerror(result));
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status_);
  reached_ = true;
  // The session that is kept got another secret by this call, and goes on by that.
  if (!address_.session.empty() && !curl_->begun_session.empty())
    KeepSession(address_.url, curl_->begun_session);
  return answer;
}

void Client::Prepare(const std::string& url, curl_slist* headers) {
  CURL* handle = curl_->handle;
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "waymark");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 5L);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

void Client::Follow(const std::string& path, const std::string& last,
                    const std::function<void(const ServerEvent&)>& take, const std::function<bool()>& go_on) {
  Following following{.handle = curl_->handle, .go_on = go_on, .events = ServerEvents(take)};
  curl_slist* headers = nullptr;
  const std::string id = "Last-Event-ID: " + last;
  for (const char* line :
       {"Accept: text/event-stream", last.empty() ? "" : id.c_str(), curl_->credential.c_str()}) {
    if (*line) headers = curl_slist_append(headers, line);
  }
  CURL* handle = curl_->handle;
  Prepare(address_.url + path, headers);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Following::Take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &following);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &Following::Ask);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &following);
  // The service says something every ten seconds.
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 45L);
  const CURLcode result = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  if (following.error) throw *following.error;
  if (result == CURLE_ABORTED_BY_CALLBACK) return;
  if (result != CURLE_OK) throw Unreachable(address_, curl_easy_strerror(result));
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status_);
  if (status_ != 200) throw ErrorOf(address_, following.refusal, status_);
}

void Client::Call(std::string_view method, const google::protobuf::Message& request,
                  google::protobuf::Message& reply, int timeout_seconds) {
  const std::string answer =
      Post(address_.url + "/" + std::string(method), request.SerializeAsString(),
           "Content-Type: application/proto", Common().timeout_seconds.value_or(timeout_seconds));
  if (status_ != 200) throw ErrorOf(address_, answer, status_);
  if (!reply.ParseFromString(answer))
    throw Internal("the answer of " + std::string(method) + " cannot be read");
}

void Client::CallPatiently(std::string_view method, const google::protobuf::Message& request,
                           google::protobuf::Message& reply, int patience_seconds,
                           const std::function<bool()>& go_on) {
  using Clock = std::chrono::steady_clock;
  patience_seconds = Common().timeout_seconds.value_or(patience_seconds);
  if (!reached_) patience_seconds = std::min(patience_seconds, kFirstPatienceSeconds);
  const auto began = Clock::now(), until = began + std::chrono::seconds(patience_seconds);
  bool told = false;
  for (auto pause = std::chrono::milliseconds(100);;
       pause = std::min(pause * 2, std::chrono::milliseconds(2'000))) {
    try {
      return Call(method, request, reply, 120);
    } catch (const Error& error) {
      if (!WorthRepeating(error) || Clock::now() + pause > until || !go_on()) throw;
      if (!told && Clock::now() - began > kSilence) {
        Note("waymark: " + error.message() + "; trying again for " + std::to_string(patience_seconds) + " s");
        told = true;
      }
    }
    std::this_thread::sleep_for(pause);
  }
}

MethodMessages MessagesOf(std::string_view method) {
  std::string name(method);
  const auto slash = name.find('/');
  if (slash != std::string::npos) name[slash] = '.';
  const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  if (!descriptor) throw InvalidField("method", "there is no such method: " + std::string(method));
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return {
      std::unique_ptr<google::protobuf::Message>(factory->GetPrototype(descriptor->input_type())->New()),
      std::unique_ptr<google::protobuf::Message>(factory->GetPrototype(descriptor->output_type())->New())};
}

}  // namespace waymark::cli
