#include "gateway/server/json.h"

#include <google/protobuf/util/json_util.h>

#include "services/common/status/error.h"

namespace waymark::gateway {

void FromJson(std::string_view json, std::string_view prefix, google::protobuf::Message& message) {
  if (json.empty()) return;
  const auto status = google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message);
  if (!status.ok())
    throw InvalidField(prefix.empty() ? "body" : std::string(prefix), status.message().ToString());
}

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  if (!status.ok()) throw Internal("a reply has no JSON form");
  return json;
}

}  // namespace waymark::gateway
