#include "services/courses/filters.h"

#include "services/common/rpc/formats.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "services/courses/references.h"

namespace waymark::courses {
namespace {

// A value of the filter that must name a record of the collection.
std::string_view NameIn(const rpc::Call& call, const std::string& field, const std::string& value,
                        std::string_view collection) {
  const std::string start = call.parent() + "/";
  if (!value.starts_with(start) || !rpc::IsResourceName(value, {"organizations", "*", collection, "*"})) {
    throw InvalidField("filter", "`" + field + "` must be compared with a resource name, " + start +
                                     std::string(collection) + "/ and an id or ~ and an external id");
  }
  return value;
}

}  // namespace

void SetFilterReference(const rpc::Call& call, const std::map<std::string, std::string>& filter,
                        const std::string& field, const std::string& collection, db::Params& params) {
  const auto value = filter.find(field);
  const auto reference = value == filter.end()
                             ? rpc::Reference{}
                             : rpc::ParseReference(NameIn(call, field, value->second, collection));
  params.Set("by_" + field, value != filter.end())
      .SetOrNull(field + "_id", reference.id)
      .SetOrNull(field + "_external_id", reference.external_id);
}

std::optional<std::string> FilterParticipant(rpc::Call& call,
                                             const std::map<std::string, std::string>& filter) {
  const auto value = filter.find("participant");
  if (value == filter.end()) return std::nullopt;
  const auto name = NameIn(call, "participant", value->second, "participants");
  return AskDirectory(call, "participants", {name})[0].id;
}

std::optional<std::string> FilterText(const std::map<std::string, std::string>& filter,
                                      const std::string& field) {
  const auto value = filter.find(field);
  return value == filter.end() ? std::nullopt : std::optional(value->second);
}

std::optional<int> FilterEnum(const std::map<std::string, std::string>& filter, const std::string& field,
                              const google::protobuf::EnumDescriptor& values) {
  const auto text = FilterText(filter, field);
  if (!text) return std::nullopt;
  // Value 0 is `<PREFIX>_UNSPECIFIED`.
  const std::string& unspecified = values.value(0)->name();
  const std::string prefix =
      unspecified.substr(0, unspecified.size() - std::string_view("UNSPECIFIED").size());
  const auto* value = values.FindValueByName(text->starts_with(prefix) ? *text : prefix + *text);
  if (!value)
    throw InvalidField("filter", "`" + field + "` must be compared with a value of " + values.name());
  return value->number();
}

}  // namespace waymark::courses
