#include "gateway/server/openapi.h"

#include <algorithm>

#include "gateway/server/credential.h"
#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kDescription[] =
    "Waymark records training and mentoring, follows people through ranks and posts, and lets evaluators "
    "measure "
    "what changed.\n\n"
    "Bodies are proto3 JSON: camelCase names, 64-bit numbers as texts, fields at their default left out; "
    "unknown "
    "fields are refused. In a path an id is a UUID, or `~` and the external id; what an id holds of `/` or "
    "`:` is "
    "percent-encoded. Every text is limited to 1,000 characters and every list to 1,000 items unless stated "
    "otherwise. Errors are problem+json (RFC 9457); the fields that they name are those of the request "
    "message, in which a body may be a field of its own: `participant.displayName`. Each method is also a "
    "Connect unary call: "
    "`POST /<package.Service>/<Method>` with application/json or application/proto.";

// `careerEvents` → `careerEvent`
std::string Singular(std::string_view collection) {
  if (collection.ends_with("ies")) return std::string(collection.substr(0, collection.size() - 3)) + "y";
  if (collection.ends_with("s")) collection.remove_suffix(1);
  return std::string(collection);
}

struct OpenApiPath {
  std::string path;                     // `/v1/organizations/{organization}/units/{unit}`
  std::vector<std::string> parameters;  // the names in braces
};

// Each segment that varies becomes a parameter named after its collection.
OpenApiPath PathOf(const PathTemplate& path) {
  OpenApiPath out;
  std::string before;
  for (size_t i = 0; i < path.segments.size(); ++i) {
    const auto& segment = path.segments[i];
    out.path += "/";
    if (segment.kind == PathTemplate::Segment::Kind::kLiteral) {
      out.path += segment.literal;
      before = segment.literal;
      continue;
    }
    const auto variable = std::find_if(path.variables.begin(), path.variables.end(),
                                       [i](const auto& v) { return v.begin <= i && i < v.end; });
    const bool alone = variable != path.variables.end() && variable->end == variable->begin + 1;
    std::string name = alone ? variable->field_path : Singular(before);
    if (std::find(out.parameters.begin(), out.parameters.end(), name) != out.parameters.end()) {
      name += std::to_string(i);
    }
    out.path += "{" + name + "}";
    out.parameters.push_back(name);
  }
  if (!path.verb.empty()) out.path += ":" + path.verb;
  return out;
}

std::string FirstSentence(const std::string& text) {
  const size_t end = std::min(text.find(". "), text.find("\n\n"));
  std::string sentence = text.substr(0, end);
  while (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

// `courses.v1` → `courses_v1`
std::string Underscored(std::string text) {
  std::ranges::replace(text, '.', '_');
  return text;
}

class Writer {
 public:
  Writer(const Api& api, const google::protobuf::FileDescriptorSet& files)
      : api_(api), comments_(files), schemas_(comments_) {
    for (const Method& method : api_.methods()) {
      const auto* service = method.descriptor->service();
      services_[service->name()].insert(service);
    }
  }

  Json Write() {
    Json document = {{"openapi", "3.1.0"},
                     {"info", {{"title", "Waymark"}, {"version", "1"}, {"description", kDescription}}},
                     {"servers", Json::array({{{"url", "/"}}})},
                     {"security", Json::array({{{"token", Json::array()}}, {{"session", Json::array()}}})},
                     {"tags", Tags()},
                     {"paths", Json::object()}};
    for (const Binding& binding : api_.bindings()) {
      const OpenApiPath path = PathOf(binding.path);
      document["paths"][path.path][Lower(binding.http_method)] = Operation(binding, path);
    }
    document["components"] = Components();
    return document;
  }

 private:
  Json Tags() const {
    Json tags = Json::array();
    const google::protobuf::ServiceDescriptor* last = nullptr;
    for (const Method& method : api_.methods()) {
      const auto* service = method.descriptor->service();
      if (service != last)
        tags.push_back(
            {{"name", ComponentName(service->full_name())}, {"description", comments_.Of(*service)}});
      last = service;
    }
    return tags;
  }

  Json Operation(const Binding& binding, const OpenApiPath& path) {
    const auto& method = *binding.method->descriptor;
    const std::string comment = comments_.Of(method);
    Json operation = {{"tags", {ComponentName(method.service()->full_name())}},
                      {"operationId", OperationId(method)},
                      {"summary", FirstSentence(comment)},
                      {"description", comment},
                      {"parameters", Parameters(binding, path)}};
    if (binding.whole_body || binding.body) operation["requestBody"] = RequestBody(binding);
    operation["responses"] = Responses(binding);
    if (binding.method->open) operation["security"] = Json::array();
    return operation;
  }

  // Ids are unique, whatever the order of services: a service of whose name there are more has its package
  // before it, a second mapping of a method a number.
  std::string OperationId(const google::protobuf::MethodDescriptor& method) {
    const auto& service = *method.service();
    std::string id = service.name() + "_" + method.name();
    if (services_.at(service.name()).size() > 1)
      id = Underscored(ComponentName(service.file()->package())) + "_" + id;
    const int count = ++operations_[id];
    return count == 1 ? id : id + "_" + std::to_string(count);
  }

  Json Parameters(const Binding& binding, const OpenApiPath& path) {
    Json parameters = Json::array();
    for (const std::string& name : path.parameters) {
      parameters.push_back(
          {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    if (!binding.whole_body) AddQuery(binding, *binding.method->descriptor->input_type(), {}, "", parameters);
    const Descriptor& request = *binding.method->descriptor->input_type();
    if (request.FindFieldByName("request_id")) {
      parameters.push_back(HeaderParameter(
          "Idempotency-Key", "Makes asking twice safe: a repeat with the same key gets the first answer."));
      AddRequestIdRules(parameters.back()["schema"]);
    }
    if (binding.method->resume_from) {
      parameters.push_back(HeaderParameter("Last-Event-ID", "The `id` of the last event that came."));
    }
    const FieldDescriptor* resource = binding.body;
    const bool has_etag =
        request.FindFieldByName("etag") || (request.FindFieldByName("update_mask") && resource &&
                                            resource->message_type()->FindFieldByName("etag"));
    if (has_etag && !binding.method->read_only) {
      parameters.push_back(
          HeaderParameter("If-Match", "The etag of the version that is meant; ABORTED if it is not."));
    }
    return parameters;
  }

  // Of a stream the schema is that of the `data` of an event.
  static const char* ReplyType(const Method& method) {
    return method.streams ? "text/event-stream" : "application/json";
  }

  static Json HeaderParameter(const char* name, const char* description) {
    return {{"name", name}, {"in", "header"}, {"description", description}, {"schema", {{"type", "string"}}}};
  }

  void AddQuery(const Binding& binding, const Descriptor& message, FieldPath path, const std::string& prefix,
                Json& parameters) {
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor& field = *message.field(i);
      path.push_back(&field);
      if (TakesFromQuery(binding, path)) {
        const bool nested = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                            field.message_type()->file()->package() != "google.protobuf";
        const std::string name = prefix + field.json_name();
        if (nested) {
          AddQuery(binding, *field.message_type(), path, name + ".", parameters);
        } else {
          parameters.push_back(QueryParameter(field, name));
        }
      }
      path.pop_back();
    }
  }

  static bool TakesFromQuery(const Binding& binding, const FieldPath& path) {
    const FieldDescriptor& field = *path.back();
    if (&field == binding.body || field.is_map() || IsOutputOnly(field)) return false;
    if (field.type() == FieldDescriptor::TYPE_BYTES) return false;
    const bool message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    const bool holds_itself =
        message && std::any_of(path.begin(), path.end() - 1, [&](const FieldDescriptor* outer) {
          return outer->message_type() == field.message_type();
        });
    if (holds_itself || (message && field.is_repeated())) return false;
    return std::find(binding.variables.begin(), binding.variables.end(), path) == binding.variables.end();
  }

  Json QueryParameter(const FieldDescriptor& field, const std::string& name) {
    Json schema = schemas_.OfField(field);
    Json parameter = {{"name", name}, {"in", "query"}};
    if (schema.contains("description")) {
      parameter["description"] = schema["description"];
      schema.erase("description");
    }
    if (IsRequired(field)) parameter["required"] = true;
    parameter["schema"] = schema;
    return parameter;
  }

  Json RequestBody(const Binding& binding) {
    Json schema;
    if (binding.body && binding.http_method == "PATCH") {
      // A change may leave out what a new record must have.
      schema = schemas_.OfMessage(*binding.body->message_type());
      schema.erase("required");
    } else if (binding.body) {
      schema = schemas_.Reference(*binding.body->message_type());
    } else {
      std::set<std::string> in_path;
      for (const FieldPath& variable : binding.variables) {
        if (variable.size() == 1) in_path.insert(variable.front()->name());
      }
      schema = schemas_.OfMessage(*binding.method->descriptor->input_type(), in_path);
    }
    return {{"required", true}, {"content", {{"application/json", {{"schema", schema}}}}}};
  }

  Json Responses(const Binding& binding) {
    const FieldDescriptor* part = binding.method->event ? binding.method->event : binding.response_body;
    const Descriptor& reply = part ? *part->message_type() : *binding.method->descriptor->output_type();
    const std::string comment = comments_.Of(reply);
    Json ok = {{"description", comment.empty() ? "OK" : comment}};
    if (binding.method->etag) {
      ok["headers"]["ETag"] = {{"description", "The record's version."}, {"schema", {{"type", "string"}}}};
    }
    ok["content"][ReplyType(*binding.method)]["schema"] = schemas_.Reference(reply);
    return {{"200", ok}, {"default", {{"$ref", "#/components/responses/Problem"}}}};
  }

  Json Components() const {
    Json components = {{"schemas", Json::object()}};
    for (const auto& [name, schema] : schemas_.components()) components["schemas"][name] = schema;
    const Json text = {{"type", "string"}};
    const Json violation = {{"type", "object"}, {"properties", {{"field", text}, {"description", text}}}};
    components["schemas"]["Problem"] = {
        {"type", "object"},
        {"description", "Why a request failed (RFC 9457). Programs go by `code` and `reason`."},
        {"properties",
         {{"type", text},
          {"title", text},
          {"status", {{"type", "integer"}}},
          {"detail", {{"type", "string"}, {"description", "For people."}}},
          {"code", {{"type", "string"}, {"description", "The gRPC code, for example `INVALID_ARGUMENT`."}}},
          {"reason", {{"type", "string"}, {"description", "Why, for example `ETAG_MISMATCH`."}}},
          {"fieldViolations", {{"type", "array"}, {"items", violation}}},
          {"metadata", {{"type", "object"}, {"additionalProperties", text}}},
          {"requestId", text}}},
        {"required", {"type", "title", "status", "detail", "code", "reason", "requestId"}}};
    components["responses"]["Problem"] = {
        {"description", "The request failed."},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    components["securitySchemes"]["token"] = {
        {"type", "http"}, {"scheme", "bearer"}, {"description", "A token for programs, `wmk_…`."}};
    components["securitySchemes"]["session"] = {{"type", "apiKey"},
                                                {"in", "cookie"},
                                                {"name", std::string(kSessionCookie)},
                                                {"description", "The session of somebody who signed in."}};
    return components;
  }

  const Api& api_;
  const Comments comments_;
  Schemas schemas_;
  std::map<std::string, std::set<const google::protobuf::ServiceDescriptor*>> services_;  // by their names
  std::map<std::string, int> operations_;
};

}  // namespace

Json OpenApi(const Api& api, const google::protobuf::FileDescriptorSet& files) {
  return Writer(api, files).Write();
}

}  // namespace waymark::gateway
