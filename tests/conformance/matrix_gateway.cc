#include "tests/conformance/matrix_gateway.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "google/api/annotations.pb.h"
#include "google/rpc/status.pb.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/ids.h"
#include "services/common/status/grpc_status.h"

namespace waymark::matrix {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr std::string_view kPackage = "waymark.";
constexpr std::string_view kSetCookie = "set-cookie: __Host-session=";
constexpr int kTries = 10;

// What an HTTP status means, for answers whose body names no code.
Code CodeOf(long status) {
  switch (status) {
    case 401:
      return Code::kUnauthenticated;
    case 403:
      return Code::kPermissionDenied;
    case 404:
      return Code::kNotFound;
    case 409:
      return Code::kAborted;
    case 429:
      return Code::kResourceExhausted;
    case 503:
      return Code::kUnavailable;
    default:
      return status < 500 ? Code::kInvalidArgument : Code::kInternal;
  }
}

// Connect writes the bytes of details in base64 without padding.
std::string FromBase64(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  std::string bytes;
  FromBase64Url(text, bytes);
  return bytes;
}

// The gateway's own errors are problem+json and have a `reason`; those of a
// service come as Connect's, with google.rpc details.
Error ErrorOf(long status, const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return Error(CodeOf(status), "HTTP_" + std::to_string(status), body);
  if (json.contains("reason")) return Error(CodeOf(status), json["reason"], json.value("detail", ""));
  // Two codes share the status 400.
  const bool unmet = json.value("code", "") == "failed_precondition";
  google::rpc::Status details;
  details.set_code(static_cast<int>(unmet ? Code::kFailedPrecondition : CodeOf(status)));
  for (const auto& detail : json.value("details", nlohmann::json::array())) {
    auto& any = *details.add_details();
    any.set_type_url("type.googleapis.com/" + detail.value("type", ""));
    any.set_value(FromBase64(detail.value("value", "")));
  }
  return FromGrpc({static_cast<grpc::StatusCode>(details.code()), json.value("message", ""),
                   details.SerializeAsString()});
}

size_t Append(char* data, size_t size, size_t count, void* out) {
  static_cast<std::string*>(out)->append(data, size * count);
  return size * count;
}

// The secret in `Set-Cookie`, if it is that line.
size_t TakeCookie(char* data, size_t size, size_t count, void* out) {
  std::string_view line(data, size * count);
  if (line.size() > kSetCookie.size() &&
      std::equal(kSetCookie.begin(), kSetCookie.end(), line.begin(),
                 [](char a, char b) { return std::tolower(a) == std::tolower(b); })) {
    line.remove_prefix(kSetCookie.size());
    *static_cast<std::string*>(out) = line.substr(0, line.find(';'));
  }
  return size * count;
}

// Takes the first piece of a stream and no more; the whole of any other answer.
size_t TakeFirst(char* data, size_t size, size_t count, void* out) {
  Append(data, size, count, out);
  return static_cast<std::string*>(out)->starts_with("retry:") ? 0 : size * count;
}

// The path of a GET whose one variable is a field that is a text.
std::string PathOf(const MethodDescriptor& method, const Message& request) {
  std::string path = method.options().GetExtension(google::api::http).get();
  const size_t begin = path.find('{'), equals = path.find('='), end = path.find('}');
  const std::string field = path.substr(begin + 1, equals - begin - 1);
  return path.replace(begin, end - begin + 1, authorization::Text(request, field.c_str()));
}

}  // namespace

const MethodDescriptor& MethodOf(std::string_view rpc) {
  std::string name = std::string(kPackage) + std::string(rpc);
  std::replace(name.begin(), name.end(), '/', '.');
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  if (method == nullptr) throw std::invalid_argument("there is no RPC " + std::string(rpc));
  return *method;
}

std::string RpcName(const MethodDescriptor& method) {
  return method.service()->full_name().substr(kPackage.size()) + "/" + method.name();
}

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor& type) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<Message>(factory->GetPrototype(&type)->New());
}

struct Gateway::Http {
  CURL* handle = curl_easy_init();
  ~Http() { curl_easy_cleanup(handle); }
};

Gateway::Gateway(std::string url) : url_(std::move(url)), http_(std::make_unique<Http>()) {}

Gateway::~Gateway() = default;

Answer Gateway::Call(const MethodDescriptor& method, const Message& request, const Credential& credential) {
  for (int i = 1;; ++i) {
    Answer answer = CallOnce(method, request, credential);
    const bool busy = answer.error && (answer.error->code() == Code::kUnavailable ||
                                       answer.error->code() == Code::kResourceExhausted);
    if (!busy || i == kTries) return answer;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

Answer Gateway::CallOnce(const MethodDescriptor& method, const Message& request,
                         const Credential& credential) {
  const bool streams = method.server_streaming();
  const std::string url =
      url_ + (streams ? PathOf(method, request) : "/" + method.service()->full_name() + "/" + method.name());
  const std::string body = request.SerializeAsString(), origin = "Origin: " + url_;
  const std::string token = "Authorization: Bearer " + credential.token;
  const std::string cookie = "Cookie: __Host-session=" + credential.session;
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/proto");
  headers = curl_slist_append(headers, origin.c_str());
  if (!credential.token.empty()) headers = curl_slist_append(headers, token.c_str());
  if (!credential.session.empty()) headers = curl_slist_append(headers, cookie.c_str());
  Answer answer;
  std::string text;
  CURL* handle = http_->handle;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, 30L);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(handle, CURLOPT_HTTPGET, streams ? 1L : 0L);
  if (!streams) curl_easy_setopt(handle, CURLOPT_POST, 1L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, streams ? TakeFirst : Append);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &text);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, TakeCookie);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer.session);
  const CURLcode result = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  const bool left = streams && result == CURLE_WRITE_ERROR;
  if (result != CURLE_OK && !left) throw std::runtime_error(url + ": " + curl_easy_strerror(result));
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) {
    answer.error = ErrorOf(status, text);
    return answer;
  }
  answer.reply = NewMessage(*method.output_type());
  if (left) return answer;
  if (!answer.reply->ParseFromString(text)) throw std::runtime_error(url + ": the answer cannot be read");
  return answer;
}

}  // namespace waymark::matrix
