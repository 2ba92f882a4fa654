#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/path_template.h"

namespace waymark::gateway {

// Finds the route of a request: a trie over path segments, built once at start
// and only read afterwards. A literal segment is preferred to `*`, that to
// `**`; a path with a known `:verb` is tried as such before the colon is taken
// as part of an id. A colon or slash that belongs to an id is sent
// percent-encoded: decoding comes after the path has been taken apart.
class Router {
 public:
  // `route` is the caller's number of the route. Throws std::invalid_argument
  // when two routes would match the same requests.
  void Add(std::string_view http_method, const PathTemplate& path, int route);

  struct Match {
    enum class Outcome { kFound, kNoSuchPath, kNoSuchMethod, kBadEncoding };
    Outcome outcome = Outcome::kNoSuchPath;
    int route = -1;
    // The decoded value of each variable of the template, in its order.
    std::vector<std::string> values = {};
    // kNoSuchMethod: the methods there are, as the Allow header lists them.
    std::string allow = {};
  };
  // `path` begins with `/` and is as the client sent it, without the query.
  Match Find(std::string_view http_method, std::string_view path) const;

 private:
  struct Leaf {
    std::string method;
    int route;
    std::vector<PathTemplate::Variable> variables;
  };
  using Leaves = std::map<std::string, std::vector<Leaf>, std::less<>>;  // by verb
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> one;
    Leaves here;
    Leaves rest;  // reached by `**`
  };
  struct Segments {
    std::vector<std::string_view> views;
    std::deque<std::string> decoded;  // what `views` point into where an escape was undone
  };

  static std::optional<Segments> Decode(std::string_view path);
  static const Leaf* Walk(const Node& node, const std::vector<std::string_view>& segments, size_t at,
                          std::string_view verb, std::string_view method);
  static void Methods(const Node& node, const std::vector<std::string_view>& segments, size_t at,
                      std::string_view verb, std::vector<std::string>& methods);

  Node root_;
};

}  // namespace waymark::gateway
