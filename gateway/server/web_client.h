#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "gateway/server/http.h"

namespace waymark::gateway {

// The web client: files that were built before, read once, and never changed while this
// runs. What is served is in this table and nothing else: no path reaches the disk.
class WebClient {
 public:
  // Without a client: its pages say how to get one.
  WebClient() = default;
  // With the files of a folder; those that lie beside them as `.gz` and `.br` are sent
  // to who takes them. Throws std::runtime_error without an index.html.
  explicit WebClient(const std::filesystem::path& folder);

  // Whether this request is for a file of the client, or for one of its pages, which are
  // all the paths that somebody navigates to in a browser and nobody else serves.
  bool Has(const Header& header, std::string_view path) const;
  Response Serve(const Header& header, std::string_view path) const;

 private:
  struct File {
    std::string_view content_type;
    bool immutable = false;  // its name says what is in it
    std::string body, gzip, brotli;
    std::string etag;
  };

  void Add(const std::filesystem::path& file, const std::string& path);
  const File* Find(std::string_view path) const;

  std::map<std::string, File, std::less<>> files_;  // by path
};

}  // namespace waymark::gateway
