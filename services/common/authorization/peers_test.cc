// TLS between programs: real servers and clients, and who is turned away.
#include "services/common/authorization/peers.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "services/common/testing/certificates.h"

namespace waymark::authorization {
namespace {

using ::testing::HasSubstr;
using waymark::testing::CertificateAuthority;
using waymark::testing::CertificatePair;
using namespace std::chrono_literals;

class PeersTest : public ::testing::Test {
 protected:
  PeersTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "waymark-peers-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~PeersTest() override {
    if (server_) server_->Shutdown(std::chrono::system_clock::now());
    std::filesystem::remove_all(folder_);
  }

  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / "new", std::ios::binary) << text;
    std::filesystem::rename(folder_ / "new", folder_ / name);
  }
  // The files of a program, its key and certificate in one.
  PeerFiles FilesOf(const std::string& program, const CertificatePair& pair,
                    const CertificateAuthority& trusted) const {
    Write(program + ".pem", pair.key + pair.certificate);
    Write(program + ".authority", trusted.certificate());
    const std::string both = folder_ / (program + ".pem");
    return {both, both, folder_ / (program + ".authority")};
  }
  PeerFiles FilesOf(const std::string& program) const {
    return FilesOf(program, authority_.Issue(program), authority_);
  }

  void Serve(const PeerFiles& files) {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", CredentialsAt("127.0.0.1:0", files), &port);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }
  // UNIMPLEMENTED is what the server says to whom it hears.
  grpc::StatusCode Call(const std::shared_ptr<grpc::Channel>& channel) const {
    grpc::GenericStub stub(channel);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + 5s);
    grpc::CompletionQueue queue;
    grpc::ByteBuffer reply;
    grpc::Status status;
    const auto call = stub.PrepareUnaryCall(&context, "/s/m", grpc::ByteBuffer(), &queue);
    call->StartCall();
    call->Finish(&reply, &status, nullptr);
    void* tag;
    bool ok;
    queue.Next(&tag, &ok);
    return status.error_code();
  }
  grpc::StatusCode CallAs(const PeerFiles& files, const std::string& name = "courses") const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return Call(ChannelTo(name, address_, files, arguments));
  }

  static constexpr auto kHeard = grpc::StatusCode::UNIMPLEMENTED;
  static constexpr auto kRefused = grpc::StatusCode::UNAVAILABLE;
  const CertificateAuthority authority_, other_;
  std::filesystem::path folder_;
  grpc::CallbackGenericService service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

TEST_F(PeersTest, HearProgramsOfTheSameAuthority) {
  Serve(FilesOf("courses"));
  EXPECT_EQ(CallAs(FilesOf("gateway")), kHeard);
  EXPECT_EQ(CallAs(FilesOf("evaluation")), kHeard);
}

TEST_F(PeersTest, HearNobodyElse) {
  Serve(FilesOf("courses"));
  EXPECT_EQ(CallAs(FilesOf("gateway", other_.Issue("gateway"), authority_)), kRefused) << "another authority";
  EXPECT_EQ(CallAs(FilesOf("gateway", authority_.Issue("gateway", -1), authority_)), kRefused) << "expired";
  EXPECT_EQ(CallAs(FilesOf("stranger")), kRefused) << "a name that is no program's";
  const auto trusting = grpc::SslCredentials({authority_.certificate(), "", ""});
  grpc::ChannelArguments arguments;
  arguments.SetSslTargetNameOverride("courses");
  EXPECT_EQ(Call(grpc::CreateCustomChannel(address_, trusting, arguments)), kRefused) << "no certificate";
  EXPECT_EQ(Call(grpc::CreateChannel(address_, grpc::InsecureChannelCredentials())), kRefused) << "no TLS";
}

TEST_F(PeersTest, CallNobodyButTheServiceThatTheyMean) {
  Serve(FilesOf("courses"));
  EXPECT_EQ(CallAs(FilesOf("gateway"), "participants"), kRefused) << "another service";
  EXPECT_EQ(CallAs(FilesOf("gateway", authority_.Issue("gateway"), other_)), kRefused)
      << "an authority not known";
}

TEST_F(PeersTest, DoNotCallAServiceWhoseCertificateHasExpired) {
  Serve(FilesOf("courses", authority_.Issue("courses", -1), authority_));
  EXPECT_EQ(CallAs(FilesOf("gateway")), kRefused);
}

TEST_F(PeersTest, TakeRenewedCertificatesWhileTheyRun) {
  Serve(FilesOf("courses", authority_.Issue("courses", -1), authority_));
  const PeerFiles files = FilesOf("gateway");
  ASSERT_EQ(CallAs(files), kRefused);
  FilesOf("courses");
  grpc::StatusCode code = kRefused;
  for (int i = 0; i < 50 && code != kHeard; ++i) {
    std::this_thread::sleep_for(200ms);
    code = CallAs(files);
  }
  EXPECT_EQ(code, kHeard);
}

TEST_F(PeersTest, NeedFilesOverTheNetworkAndNoneOnASocket) {
  EXPECT_NE(CredentialsAt("unix:/tmp/s", {}), nullptr);
  EXPECT_NE(ChannelTo("courses", "unix:/tmp/s", {}, {}), nullptr);
  PeerFiles files = FilesOf("courses");
  files.authority.clear();
  for (const PeerFiles& some : {PeerFiles{}, files}) {
    EXPECT_THROW(CredentialsAt("127.0.0.1:0", some), std::runtime_error);
    EXPECT_THROW(ChannelTo("courses", "127.0.0.1:1", some, {}), std::runtime_error);
  }
}

}  // namespace
}  // namespace waymark::authorization
