#pragma once

#include <vector>

#include "google/protobuf/message.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// Checks a message against the rules of its proto, by reflection, with a plan
// cached per message type: REQUIRED fields, NUL and invalid UTF-8 in texts,
// lengths, formats, resource names, number ranges, enum values that are not
// defined, numbers of items. OUTPUT_ONLY fields are not looked at. All
// violations, at most 50, each with its path.
//
// Items of a batch (`requests` of a message with `return_partial_success` set)
// are left to ValidateItem, so that one bad item does not fail the others.
std::vector<FieldViolation> Validate(const google::protobuf::Message& message);

// Names of fields whose text must be a mask of the fields of `resource`: throws
// InvalidField("update_mask", …) for a path that does not exist, is OUTPUT_ONLY
// or IMMUTABLE. An empty mask means every field that is set (AIP-134); `*` all.
std::vector<std::string> MaskPaths(const google::protobuf::Message& mask,
                                   const google::protobuf::Message& resource);

}  // namespace waymark::rpc
