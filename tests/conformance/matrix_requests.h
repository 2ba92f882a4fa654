#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "tests/conformance/matrix_place.h"

namespace waymark::matrix {

// A request of `method` about the records of `place`, such as passes all rules
// but the etag: that is none of ours, so that who is let in hears of it and no
// record is changed. Throws std::out_of_range for a kind that the place lacks.
std::unique_ptr<google::protobuf::Message> MakeRequest(const google::protobuf::MethodDescriptor& method,
                                                       const Place& place);

// The same from text format, expanded by the place.
std::unique_ptr<google::protobuf::Message> ParseRequest(const google::protobuf::MethodDescriptor& method,
                                                        const std::string& text, const Place& place);

}  // namespace waymark::matrix
