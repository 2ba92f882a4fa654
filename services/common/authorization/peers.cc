#include "services/common/authorization/peers.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace waymark::authorization {
namespace {

using namespace grpc::experimental;

// How often the files are looked at.
constexpr unsigned kSeconds = 2;
// The programs that call services. An authority may have signed certificates of
// others, too.
constexpr std::array<std::string_view, 7> kCallers = {"gateway",     "access",     "participants", "courses",
                                                      "progression", "evaluation", "webhooks"};

bool IsUnixSocket(const std::string& address) { return address.starts_with("unix:"); }

void RequireFiles(const std::string& address, const PeerFiles& files) {
  if (!files.certificate.empty() && !files.key.empty() && !files.authority.empty()) return;
  throw std::runtime_error(address +
                           " is reached over the network, where calls need TLS on both sides: set the "
                           "certificate, key and CA files (…TLS_CERTIFICATE_FILE, …TLS_KEY_FILE, "
                           "…TLS_CA_FILE), or use a Unix socket (unix:/path)");
}

void Watch(TlsCredentialsOptions& options) {
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
}

std::shared_ptr<FileWatcherCertificateProvider> Watcher(const PeerFiles& files) {
  return std::make_shared<FileWatcherCertificateProvider>(files.key, files.certificate, files.authority,
                                                          kSeconds);
}

// gRPC has looked at who signed the certificate; this looks at whose it is.
class CallersOnly final : public ExternalCertificateVerifier {
 public:
  bool Verify(TlsCustomVerificationCheckRequest* request, std::function<void(grpc::Status)>,
              grpc::Status* status) override {
    for (const grpc::string_ref& name : request->dns_names()) {
      const std::string_view text(name.data(), name.size());
      if (std::find(kCallers.begin(), kCallers.end(), text) != kCallers.end()) return true;
    }
    *status = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "no program of Waymark");
    return true;
  }
  void Cancel(TlsCustomVerificationCheckRequest*) override {}
};

}  // namespace

std::shared_ptr<grpc::ServerCredentials> CredentialsAt(const std::string& address, const PeerFiles& files) {
  if (IsUnixSocket(address)) return grpc::InsecureServerCredentials();
  RequireFiles(address, files);
  TlsServerCredentialsOptions options(Watcher(files));
  Watch(options);
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.set_certificate_verifier(ExternalCertificateVerifier::Create<CallersOnly>());
  return TlsServerCredentials(options);
}

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& name, const std::string& address,
                                         const PeerFiles& files, grpc::ChannelArguments arguments) {
  if (IsUnixSocket(address)) {
    return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  }
  RequireFiles(address, files);
  TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Watcher(files));
  Watch(options);
  options.set_certificate_verifier(std::make_shared<HostNameCertificateVerifier>());
  arguments.SetSslTargetNameOverride(name);
  return grpc::CreateCustomChannel(address, TlsCredentials(options), arguments);
}

}  // namespace waymark::authorization
