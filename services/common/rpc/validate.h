#pragma once

#include <string>
#include <string_view>
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
// Resource names must lie in `organization` (a slug) when one is given.
//
// In an update (a message with an `update_mask`) the resource's `name` must be
// there, and of its REQUIRED fields those that the mask names.
//
// Items of a batch (`requests` of a message with `return_partial_success` set)
// are left to ValidateItem, so that one bad item does not fail the others.
std::vector<FieldViolation> Validate(const google::protobuf::Message& message,
                                     std::string_view organization = {});

// The same for one item of a batch, whose own `parent` may be left out. Paths
// are relative to the item.
std::vector<FieldViolation> ValidateItem(const google::protobuf::Message& item,
                                         std::string_view organization);

// Names of fields whose text must be a mask of the fields of `resource`: throws
// InvalidField("update_mask", …) for a path that does not exist, is OUTPUT_ONLY
// or IMMUTABLE. An empty mask means every field that is set (AIP-134); `*` all.
std::vector<std::string> MaskPaths(const google::protobuf::Message& mask,
                                   const google::protobuf::Message& resource);

}  // namespace waymark::rpc
