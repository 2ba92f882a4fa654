#include "services/common/rpc/names.h"

namespace waymark::rpc {

std::string_view LastPart(std::string_view name) {
  if (name.starts_with('~')) return name;
  // Only the last id of a name may be an external one: all behind `/~` is it.
  if (const auto external = name.find("/~"); external != std::string_view::npos)
    return name.substr(external + 1);
  return name.substr(name.rfind('/') + 1);
}

Reference ParseReference(std::string_view name) {
  const std::string_view last = LastPart(name);
  if (last.starts_with('~')) return {.id = {}, .external_id = last.substr(1)};
  return {.id = last, .external_id = {}};
}

std::string Name(std::string_view organization, std::string_view collection, std::string_view id) {
  if (id.empty()) return "";
  std::string name = "organizations/";
  name.append(organization).append("/").append(collection).append("/").append(id);
  return name;
}

}  // namespace waymark::rpc
