#include "services/common/events/diff.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>

#include <map>
#include <vector>

#include "services/common/base/clock.h"
#include "services/common/crypto/subject_key.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::events {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using waymark::events::v1::AuditDiff;
using waymark::events::v1::FieldChange;

// A value that has no parts.
struct Leaf {
  std::string path;
  std::string text;
  bool free_text;
};

bool IsOfTheService(const FieldDescriptor& field) {
  const auto& name = field.name();
  return name == "name" || name == "etag" || name == "create_time" || name == "update_time";
}

bool IsFreeText(const FieldDescriptor& field) {
  if (field.type() != FieldDescriptor::TYPE_STRING) return false;
  const auto& rules = field.options().GetExtension(waymark::options::v1::rules);
  return rules.resource().empty() && rules.format() == waymark::options::v1::FORMAT_UNSPECIFIED;
}

// Element `index` of a repeated field, or the value of one that is not (-1).
std::string TextOf(const Message& message, const FieldDescriptor& field, int index) {
  const auto& reflection = *message.GetReflection();
  const auto pick = [&](auto single, auto repeated) {
    return index < 0 ? (reflection.*single)(message, &field) : (reflection.*repeated)(message, &field, index);
  };
  using R = google::protobuf::Reflection;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return pick(&R::GetString, &R::GetRepeatedString);
    case FieldDescriptor::CPPTYPE_ENUM:
      return pick(&R::GetEnum, &R::GetRepeatedEnum)->name();
    case FieldDescriptor::CPPTYPE_BOOL:
      return pick(&R::GetBool, &R::GetRepeatedBool) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(pick(&R::GetInt32, &R::GetRepeatedInt32));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(pick(&R::GetInt64, &R::GetRepeatedInt64));
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(pick(&R::GetUInt32, &R::GetRepeatedUInt32));
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(pick(&R::GetUInt64, &R::GetRepeatedUInt64));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return std::to_string(pick(&R::GetDouble, &R::GetRepeatedDouble));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return std::to_string(pick(&R::GetFloat, &R::GetRepeatedFloat));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
  }
  return "";
}

void Flatten(const Message& message, const std::string& prefix, std::vector<Leaf>& leaves) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (prefix.empty() && IsOfTheService(*field)) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const int index = field->is_repeated() ? i : -1;
      std::string path = prefix + field->name();
      if (field->is_repeated()) path += "[" + std::to_string(i) + "]";
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        leaves.push_back({std::move(path), TextOf(message, *field, index), IsFreeText(*field)});
        continue;
      }
      const Message& part = index < 0 ? reflection.GetMessage(message, field)
                                      : reflection.GetRepeatedMessage(message, field, index);
      if (part.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
        const auto& time = static_cast<const google::protobuf::Timestamp&>(part);
        leaves.push_back({std::move(path), FormatTimestamp(time.seconds(), time.nanos()), false});
      } else {
        Flatten(part, path + ".", leaves);
      }
    }
  }
}

std::string Context(const DiffPlace& place) {
  std::string context;
  for (const auto part : {place.organization_id, place.aggregate, place.event_id}) {
    context += part;
    context += '|';
  }
  return context;
}

}  // namespace

AuditDiff DiffOf(const Message* before, const Message& after, Values values) {
  std::vector<Leaf> old_leaves, new_leaves;
  if (before != nullptr) Flatten(*before, "", old_leaves);
  Flatten(after, "", new_leaves);
  std::map<std::string_view, const Leaf*> old_by_path;
  for (const Leaf& leaf : old_leaves) old_by_path.emplace(leaf.path, &leaf);

  AuditDiff diff;
  const auto add = [&](const Leaf* old_leaf, const Leaf* new_leaf) {
    const Leaf& leaf = new_leaf != nullptr ? *new_leaf : *old_leaf;
    FieldChange& change = *diff.add_changes();
    change.set_field(leaf.path);
    change.set_withheld(values == Values::kNoFreeText && leaf.free_text);
    if (change.withheld()) return;
    if (old_leaf != nullptr) change.set_before(old_leaf->text);
    if (new_leaf != nullptr) change.set_after(new_leaf->text);
  };
  for (const Leaf& leaf : new_leaves) {
    const auto old_leaf = old_by_path.extract(leaf.path);
    if (old_leaf.empty()) {
      add(nullptr, &leaf);
    } else if (old_leaf.mapped()->text != leaf.text) {
      add(old_leaf.mapped(), &leaf);
    }
  }
  for (const auto& [path, leaf] : old_by_path) add(leaf, nullptr);
  return diff;
}

std::string SealDiff(std::string_view key, const DiffPlace& place, const AuditDiff& diff) {
  return crypto::SealWith(key, Context(place), diff.SerializeAsString());
}

std::optional<AuditDiff> OpenDiff(std::string_view key, const DiffPlace& place, std::string_view sealed) {
  const auto bytes = crypto::OpenWith(key, Context(place), sealed);
  AuditDiff diff;
  if (!bytes || !diff.ParseFromString(*bytes)) return std::nullopt;
  return diff;
}

}  // namespace waymark::events
