#include "gateway/server/router.h"

#include <algorithm>
#include <stdexcept>

#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

template <typename Leaves>
auto LeafOf(const Leaves& leaves, std::string_view verb, std::string_view method)
    -> decltype(leaves.begin()->second.data()) {
  const auto found = leaves.find(verb);
  if (found == leaves.end()) return nullptr;
  for (const auto& leaf : found->second) {
    if (leaf.method == method) return &leaf;
  }
  return nullptr;
}

std::string Value(const PathTemplate::Variable& variable, const std::vector<std::string_view>& segments) {
  std::string value;
  for (size_t i = variable.begin; i < std::min(variable.end, segments.size()); ++i) {
    if (i > variable.begin) value += '/';
    value += segments[i];
  }
  return value;
}

}  // namespace

void Router::Add(std::string_view http_method, const PathTemplate& path, int route) {
  Node* node = &root_;
  Leaves* leaves = nullptr;
  for (const auto& segment : path.segments) {
    if (segment.kind == PathTemplate::Segment::Kind::kRest) {
      leaves = &node->rest;
      break;
    }
    auto& next =
        segment.kind == PathTemplate::Segment::Kind::kOne ? node->one : node->literals[segment.literal];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!leaves) leaves = &node->here;
  if (LeafOf(*leaves, path.verb, http_method)) {
    throw std::invalid_argument("another route takes the same requests");
  }
  (*leaves)[path.verb].push_back({std::string(http_method), route, path.variables});
}

const Router::Leaf* Router::Walk(const Node& node, const std::vector<std::string_view>& segments, size_t at,
                                 std::string_view verb, std::string_view method) {
  if (at == segments.size()) {
    if (const Leaf* leaf = LeafOf(node.here, verb, method)) return leaf;
  } else {
    if (const auto literal = node.literals.find(segments[at]); literal != node.literals.end()) {
      if (const Leaf* leaf = Walk(*literal->second, segments, at + 1, verb, method)) return leaf;
    }
    if (node.one && !segments[at].empty()) {
      if (const Leaf* leaf = Walk(*node.one, segments, at + 1, verb, method)) return leaf;
    }
  }
  return LeafOf(node.rest, verb, method);
}

void Router::Methods(const Node& node, const std::vector<std::string_view>& segments, size_t at,
                     std::string_view verb, std::vector<std::string>& methods) {
  const auto note = [&](const Leaves& leaves) {
    if (const auto found = leaves.find(verb); found != leaves.end()) {
      for (const auto& leaf : found->second) methods.push_back(leaf.method);
    }
  };
  note(node.rest);
  if (at == segments.size()) return note(node.here);
  if (const auto literal = node.literals.find(segments[at]); literal != node.literals.end()) {
    Methods(*literal->second, segments, at + 1, verb, methods);
  }
  if (node.one && !segments[at].empty()) Methods(*node.one, segments, at + 1, verb, methods);
}

std::optional<Router::Segments> Router::Decode(std::string_view path) {
  Segments out;
  out.views = Split(path, '/');
  for (std::string_view& segment : out.views) {
    if (segment.find('%') == std::string_view::npos) continue;
    auto decoded = PercentDecode(segment);
    // RFC 3986 section 7.3: a NUL ends the text for those who read it as C does.
    if (!decoded || !IsUtf8(*decoded) || decoded->find('\0') != std::string::npos) return std::nullopt;
    segment = out.decoded.emplace_back(*std::move(decoded));
  }
  return out;
}

Router::Match Router::Find(std::string_view http_method, std::string_view path) const {
  Match match;
  if (path.empty() || path.front() != '/') return match;
  path.remove_prefix(1);
  if (!IsUtf8(path)) return {.outcome = Match::Outcome::kBadEncoding};

  const size_t colon = path.rfind(':');
  const size_t slash = path.rfind('/');
  const bool may_have_verb =
      colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
  std::vector<std::string> methods;
  for (const bool with_verb : {true, false}) {
    if (with_verb && !may_have_verb) continue;
    const std::string_view verb = with_verb ? path.substr(colon + 1) : std::string_view();
    const auto segments = Decode(with_verb ? path.substr(0, colon) : path);
    if (!segments) return {.outcome = Match::Outcome::kBadEncoding};
    if (const Leaf* leaf = Walk(root_, segments->views, 0, verb, http_method)) {
      match.outcome = Match::Outcome::kFound;
      match.route = leaf->route;
      for (const auto& variable : leaf->variables) match.values.push_back(Value(variable, segments->views));
      return match;
    }
    Methods(root_, segments->views, 0, verb, methods);
  }
  if (methods.empty()) return match;
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  match.outcome = Match::Outcome::kNoSuchMethod;
  for (const auto& method : methods) match.allow += (match.allow.empty() ? "" : ", ") + method;
  return match;
}

}  // namespace waymark::gateway
