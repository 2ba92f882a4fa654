#include "gateway/server/transcoder.h"

#include <set>

#include "gateway/server/field_text.h"
#include "gateway/server/json.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void BindBody(const Binding& binding, std::string_view body, Message& request) {
  if (binding.whole_body) return FromJson(body, "", request);
  if (binding.body) {
    return FromJson(body, binding.body->name(),
                    *request.GetReflection()->MutableMessage(&request, binding.body));
  }
  if (!body.empty()) throw InvalidField("body", "this request takes no body");
}

std::string DecodeQuery(std::string_view text) {
  auto decoded = PercentDecode(text, /*plus_is_space=*/true);
  if (!decoded) throw InvalidField("query", "holds a broken percent-encoding");
  return *std::move(decoded);
}

void BindParameter(const Binding& binding, const std::string& name, const std::string& value,
                   std::set<FieldPath>& seen, Message& request) {
  const FieldPath path = FindField(*request.GetDescriptor(), name);
  if (path.empty()) throw InvalidField(name, "there is no such query parameter");
  if (binding.whole_body || path.front() == binding.body) throw InvalidField(name, "belongs into the body");
  for (const FieldPath& variable : binding.variables) {
    if (path == variable) throw InvalidField(name, "is given by the path already");
  }
  if (!seen.insert(path).second && !path.back()->is_repeated()) throw InvalidField(name, "is given twice");
  SetFromText(request, path, value);
}

void BindQuery(const Binding& binding, std::string_view query, Message& request) {
  if (query.empty()) return;
  std::set<FieldPath> seen;
  for (const std::string_view parameter : Split(query, '&')) {
    if (parameter.empty()) continue;
    const size_t equals = parameter.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : parameter.substr(equals + 1);
    BindParameter(binding, DecodeQuery(parameter.substr(0, equals)), DecodeQuery(value), seen, request);
  }
}

}  // namespace

void BindRequest(const Binding& binding, const std::vector<std::string>& path_values, std::string_view query,
                 std::string_view body, Message& request) {
  BindBody(binding, body, request);
  BindQuery(binding, query, request);
  for (size_t i = 0; i < binding.variables.size(); ++i)
    SetFromText(request, binding.variables[i], path_values[i]);
}

std::string ReplyBody(const Binding& binding, const Message& reply) {
  return ToJson(binding.response_body ? reply.GetReflection()->GetMessage(reply, binding.response_body)
                                      : reply);
}

}  // namespace waymark::gateway
