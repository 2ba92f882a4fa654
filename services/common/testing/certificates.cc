#include "services/common/testing/certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace waymark::testing {
namespace {

constexpr int kDay = 24 * 60 * 60;

std::shared_ptr<EVP_PKEY> NewKey() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

template <typename Write>
std::string Pem(Write write) {
  const std::shared_ptr<BIO> out(BIO_new(BIO_s_mem()), BIO_free);
  write(out.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<size_t>(size)};
}

std::string Pem(X509* certificate) {
  return Pem([&](BIO* out) { PEM_write_bio_X509(out, certificate); });
}

void Extend(X509* certificate, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::shared_ptr<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()),
                                                  X509_EXTENSION_free);
  X509_add_ext(certificate, extension.get(), -1);
}

std::shared_ptr<X509> NewCertificate(const std::string& name, EVP_PKEY* key, int days) {
  std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  int64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), 7);
  ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -30L * kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), static_cast<long>(days) * kDay);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_pubkey(certificate.get(), key);
  return certificate;
}

}  // namespace

CertificateAuthority::CertificateAuthority()
    : key_(NewKey()), own_(NewCertificate("authority", key_.get(), 10)) {
  X509_set_issuer_name(own_.get(), X509_get_subject_name(own_.get()));
  Extend(own_.get(), own_.get(), NID_basic_constraints, "critical,CA:TRUE");
  Extend(own_.get(), own_.get(), NID_subject_key_identifier, "hash");
  X509_sign(own_.get(), key_.get(), EVP_sha256());
  certificate_ = Pem(own_.get());
}

CertificatePair CertificateAuthority::Issue(const std::string& name, int days) const {
  const auto key = NewKey();
  const auto leaf = NewCertificate(name, key.get(), days);
  X509_set_issuer_name(leaf.get(), X509_get_subject_name(own_.get()));
  Extend(leaf.get(), own_.get(), NID_subject_alt_name, "DNS:" + name);
  X509_sign(leaf.get(), key_.get(), EVP_sha256());
  return {Pem(leaf.get()), Pem([&](BIO* out) {
            PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          })};
}

}  // namespace waymark::testing
