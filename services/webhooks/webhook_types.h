#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/common/status/error.h"

// Which events go to webhooks.
namespace waymark::webhooks {

// Whether events of the type leave Waymark: what became of one person, without what is
// recorded of them besides.
bool Leaves(std::string_view type);

// The types that a webhook wants which names these; none = graduations, credentials and
// careers.
std::vector<std::string> WantedTypes(std::vector<std::string> named);

// What is wrong with types that a webhook names: those of which no event leaves.
std::vector<FieldViolation> WrongWithTypes(const google::protobuf::RepeatedPtrField<std::string>& named);

}  // namespace waymark::webhooks
