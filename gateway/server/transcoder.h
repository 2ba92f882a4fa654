#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/api.h"

namespace waymark::gateway {

// Fills the request message of a binding: first the body, then the query, then
// the path, whose values win over what the body says of the same fields. Throws
// InvalidField that names the field.
void BindRequest(const Binding& binding, const std::vector<std::string>& path_values, std::string_view query,
                 std::string_view body, google::protobuf::Message& request);

// The JSON body of a binding's reply.
std::string ReplyBody(const Binding& binding, const google::protobuf::Message& reply);

}  // namespace waymark::gateway
