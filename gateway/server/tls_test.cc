// HTTPS: real handshakes with the gateway, and what becomes of those that are none.
#include "gateway/server/tls.h"

#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "gateway/server/testing/library.h"
#include "services/common/testing/certificates.h"
#include "services/common/testing/eventually.h"
#include "waymark/library/v1/library.grpc.pb.h"

namespace waymark::gateway {
namespace {

using ::testing::HasSubstr;
using testing::HttpClient;
using testing::TestGateway;
using waymark::testing::CertificateAuthority;
using waymark::testing::CertificatePair;
using waymark::testing::Eventually;
using namespace std::chrono_literals;

constexpr char kBook[] = "/v1/libraries/l/books/1";

void WriteFile(const std::string& path, const std::string& text) {
  std::ofstream(path + ".new", std::ios::binary) << text;
  std::filesystem::rename(path + ".new", path);
}

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "waymark-tls-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    files_ = {folder_ + "/certificate", folder_ + "/key"};
    Put(authority_.Issue("gateway"));
  }
  ~TlsTest() override { std::filesystem::remove_all(folder_); }

  void Put(const CertificatePair& pair) {
    WriteFile(files_.certificate, pair.certificate);
    WriteFile(files_.key, pair.key);
  }
  ServerOptions Options() const {
    ServerOptions options;
    options.tls = files_;
    return options;
  }

  // What a client sees: how it agreed, and the answer to one request.
  struct Seen {
    std::string error;
    std::string version;
    std::string protocol;
    std::string certificate;
    std::string answer;
  };
  Seen Ask(const TestGateway& gateway, int most_version = TLS1_3_VERSION, std::string offer = "\x08http/1.1",
           const std::string& target = kBook) {
    asio::io_context io;
    asio::ssl::context context(asio::ssl::context::tls_client);
    SSL_CTX_set_security_level(context.native_handle(), 0);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.native_handle(), most_version);
    context.set_verify_mode(asio::ssl::verify_peer);
    context.add_certificate_authority(asio::buffer(authority_.certificate()));
    asio::ssl::stream<asio::ip::tcp::socket> stream(io, context);
    SSL_set_alpn_protos(stream.native_handle(), reinterpret_cast<const unsigned char*>(offer.data()),
                        static_cast<unsigned>(offer.size()));
    Seen seen;
    boost::system::error_code error;
    stream.lowest_layer().connect({asio::ip::address_v4::loopback(), static_cast<uint16_t>(gateway.port())});
    stream.handshake(asio::ssl::stream_base::client, error);
    if (error) {
      seen.error = error.message();
      return seen;
    }
    SSL* const native = stream.native_handle();
    seen.version = SSL_get_version(native);
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(native, &chosen, &size);
    seen.protocol.assign(reinterpret_cast<const char*>(chosen), size);
    seen.certificate = SubjectOf(SSL_get0_peer_certificate(native));
    const std::string request =
        "GET " + target + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + TestGateway::kAuth + "\r\n";
    asio::write(stream, asio::buffer(request), error);
    asio::read(stream, asio::dynamic_buffer(seen.answer), error);
    // Cut off would be `stream truncated`.
    seen.error = error == asio::error::eof ? "" : error.message();
    return seen;
  }
  static std::string SubjectOf(X509* certificate) {
    char name[100] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof(name));
    return name;
  }
  std::string CertificateSoon(const TestGateway& gateway, const std::string& expected) {
    Seen seen;
    Eventually([&] { return (seen = Ask(gateway)).certificate == expected; });
    return seen.certificate;
  }

  const CertificateAuthority authority_;
  std::string folder_;
  TlsFiles files_;
};

TEST_F(TlsTest, AnswersOverTls) {
  TestGateway gateway(Options());
  const Seen seen = Ask(gateway);
  EXPECT_EQ(seen.error, "");
  EXPECT_EQ(seen.version, "TLSv1.3");
  EXPECT_EQ(seen.protocol, "http/1.1");
  EXPECT_THAT(seen.answer, HasSubstr("HTTP/1.1 200 OK"));
  EXPECT_THAT(seen.answer, HasSubstr("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"));
  EXPECT_EQ(Ask(gateway, TLS1_2_VERSION).version, "TLSv1.2");
}

TEST_F(TlsTest, CarriesLongAnswersWhole) {
  TestGateway gateway(Options());
  const Seen seen = Ask(gateway, TLS1_3_VERSION, "\x08http/1.1", "/v1/libraries/l/books?pageSize=50000");
  EXPECT_EQ(seen.error, "");
  EXPECT_THAT(seen.answer, HasSubstr("books/49999"));
}

TEST_F(TlsTest, RefusesOldVersionsAndOtherProtocols) {
  TestGateway gateway(Options());
  EXPECT_NE(Ask(gateway, TLS1_1_VERSION).error, "");
  EXPECT_NE(Ask(gateway, TLS1_3_VERSION, "\x02h2").error, "");
  EXPECT_EQ(Ask(gateway, TLS1_3_VERSION, "\x02h2\x08http/1.1").protocol, "http/1.1");
  EXPECT_EQ(Ask(gateway, TLS1_3_VERSION, "").error, "");
}

TEST_F(TlsTest, TellsWhoSpeaksHttpWithoutTls) {
  TestGateway gateway(Options());
  const auto response = gateway.Get(kBook);
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("speaks https"));
  HttpClient client(gateway.port());
  client.Send("\x16\x03\x01garbage that is no handshake at all\r\n\r\n");
  EXPECT_TRUE(client.IsClosed() || client.Receive().status == 0);
  EXPECT_EQ(gateway.library().calls(), 0);
}

TEST_F(TlsTest, DropsWhoDoesNotAgreeInTime) {
  ServerOptions options = Options();
  options.limits.header_time = 1s;
  options.max_connections = 1;
  TestGateway gateway(options);
  HttpClient silent(gateway.port());
  EXPECT_TRUE(silent.IsClosed());
  EXPECT_EQ(CertificateSoon(gateway, "gateway"), "gateway");
}

TEST_F(TlsTest, TakesACertificateAnewWithoutRestart) {
  TestGateway gateway(Options());
  EXPECT_EQ(Ask(gateway).certificate, "gateway");
  Put(authority_.Issue("renewed"));
  EXPECT_EQ(CertificateSoon(gateway, "renewed"), "renewed");
}

TEST_F(TlsTest, KeepsTheOneBeforeWhenTheNewIsBroken) {
  Tls tls(files_);
  const auto before = tls.Context();
  tls.Refresh();
  EXPECT_EQ(tls.Context(), before);
  WriteFile(files_.key, authority_.Issue("other").key);
  tls.Refresh();
  EXPECT_EQ(tls.Context(), before);
  std::filesystem::remove(files_.certificate);
  tls.Refresh();
  EXPECT_EQ(tls.Context(), before);
  Put(authority_.Issue("renewed"));
  tls.Refresh();
  EXPECT_NE(tls.Context(), before);
}

TEST_F(TlsTest, StartsWithNothingBroken) {
  WriteFile(files_.key, authority_.Issue("other").key);
  EXPECT_THROW(Tls{files_}, std::runtime_error);
  WriteFile(files_.certificate, "");
  EXPECT_THROW(Tls{files_}, std::runtime_error);
}

TEST_F(TlsTest, IsNeededWhereOtherMachinesReachTheAddress) {
  ServerOptions options;
  options.address = "0.0.0.0";
  try {
    TestGateway gateway(options);
    FAIL() << "it serves";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("set WAYMARK_TLS_CERTIFICATE_FILE"));
  }
}

TEST_F(TlsTest, ProtectsTheDoorOfGrpcToo) {
  TestGateway gateway(Options());
  const std::string address = "127.0.0.1:" + std::to_string(gateway.grpc_port());
  const auto get = [&](const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    grpc::ChannelArguments arguments;
    arguments.SetSslTargetNameOverride("gateway");
    const auto stub = waymark::library::v1::BookService::NewStub(
        grpc::CreateCustomChannel(address, credentials, arguments));
    grpc::ClientContext context;
    context.AddMetadata("authorization", std::string("Bearer ") + TestGateway::kToken);
    context.set_deadline(std::chrono::system_clock::now() + 20s);
    waymark::library::v1::GetBookRequest request;
    request.set_name("libraries/l/books/1");
    waymark::library::v1::Book book;
    return stub->GetBook(&context, request, &book);
  };
  const auto trusting = [](const CertificateAuthority& authority) {
    return grpc::SslCredentials({authority.certificate(), "", ""});
  };
  const grpc::Status status = get(trusting(authority_));
  EXPECT_TRUE(status.ok()) << status.error_message();
  WriteFile(files_.key, CertificateAuthority().Issue("gateway").key);
  std::this_thread::sleep_for(kCertificatePeriod + 1s);  // in which both doors look at the files
  EXPECT_TRUE(get(trusting(authority_)).ok()) << "a broken pair";
  EXPECT_FALSE(get(trusting(CertificateAuthority())).ok());
  EXPECT_FALSE(get(grpc::InsecureChannelCredentials()).ok());
}

}  // namespace
}  // namespace waymark::gateway
