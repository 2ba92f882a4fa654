#pragma once

#include <google/protobuf/descriptor.pb.h>

namespace waymark::gateway {

// All protos of the repository as this program was built from them, with their
// comments, which generated code does not keep.
const google::protobuf::FileDescriptorSet& DescriptorSet();

}  // namespace waymark::gateway
