#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace waymark::authorization {

// What is read from any request, by reflection and by convention of the field
// names.

// The field of one text of that name, or null.
const google::protobuf::FieldDescriptor* TextField(const google::protobuf::Message& message,
                                                   const char* name);

// Its value; empty where there is no such field.
std::string Text(const google::protobuf::Message& message, const char* name);

// The messages that the request holds one of: its resource is among them.
std::vector<const google::protobuf::FieldDescriptor*> MessageFields(const google::protobuf::Message& request);

// The slug of the organization that the request is about: in its `parent`, its
// `name`, the `name` of its resource, the first other resource name it holds, or
// its `organization_id`. `*` when it names none, or all of them by
// `organizations/-`, or an account; empty when what it says is no resource name.
std::string OrganizationOf(const google::protobuf::Message& request);

}  // namespace waymark::authorization
