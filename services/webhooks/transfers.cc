#include "services/webhooks/transfers.h"

#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>

#include "services/common/base/text.h"
#include "services/webhooks/delivery_rule.h"

namespace waymark::webhooks {
namespace {

using std::chrono::milliseconds;

// More of an answer ends the transfer; its status counts all the same.
constexpr size_t kMostAnswerBytes = 16 * 1024, kMostHeaderBytes = 32 * 1024;
constexpr size_t kKeptBytes = 200;
constexpr long kMostIdleConnections = 64;

long Milliseconds(milliseconds time) { return static_cast<long>(time.count()); }

}  // namespace

struct Transfers::Transfer {
  Transfer(int64_t id, Outgoing outgoing, const Transfers& transfers)
      : id(id), outgoing(std::move(outgoing)), allowed(transfers.allowed_) {
    over_tls = this->outgoing.url.starts_with("https:");
    for (const std::string& header : this->outgoing.headers)
      headers = curl_slist_append(headers, header.c_str());
    SetRequest();
    SetLimits();
    if (!transfers.authority_.empty()) Set(CURLOPT_CAINFO, transfers.authority_.c_str());
  }
  ~Transfer() {
    curl_easy_cleanup(handle);
    curl_slist_free_all(headers);
  }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  template <typename Value>
  void Set(CURLoption option, Value value) {
    curl_easy_setopt(handle, option, value);
  }

  void SetRequest() {
    Set(CURLOPT_PRIVATE, this);
    Set(CURLOPT_URL, outgoing.url.c_str());
    Set(CURLOPT_HTTPHEADER, headers);
    Set(CURLOPT_USERAGENT, "Waymark-Webhooks");
    Set(CURLOPT_POST, 1L);
    Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(outgoing.body.size()));
    Set(CURLOPT_POSTFIELDS, outgoing.body.data());
  }

  void SetLimits() {
    Set(CURLOPT_PROTOCOLS_STR, "http,https");
    Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    Set(CURLOPT_FOLLOWLOCATION, 0L);
    Set(CURLOPT_PROXY, "");
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(kConnectTime));
    Set(CURLOPT_TIMEOUT_MS, Milliseconds(kAnswerTime));
    // A name that is answered slowly holds up nobody else.
    Set(CURLOPT_QUICK_EXIT, 1L);
    Set(CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
    Set(CURLOPT_OPENSOCKETDATA, this);
    Set(CURLOPT_HEADERFUNCTION, TakeHeader);
    Set(CURLOPT_HEADERDATA, this);
    Set(CURLOPT_WRITEFUNCTION, TakeAnswer);
    Set(CURLOPT_WRITEDATA, this);
  }

  // The one place where a connection begins: whatever the name stood for before, this
  // address is the one that it goes to.
  static curl_socket_t OpenSocket(void* self, curlsocktype, curl_sockaddr* to) {
    auto& transfer = *static_cast<Transfer*>(self);
    const auto address = AddressOf(to->addr);
    if (address && MayCall(*address, transfer.over_tls, transfer.allowed))
      return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }

  static size_t TakeHeader(char*, size_t size, size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.header_bytes += size * count;
    return transfer.header_bytes <= kMostHeaderBytes ? size * count : 0;
  }

  static size_t TakeAnswer(char* data, size_t size, size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const size_t bytes = size * count;
    transfer.answer_bytes += bytes;
    transfer.answer.append(data, std::min(bytes, kKeptBytes - transfer.answer.size()));
    if (transfer.answer_bytes <= kMostAnswerBytes) return bytes;
    transfer.cut = true;
    return 0;
  }

  Outcome OutcomeOf(CURLcode result) const {
    Outcome outcome{.time = began, .answer = Printable(answer, kKeptBytes)};
    long status = 0;
    curl_off_t micros = 0, pause = 0;
    curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &micros);
    outcome.duration = milliseconds(micros / 1'000);
    if (result == CURLE_OK || cut) {
      curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
      curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &pause);
      outcome.status = static_cast<int>(status);
      outcome.retry_after =
          std::chrono::seconds(std::clamp<curl_off_t>(pause, 0, kLongestPause / std::chrono::seconds(1)));
      if (status < 200 || status >= 300) outcome.error = ErrorOfStatus(status);
    } else {
      outcome.error = ErrorOf(result);
    }
    return outcome;
  }

  static std::string ErrorOfStatus(long status) {
    std::string error = "the receiver answered " + std::to_string(status);
    if (status >= 300 && status < 400) error += ": it is not followed elsewhere";
    return error;
  }

  std::string ErrorOf(CURLcode result) const {
    if (refused)
      return over_tls ? "its name stands for an address that may not be called"
                      : "its name stands for an address that may not be called without TLS";
    if (header_bytes > kMostHeaderBytes) return "the head of the answer is too long";
    return curl_easy_strerror(result);
  }

  const int64_t id;
  const Outgoing outgoing;
  const Networks& allowed;
  bool over_tls = false;
  CURL* const handle = curl_easy_init();
  curl_slist* headers = nullptr;
  TimePoint began{};
  size_t header_bytes = 0, answer_bytes = 0;
  std::string answer;
  bool cut = false, refused = false;
};

struct Transfers::Multi {
  Multi() { curl_multi_setopt(handle, CURLMOPT_MAXCONNECTS, kMostIdleConnections); }
  ~Multi() { curl_multi_cleanup(handle); }
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  CURLM* const handle = curl_multi_init();
};

Transfers::Transfers(Networks allowed, std::string authority, const Clock& clock)
    : allowed_(std::move(allowed)),
      authority_(std::move(authority)),
      clock_(clock),
      multi_(std::make_unique<Multi>()) {}

Transfers::~Transfers() {
  for (const auto& [id, transfer] : under_way_) curl_multi_remove_handle(multi_->handle, transfer->handle);
}

void Transfers::Start(int64_t id, Outgoing outgoing) {
  auto transfer = std::make_unique<Transfer>(id, std::move(outgoing), *this);
  transfer->began = clock_.Now();
  curl_multi_add_handle(multi_->handle, transfer->handle);
  under_way_[id] = std::move(transfer);
}

std::vector<std::pair<int64_t, Outcome>> Transfers::Run(milliseconds wait) {
  const auto until = std::chrono::steady_clock::now() + wait;
  std::vector<std::pair<int64_t, Outcome>> ended;
  for (;;) {
    int running = 0, left = 0;
    curl_multi_perform(multi_->handle, &running);
    while (const CURLMsg* message = curl_multi_info_read(multi_->handle, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      Transfer* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      ended.emplace_back(transfer->id, transfer->OutcomeOf(message->data.result));
      curl_multi_remove_handle(multi_->handle, transfer->handle);
      under_way_.erase(transfer->id);
    }
    const auto rest = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
    if (!ended.empty() || under_way_.empty() || rest.count() <= 0) return ended;
    curl_multi_poll(multi_->handle, nullptr, 0, static_cast<int>(rest.count()), nullptr);
  }
}

}  // namespace waymark::webhooks
