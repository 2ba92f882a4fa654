// Messages to parameters, by name.
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include "services/common/base/clock.h"
#include "services/common/db/params.h"

namespace waymark::db {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

namespace {

bool IsTimestamp(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == Timestamp::descriptor();
}

}  // namespace

Params& Params::SetFields(const Message& message) {
  const Descriptor& descriptor = *message.GetDescriptor();
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (field.is_repeated()) continue;
    if (field.has_presence() && !reflection.HasField(message, &field)) {
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsTimestamp(field))
        Set(field.name(), std::nullopt);
      continue;
    }
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        if (field.type() == FieldDescriptor::TYPE_BYTES) {
          Set(field.name(), Bytes{reflection.GetString(message, &field)});
        } else {
          Set(field.name(), reflection.GetString(message, &field));
        }
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        Set(field.name(), reflection.GetInt32(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        Set(field.name(), reflection.GetInt64(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        Set(field.name(), reflection.GetDouble(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        Set(field.name(), reflection.GetBool(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        Set(field.name(), reflection.GetEnumValue(message, &field));
        break;
      default:
        if (IsTimestamp(field)) {
          const auto& time = static_cast<const Timestamp&>(reflection.GetMessage(message, &field));
          Set(field.name(), FormatTimestamp(time.seconds(), time.nanos()));
        }
    }
  }
  return *this;
}

}  // namespace waymark::db
