#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

namespace waymark::gateway {

// The fields that a dotted path names, in proto spelling or in JSON's
// (`update_mask`, `updateMask`, `participant.displayName`); empty when there is
// no such field. Only the last one may be repeated; none may be a map.
std::vector<const google::protobuf::FieldDescriptor*> FindField(const google::protobuf::Descriptor& message,
                                                                std::string_view path);

// Sets the field at the end of `path` from the text of a path segment or a query
// parameter: numbers, `true` and `false`, enum values by name or number, and the
// well-known types that are one text in JSON (Timestamp, Duration, FieldMask). A
// repeated field gets one item more. Throws InvalidField with the field's path.
void SetFromText(google::protobuf::Message& message,
                 const std::vector<const google::protobuf::FieldDescriptor*>& path, std::string_view text);

// Sets a google.protobuf.FieldMask from its text: names with commas between, in
// either spelling. False when one is empty.
bool ParseFieldMask(std::string_view text, google::protobuf::Message& mask);

// The names of an enum's values, with commas between.
std::string EnumNames(const google::protobuf::EnumDescriptor& type);

// `update_mask` → `updateMask`, every name of a path: `requests[3].unit_kind` →
// `requests[3].unitKind`.
std::string JsonPath(std::string_view proto_path);

// A message that begins with such a path, a colon and a space, with that in the spelling of JSON.
std::string WithJsonPath(std::string_view message);

}  // namespace waymark::gateway
