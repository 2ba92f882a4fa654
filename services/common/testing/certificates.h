#pragma once

#include <memory>
#include <string>

struct evp_pkey_st;
struct x509_st;

namespace waymark::testing {

// A certificate and its key as PEM.
struct CertificatePair {
  std::string certificate;
  std::string key;
};

// An authority of a test's own.
class CertificateAuthority {
 public:
  CertificateAuthority();

  // Its own certificate, PEM.
  const std::string& certificate() const { return certificate_; }
  // For the host `name`; with `days` of life left: less than none, and it has expired.
  CertificatePair Issue(const std::string& name, int days = 1) const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
  std::shared_ptr<x509_st> own_;
  std::string certificate_;
};

}  // namespace waymark::testing
