#include "gateway/cli/json.h"

#include <google/protobuf/util/json_util.h>

#include "services/common/status/error.h"

namespace waymark::cli {

namespace util = google::protobuf::util;

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  util::JsonPrintOptions options;
  options.add_whitespace = indented;
  options.always_print_primitive_fields = true;
  std::string out;
  if (!util::MessageToJsonString(message, &out, options).ok())
    throw Internal("an answer cannot be printed as JSON");
  return out;
}

void FromJson(std::string_view json, google::protobuf::Message& message) {
  const auto status =
      util::JsonStringToMessage(google::protobuf::StringPiece(json.data(), json.size()), &message);
  if (!status.ok()) throw InvalidField("json", status.message().ToString());
}

}  // namespace waymark::cli
