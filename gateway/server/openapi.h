#pragma once

#include <google/protobuf/descriptor.pb.h>

#include "gateway/server/api.h"
#include "gateway/server/schema.h"

namespace waymark::gateway {

// The API as an OpenAPI 3.1 document: every mapping with its parameters, bodies
// and answers, in the words of the protos' comments, which `files` holds.
Json OpenApi(const Api& api, const google::protobuf::FileDescriptorSet& files);

}  // namespace waymark::gateway
