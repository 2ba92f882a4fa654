#include "services/access/http_fetch.h"

#include <curl/curl.h>

#include <memory>

#include "services/common/status/error.h"

namespace waymark::access {
namespace {

constexpr long kConnectSeconds = 3, kSeconds = 5;
constexpr size_t kLongestAnswer = 256 * 1024;

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

// Takes less than it is given, which ends the transfer, once it is too much.
size_t TakeSome(char* data, size_t size, size_t count, void* out) {
  auto& body = *static_cast<std::string*>(out);
  if (body.size() + size * count > kLongestAnswer) return 0;
  body.append(data, size * count);
  return size * count;
}

Error Unreachable(CURLcode result) {
  return Error(Code::kUnavailable, "PROVIDER_UNREACHABLE",
               std::string("the provider of sign-ins does not answer (") + curl_easy_strerror(result) + ")");
}

}  // namespace

HttpAnswer FetchByHttp(const HttpQuestion& question) {
  const Curl curl(curl_easy_init(), curl_easy_cleanup);
  HttpAnswer answer;
  curl_easy_setopt(curl.get(), CURLOPT_URL, question.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, TakeSome);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  if (!question.form.empty()) curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, question.form.c_str());
  if (!question.user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, question.user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, question.password.c_str());
  }
  const CURLcode result = curl_easy_perform(curl.get());
  if (result != CURLE_OK) throw Unreachable(result);
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace waymark::access
