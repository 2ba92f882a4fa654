#include "gateway/server/docs.h"

#include <algorithm>
#include <cctype>

#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

constexpr std::string_view kStyle = R"(
:root { --ink: #1c2430; --soft: #566275; --line: #d8dee8; --ground: #fff; --shade: #f4f6f9; --link: #1a5fb4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ef; --soft: #9aa6b8; --line: #38414f; --ground: #14181f; --shade: #1d232d; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 62rem; font: 1rem/1.5 system-ui, sans-serif;
       color: var(--ink); background: var(--ground); }
a { color: var(--link); }
code { font: 0.92em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
h1 { margin-bottom: 0; }
h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); }
h3 { margin: 2rem 0 0.25rem; font-size: 1.05rem; }
h2, h3 { overflow-wrap: anywhere; }
nav ul { columns: 2; padding-left: 1.2rem; }
.verb { display: inline-block; min-width: 4.2em; font-weight: 700; }
.soft { color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: 0.5rem 0 1rem; font-size: 0.95rem; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; white-space: nowrap; }
details { margin: 0.5rem 0; padding: 0.25rem 0.75rem; background: var(--shade); border-radius: 4px; }
summary { cursor: pointer; }
@media (max-width: 40rem) { nav ul { columns: 1; } th { white-space: normal; } details { overflow-x: auto; } }
)";

std::string Escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// The little Markdown that comments use: `code`, paragraphs, and lists of `- `.
std::string Prose(std::string_view text) {
  std::string out;
  bool code = false, list = false;
  size_t begin = 0;
  while (begin <= text.size() && !text.empty()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty()) continue;
    const bool item = line.starts_with("- ");
    if (item != list) out += item ? "<ul>" : "</ul>";
    list = item;
    if (item) line.remove_prefix(2);
    out += item ? "<li>" : "<p>";
    for (const char c : line) {
      if (c == '`') {
        out += code ? "</code>" : "<code>";
        code = !code;
      } else {
        out += Escape({&c, 1});
      }
    }
    if (code) out += "</code>";
    code = false;
    out += item ? "</li>" : "</p>";
  }
  if (list) out += "</ul>";
  return out;
}

std::string Code(std::string_view text) { return "<code>" + Escape(text) + "</code>"; }

std::string Text(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

// `#/components/schemas/courses.v1.Cohort` → `courses.v1.Cohort`
std::string SchemaName(const std::string& reference) { return reference.substr(reference.rfind('/') + 1); }

// What a value looks like: its type, with its rules.
std::string TypeOf(const Json& schema) {
  if (schema.contains("$ref")) {
    const std::string name = SchemaName(schema["$ref"]);
    return "<a href=\"#" + Escape(name) + "\">" + Escape(name.substr(name.rfind('.') + 1)) + "</a>";
  }
  if (Text(schema, "type") == "array") return "list of " + TypeOf(schema["items"]);
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object()) {
    return "map of " + TypeOf(schema["additionalProperties"]);
  }
  std::string out = Escape(Text(schema, "type").empty() ? "any" : Text(schema, "type"));
  if (schema.contains("format")) out += ", " + Escape(Text(schema, "format"));
  if (schema.contains("x-resource")) out += ", " + Code(Text(schema, "x-resource"));
  if (schema.contains("minLength")) out += ", ≥ " + schema["minLength"].dump() + " characters";
  if (schema.contains("maxLength")) out += ", ≤ " + schema["maxLength"].dump() + " characters";
  if (schema.contains("minimum")) out += ", ≥ " + schema["minimum"].dump();
  if (schema.contains("maximum")) out += ", ≤ " + schema["maximum"].dump();
  return out;
}

std::string Row(const std::string& name, const Json& schema, const std::string& remark,
                const std::string& comment) {
  return "<tr><th scope=\"row\">" + Code(name) + "</th><td>" + TypeOf(schema) +
         (remark.empty() ? "" : "<br><span class=\"soft\">" + remark + "</span>") + "</td><td>" +
         Prose(comment) + "</td></tr>\n";
}

std::string PropertyTable(const Json& schema) {
  if (!schema.contains("properties")) return "";
  const Json required = schema.value("required", Json::array());
  std::string out = "<table>\n";
  for (const auto& [name, property] : schema["properties"].items()) {
    std::string remark =
        std::find(required.begin(), required.end(), name) != required.end() ? "required" : "";
    if (property.value("readOnly", false)) remark = "set by Waymark";
    if (property.value("x-immutable", false)) remark += remark.empty() ? "never changes" : ", never changes";
    if (property.contains("maxItems"))
      remark += (remark.empty() ? "≤ " : ", ≤ ") + property["maxItems"].dump() + " items";
    out += Row(name, property, remark, Text(property, "description"));
  }
  return out + "</table>\n";
}

std::string ParameterTable(const Json& parameters) {
  if (parameters.empty()) return "";
  std::string out = "<table><caption>Parameters</caption>\n";
  for (const Json& parameter : parameters) {
    std::string remark = Text(parameter, "in");
    if (parameter.value("required", false)) remark += ", required";
    out += Row(parameter["name"], parameter["schema"], remark, Text(parameter, "description"));
  }
  return out + "</table>\n";
}

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

std::string Operation(const std::string& verb, const std::string& path, const Json& operation) {
  std::string out = "<h3 id=\"" + Escape(Text(operation, "operationId")) + "\"><span class=\"verb\">" +
                    Upper(verb) + "</span> " + Code(path) + "</h3>\n" + Prose(Text(operation, "description"));
  out += "<details><summary>Request and answer</summary>\n" + ParameterTable(operation["parameters"]);
  if (operation.contains("requestBody")) {
    const Json& schema = operation["requestBody"]["content"]["application/json"]["schema"];
    out += schema.contains("$ref") ? "<p>Body: " + TypeOf(schema) + "</p>\n"
                                   : "<p>Body:</p>\n" + PropertyTable(schema);
  }
  const Json& reply = operation["responses"]["200"]["content"].front()["schema"];
  return out + "<p>Answer: " + TypeOf(reply) + "</p></details>\n";
}

}  // namespace

std::string_view DocsStyle() { return kStyle; }

std::string DocsPage(const Json& openapi) {
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Waymark API</title>\n<link rel=\"stylesheet\" href=\"/docs.css\">\n</head>\n<body>\n<header>\n"
      "<h1>Waymark API</h1>\n" +
      Prose(Text(openapi["info"], "description")) +
      "<p>For programs: <a href=\"/openapi.json\">openapi.json</a> (OpenAPI 3.1).</p>\n</header>\n<nav "
      "aria-label=\"Services\"><ul>\n";
  for (const Json& tag : openapi["tags"]) {
    const std::string name = Escape(Text(tag, "name"));
    out += "<li><a href=\"#" + name + "\">" + name + "</a></li>\n";
  }
  out += "<li><a href=\"#records\">Records</a></li>\n</ul></nav>\n<main>\n";
  for (const Json& tag : openapi["tags"]) {
    const std::string name = Text(tag, "name");
    out += "<h2 id=\"" + Escape(name) + "\">" + Escape(name) + "</h2>\n" + Prose(Text(tag, "description"));
    for (const auto& [path, operations] : openapi["paths"].items()) {
      for (const auto& [verb, operation] : operations.items()) {
        if (operation["tags"][0] == name) out += Operation(verb, path, operation);
      }
    }
  }
  out += "<h2 id=\"records\">Records</h2>\n";
  for (const auto& [name, schema] : openapi["components"]["schemas"].items()) {
    out += "<h3 id=\"" + Escape(name) + "\">" + Escape(name) + "</h3>\n" +
           Prose(Text(schema, "description")) + PropertyTable(schema);
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace waymark::gateway
