#include "gateway/server/descriptor_set.h"

#include <stdexcept>

// The file that protoc wrote, put into the program by the assembler.
asm(R"(
.section .rodata
.global waymark_descriptor_set_begin
.global waymark_descriptor_set_end
waymark_descriptor_set_begin:
.incbin ")" WAYMARK_DESCRIPTOR_SET R"("
waymark_descriptor_set_end:
.byte 0
.previous
)");

extern "C" const char waymark_descriptor_set_begin[];
extern "C" const char waymark_descriptor_set_end[];

namespace waymark::gateway {

const google::protobuf::FileDescriptorSet& DescriptorSet() {
  static const google::protobuf::FileDescriptorSet set = [] {
    google::protobuf::FileDescriptorSet parsed;
    const auto size = static_cast<int>(waymark_descriptor_set_end - waymark_descriptor_set_begin);
    if (!parsed.ParseFromArray(waymark_descriptor_set_begin, size)) {
      throw std::logic_error("the embedded descriptor set is broken");
    }
    return parsed;
  }();
  return set;
}

}  // namespace waymark::gateway
