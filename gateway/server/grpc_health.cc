#include "gateway/server/grpc_health.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::UnknownField;

}  // namespace

std::string ServiceAskedFor(const std::string& request) {
  google::protobuf::UnknownFieldSet fields;
  std::string service;
  if (!fields.ParseFromString(request)) throw InvalidField("request", "is not a HealthCheckRequest");
  for (int i = 0; i < fields.field_count(); ++i) {
    const UnknownField& field = fields.field(i);
    if (field.number() == 1 && field.type() == UnknownField::TYPE_LENGTH_DELIMITED) {
      service = field.length_delimited();
    }
  }
  return service;
}

std::string HealthOf(const std::string& service, const Api& api, const std::vector<std::string>& missing) {
  if (service.empty()) return std::string(missing.empty() ? kServing : kNotServing);
  const auto served = std::find_if(api.methods().begin(), api.methods().end(), [&](const Method& method) {
    return method.descriptor->service()->full_name() == service;
  });
  if (served == api.methods().end()) throw NotFound("the service");
  const bool serves = std::find(missing.begin(), missing.end(), served->upstream) == missing.end();
  return std::string(serves ? kServing : kNotServing);
}

}  // namespace waymark::gateway
