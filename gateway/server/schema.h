#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "gateway/server/comments.h"

namespace waymark::gateway {

using Json = nlohmann::ordered_json;

// Whether a field is filled by the service: requests do not take it.
bool IsOutputOnly(const google::protobuf::FieldDescriptor& field);
bool IsRequired(const google::protobuf::FieldDescriptor& field);

// The name of one of our types or services in the document: `waymark.courses.v1.Cohort`
// → `courses.v1.Cohort`.
std::string ComponentName(const std::string& full_name);

// What a request_id may be.
void AddRequestIdRules(Json& schema);

// JSON Schemas (2020-12, as OpenAPI 3.1 takes them) of the proto3 JSON form of
// messages, with the rules of their fields and their comments.
class Schemas {
 public:
  explicit Schemas(const Comments& comments) : comments_(comments) {}

  // A reference to the schema of `message`, which is then a component. `below_parent`: it is an item of
  // a request whose `parent` is that of all items.
  Json Reference(const google::protobuf::Descriptor& message, bool below_parent = false);
  // The schema of one field, with its comment.
  Json OfField(const google::protobuf::FieldDescriptor& field);
  // A message's object schema without the named fields.
  Json OfMessage(const google::protobuf::Descriptor& message, const std::set<std::string>& without = {},
                 bool below_parent = false);

  // All that were referred to, by name.
  const std::map<std::string, Json>& components() const { return components_; }

 private:
  Json OfValue(const google::protobuf::FieldDescriptor& field);
  Json Reference(const google::protobuf::EnumDescriptor& type);

  const Comments& comments_;
  std::map<std::string, Json> components_;
};

}  // namespace waymark::gateway
