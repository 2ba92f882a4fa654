#pragma once

#include <google/protobuf/message.h>

#include <string>

// Fields by their names, for what serves many methods and kinds of record.
namespace waymark::cli {

// The message must have the field.
void SetField(google::protobuf::Message& message, const char* name, bool value);
void SetField(google::protobuf::Message& message, const char* name, const std::string& value);

// The text in a field; empty where there is no such field.
std::string Text(const google::protobuf::Message& message, const char* field);

}  // namespace waymark::cli
