#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::rpc {

// Makes and checks the opaque texts that callers hand back: etags and page
// tokens. Each carries a keyed checksum, so that one we did not make is
// INVALID_ARGUMENT / TOKEN_INVALID, never a wrong answer.
class Tokens {
 public:
  // `key`: a secret that outlives restarts and is the same in all services; of several
  // lines the first one.
  explicit Tokens(std::string_view key);

  // The etag of a record's version. Quoted as HTTP wants it.
  std::string Etag(std::string_view name, int64_t version) const;
  // The version that `etag` stands for, or -1 when `etag` is empty (the caller
  // does not care). Throws InvalidToken("etag").
  int64_t Version(std::string_view name, std::string_view etag) const;

  // A page token that holds where the last page ended. `query` is all of the
  // request that must stay the same from page to page (parent, filter, order):
  // a token used with another query is invalid.
  std::string PageToken(std::string_view query, const std::vector<std::string>& last_keys) const;
  // The keys of the last row of the page before; empty for the first page.
  // Throws InvalidToken(`field`).
  std::vector<std::string> PageKeys(std::string_view query, std::string_view token,
                                    const char* field = "page_token") const;

 private:
  std::string Mac(std::string_view purpose, std::string_view context, std::string_view payload) const;
  const std::string key_;
};

}  // namespace waymark::rpc
