#include "gateway/server/grpc_metadata.h"

namespace waymark::gateway {
namespace {

constexpr const char* kKnown[] = {"authorization", "user-agent",      "traceparent",
                                  "if-match",      "waymark-purpose", "x-request-id"};
// Each time that they are there: of the first there must be one; the others are looked at for the client's
// address, and told to nobody.
constexpr const char* kOfWhichAll[] = {"idempotency-key", "x-forwarded-for", "forwarded"};

boost::beast::string_view ValueOf(const grpc::string_ref& text) { return {text.data(), text.size()}; }

}  // namespace

Header HeaderOf(const grpc::GenericCallbackServerContext& context) {
  Header header;
  header.method(boost::beast::http::verb::post);
  header.target(context.method());
  for (const char* name : kKnown) {
    const auto found = context.client_metadata().find(name);
    if (found == context.client_metadata().end()) continue;
    header.set(name, ValueOf(found->second));
  }
  for (const char* name : kOfWhichAll) {
    const auto [begin, end] = context.client_metadata().equal_range(name);
    for (auto field = begin; field != end; ++field) header.insert(name, ValueOf(field->second));
  }
  return header;
}

std::string AddressOf(std::string_view peer) {
  const size_t scheme = peer.find(':');
  const size_t port = peer.rfind(':');
  if (scheme == std::string_view::npos || port <= scheme) return "";
  std::string_view address = peer.substr(scheme + 1, port - scheme - 1);
  for (const std::string_view bracket : {"%5B", "["}) {
    if (address.starts_with(bracket)) address.remove_prefix(bracket.size());
  }
  for (const std::string_view bracket : {"%5D", "]"}) {
    if (address.ends_with(bracket)) address.remove_suffix(bracket.size());
  }
  return std::string(address.substr(0, address.find('%')));
}

}  // namespace waymark::gateway
