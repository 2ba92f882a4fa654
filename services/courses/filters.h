#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <optional>
#include <string>

#include "services/common/rpc/call.h"

// From the comparisons of a filter (ParseFilter) to the parameters of a list.
namespace waymark::courses {

// A comparison of a filter, `field = <resource name>`, as the parameters
// `by_<field>` (whether there is one), `<field>_id` and `<field>_external_id`.
// Throws InvalidField("filter") when the value is no name of that collection.
void SetFilterReference(const rpc::Call& call, const std::map<std::string, std::string>& filter,
                        const std::string& field, const std::string& collection, db::Params& params);

// `participant = <resource name>` of a filter as a UUID, of a participant that
// is there; nullopt when the filter does not say, an empty text for one that is
// unknown.
std::optional<std::string> FilterParticipant(rpc::Call& call,
                                             const std::map<std::string, std::string>& filter);

// The text of a filter's comparison, or nullopt.
std::optional<std::string> FilterText(const std::map<std::string, std::string>& filter,
                                      const std::string& field);

// A comparison with a value of an enum, with or without the enum's prefix
// (`RUNNING`, `COHORT_STATE_RUNNING`), as its number. Throws
// InvalidField("filter") when there is no such value.
std::optional<int> FilterEnum(const std::map<std::string, std::string>& filter, const std::string& field,
                              const google::protobuf::EnumDescriptor& values);

}  // namespace waymark::courses
