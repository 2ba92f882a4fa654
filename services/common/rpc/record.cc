#include "services/common/rpc/record.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>

#include "services/common/authorization/field_behavior.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

namespace {

using authorization::HasBehavior;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The field of a request that holds a resource is named after it: `CareerEvent`, `career_event`.
std::string FieldOf(const google::protobuf::Descriptor& resource) {
  std::string field;
  for (const char c : resource.name()) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !field.empty()) field += '_';
    field += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return field;
}

bool IsByExternalId(const FieldDescriptor& field, const Message& message) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
         message.GetReflection()->GetString(message, &field).find("/~") != std::string::npos;
}

bool Differ(const FieldDescriptor& field, const Message& wanted, const Message& record) {
  if (IsByExternalId(field, wanted)) return false;
  google::protobuf::util::MessageDifferencer differencer;
  return !differencer.CompareWithFields(wanted, record, {&field}, {&field});
}

}  // namespace

void CheckEtag(const Call& call, std::string_view name, std::string_view etag, int64_t version) {
  const int64_t expected = call.tokens().Version(name, etag);
  if (expected >= 0 && expected != version) throw EtagMismatch();
}

void ApplyPaths(const std::vector<std::string>& paths, const Message& from, Message& to) {
  google::protobuf::FieldMask mask;
  for (const auto& path : paths) {
    const FieldDescriptor* field = from.GetDescriptor()->FindFieldByName(path);
    if (field == nullptr || !HasBehavior(field, google::api::IMMUTABLE)) {
      mask.add_paths(path);
    } else if (Differ(*field, from, to)) {
      throw InvalidField(FieldOf(*from.GetDescriptor()) + "." + path, "cannot be changed");
    }
  }
  google::protobuf::util::FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(from, mask, options, &to);
}

bool Names(const std::vector<std::string>& paths, std::string_view field) {
  return std::find(paths.begin(), paths.end(), field) != paths.end();
}

}  // namespace waymark::rpc
