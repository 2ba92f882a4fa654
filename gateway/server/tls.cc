#include "gateway/server/tls.h"

#include <openssl/ssl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "services/common/base/log.h"

namespace waymark::gateway {
namespace {

namespace ssl = boost::asio::ssl;

// Of TLS 1.2: forward secrecy and authenticated encryption only. Those of TLS 1.3
// all have both.
constexpr char kCiphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20";
// A name with its length, as ALPN writes it.
constexpr unsigned char kHttp11[] = "\x08http/1.1";

// A client that speaks other protocols only is told so by an alert.
int ChooseProtocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                   unsigned int offered_size, void*) {
  unsigned char* out = nullptr;
  const int found = SSL_select_next_proto(&out, size, kHttp11, sizeof(kHttp11) - 1, offered, offered_size);
  *chosen = out;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

std::string TextOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file + " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<ssl::context> NewContext() {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  context->set_options(ssl::context::no_compression | SSL_OP_NO_RENEGOTIATION |
                       SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, kCiphers);
  SSL_CTX_set_alpn_select_cb(native, ChooseProtocol, nullptr);
  return context;
}

}  // namespace

MemoryFile::MemoryFile() : descriptor_(memfd_create("waymark", MFD_CLOEXEC)) {
  if (descriptor_ < 0) throw std::runtime_error("no memory for a file");
}

MemoryFile::~MemoryFile() { close(descriptor_); }

void MemoryFile::Write(const std::string& text) {
  const bool written = ftruncate(descriptor_, 0) == 0 &&
                       pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
  if (!written) throw std::runtime_error("no memory for a file");
}

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

Tls::Tls(TlsFiles files) : files_(std::move(files)), seen_(Look()) { Take(); }

void Tls::Take() {
  const std::string certificate = TextOf(files_.certificate), key = TextOf(files_.key);
  const auto check = [](const std::string& file, const boost::system::error_code& error) {
    if (error) throw std::runtime_error(file + " cannot be used: " + error.message());
  };
  auto context = NewContext();
  boost::system::error_code error;
  context->use_certificate_chain(boost::asio::buffer(certificate), error);
  check(files_.certificate, error);
  // This one compares it with the certificate, too.
  context->use_private_key(boost::asio::buffer(key), ssl::context::pem, error);
  check(files_.key, error);
  certificate_.Write(certificate);
  key_.Write(key);
  const std::lock_guard lock(mutex_);
  context_ = std::move(context);
}

Tls::Stamps Tls::Look() const {
  Stamps stamps;
  std::error_code ignored;  // a file that is missing is one that has changed
  for (size_t i = 0; const std::string& file : {files_.certificate, files_.key}) {
    stamps[i++] = {std::filesystem::last_write_time(file, ignored),
                   std::filesystem::file_size(file, ignored)};
  }
  return stamps;
}

std::shared_ptr<ssl::context> Tls::Context() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

void Tls::Refresh() {
  const Stamps now = Look();
  if (now == seen_) return;
  seen_ = now;
  try {
    Take();
    Log(LogLevel::kInfo, "the certificate was taken anew", {{"file", files_.certificate}});
  } catch (const std::runtime_error& error) {
    Log(LogLevel::kError, "the new certificate cannot be used, the one before stays",
        {{"reason", error.what()}});
  }
}

}  // namespace waymark::gateway
