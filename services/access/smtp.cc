#include "services/access/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "services/access/mail_message.h"
#include "services/common/base/secret_file.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

constexpr long kConnectSeconds = 10, kSeconds = 30;

size_t ReadMessage(char* out, size_t size, size_t count, void* rest) {
  auto& text = *static_cast<std::string_view*>(rest);
  const size_t length = std::min(size * count, text.size());
  std::memcpy(out, text.data(), length);
  text.remove_prefix(length);
  return length;
}

Error NotTaken(CURLcode result, long answer) {
  std::string why = curl_easy_strerror(result);
  if (answer >= 400) why += ", the mail server answered " + std::to_string(answer);
  return Error(Code::kUnavailable, "MAIL_NOT_TAKEN", why);
}

void SetServer(CURL* handle, const MailSettings& settings) {
  // What is behind the slash is what we call ourselves (EHLO).
  const std::string url = settings.server + "/" + std::string(DomainOf(settings.from));
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_USE_SSL,
                   static_cast<long>(IsLoopback(settings.server) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!settings.authority.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings.authority.c_str());
  if (settings.user.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, ReadSecretFile(settings.password_file).c_str());
}

}  // namespace

void SendBySmtp(const MailSettings& settings, const std::string& to, const std::string& message) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
      curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all);
  std::string_view rest = message;
  SetServer(curl.get(), settings);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + settings.from + ">").c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, ReadMessage);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  const CURLcode result = curl_easy_perform(curl.get());
  if (result == CURLE_OK) return;
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  throw NotTaken(result, answer);
}

}  // namespace waymark::access
