#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <vector>

#include "services/common/status/error.h"

namespace waymark::webhooks {

// What is wrong with types that a webhook names: those that are no outcomes, which alone leave Waymark.
std::vector<FieldViolation> WrongWithTypes(const google::protobuf::RepeatedPtrField<std::string>& named);

}  // namespace waymark::webhooks
