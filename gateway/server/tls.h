#pragma once

#include <array>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace waymark::gateway {

// PEM files: the certificate with those between it and the root, and its key.
struct TlsFiles {
  std::string certificate;
  std::string key;
};

// A file without a name on any disk.
class MemoryFile {
 public:
  MemoryFile();
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  void Write(const std::string& text);
  // As this process may open it.
  std::string path() const;

 private:
  const int descriptor_;
};

// How often the files are looked at.
constexpr std::chrono::seconds kCertificatePeriod{2};

// The gateway's certificate, as it stands in the files.
class Tls {
 public:
  // Throws std::runtime_error when the files are no pair.
  explicit Tls(TlsFiles files);

  // For a new connection. On any thread.
  std::shared_ptr<boost::asio::ssl::context> Context() const;
  // Takes the files anew when they have changed. When they are no pair, the one
  // that was before stays, and the log says so.
  void Refresh();

  // The pair in use as files, for gRPC: it looks at files itself, and takes one that
  // is broken in place of the one before.
  TlsFiles in_use() const { return {certificate_.path(), key_.path()}; }

 private:
  // Of both files: when they changed last, and their sizes.
  struct Stamp {
    std::filesystem::file_time_type time{};
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Stamps = std::array<Stamp, 2>;
  Stamps Look() const;
  void Take();

  const TlsFiles files_;
  MemoryFile certificate_, key_;
  Stamps seen_;
  mutable std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;  // guarded by mutex_
};

}  // namespace waymark::gateway
