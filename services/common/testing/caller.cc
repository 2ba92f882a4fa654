#include "services/common/testing/caller.h"

#include <grpcpp/support/client_interceptor.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "services/common/authorization/caller.h"

namespace waymark::testing {
namespace {

namespace gx = grpc::experimental;

template <typename Write>
std::string Pem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
  if (write(out.get()) != 1) throw std::runtime_error("no key could be written");
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return std::string(text, static_cast<size_t>(size));
}

using Caller = std::function<std::string()>;

class Signature final : public gx::Interceptor {
 public:
  explicit Signature(const Caller& caller) : caller_(caller) {}

  void Intercept(gx::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(gx::InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(authorization::kCallerMetadata, caller_());
    }
    methods->Proceed();
  }

 private:
  const Caller& caller_;
};

class Signatures final : public gx::ClientInterceptorFactoryInterface {
 public:
  explicit Signatures(Caller caller) : caller_(std::move(caller)) {}
  gx::Interceptor* CreateClientInterceptor(gx::ClientRpcInfo*) override { return new Signature(caller_); }

 private:
  const Caller caller_;
};

}  // namespace

KeyPair::KeyPair() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  if (!key) throw std::runtime_error("no key could be made");
  secret = Pem([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  open = Pem([&](BIO* out) { return PEM_write_bio_PUBKEY(out, key.get()); });
}

const KeyPair& GatewayKeys() {
  static const KeyPair keys;
  return keys;
}

CallerContext CallerWith(std::initializer_list<Role> roles, const std::string& organization) {
  CallerContext context;
  context.set_account_id(kTester);
  context.set_organization_id(organization);
  for (const Role role : roles) {
    auto* grant = context.add_grants();
    grant->set_organization_id(organization);
    grant->set_role(role);
  }
  return context;
}

CallerContext CallerInUnit(Role role, const std::string& organization, const std::string& unit_id) {
  CallerContext context = CallerWith({role}, organization);
  context.mutable_grants(0)->set_unit_id(unit_id);
  return context;
}

CallerContext AnyRole() {
  using namespace waymark::identity::v1;  // NOLINT: the roles
  return CallerWith({ROLE_ADMINISTRATOR, ROLE_REGISTRAR, ROLE_COMMANDER, ROLE_EVALUATOR, ROLE_AUDITOR});
}

std::string Signed(CallerContext context, TimePoint now) {
  const auto expires = std::chrono::floor<std::chrono::seconds>(now) + authorization::kCallerLifetime;
  context.mutable_expire_time()->set_seconds(expires.time_since_epoch().count());
  static const authorization::CallerSigner signer(GatewayKeys().secret);
  return signer.Sign(context);
}

std::shared_ptr<grpc::Channel> ChannelAs(const std::string& address, const Clock& clock,
                                         std::function<CallerContext()> caller) {
  std::vector<std::unique_ptr<gx::ClientInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Signatures>(
      [caller = std::move(caller), &clock] { return Signed(caller(), clock.Now()); }));
  return gx::CreateCustomChannelWithInterceptors(address, grpc::InsecureChannelCredentials(), {},
                                                 std::move(factories));
}

}  // namespace waymark::testing
