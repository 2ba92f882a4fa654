#include "services/webhooks/webhook_url.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "services/common/base/text.h"

namespace waymark::webhooks {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

// Empty when it has none.
std::string PartOf(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return "";
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
  return text;
}

// The address that the host is, in whatever way it is written; nothing for a name.
std::optional<IpAddress> AddressIn(std::string host) {
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  const std::string name = "." + Lower(host);
  return ParseAddress(name.ends_with(".localhost") || name.ends_with(".localhost.") ? "127.0.0.1" : host);
}

}  // namespace

std::string WrongWithUrl(const std::string& text, const Networks& allowed) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
  const Url url(curl_url(), curl_url_cleanup);
  if (!plain || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return "must be an address as in https://hooks.example/waymark";
  const std::string scheme = PartOf(url, CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") return "must begin with https://";
  if (!PartOf(url, CURLUPART_USER).empty() || !PartOf(url, CURLUPART_PASSWORD).empty())
    return "must not hold a user or a password: deliveries are signed";
  if (!PartOf(url, CURLUPART_FRAGMENT).empty()) return "must not hold a fragment (#…)";
  if (!PartOf(url, CURLUPART_ZONEID).empty()) return "must not be an address of one link";
  const auto address = AddressIn(PartOf(url, CURLUPART_HOST));
  const bool over_tls = scheme == "https";
  if (address && !MayCall(*address, over_tls, allowed)) {
    return IsPublic(*address) ? "must begin with https://"
                              : "must not be an address of this machine or of a private network, unless who "
                                "runs Waymark has allowed it (WAYMARK_WEBHOOK_ALLOWED_NETWORKS)";
  }
  if (!over_tls && allowed.empty()) return "must begin with https://";
  return "";
}

}  // namespace waymark::webhooks
