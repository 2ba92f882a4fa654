#include "gateway/server/comments.h"

#include <stdexcept>

#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

template <typename Descriptor>
std::string CommentOf(const Descriptor* descriptor) {
  google::protobuf::SourceLocation location;
  if (!descriptor || !descriptor->GetSourceLocation(&location)) return "";
  std::string text;
  bool new_paragraph = false;
  for (std::string_view line : Split(location.leading_comments, '\n')) {
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.empty()) {
      new_paragraph = !text.empty();
      continue;
    }
    if (!text.empty()) text += new_paragraph ? "\n\n" : " ";
    new_paragraph = false;
    text += line;
  }
  return text;
}

}  // namespace

Comments::Comments(const google::protobuf::FileDescriptorSet& files) {
  // protoc writes a file after those that it imports.
  for (const auto& file : files.file()) {
    if (!pool_.BuildFile(file))
      throw std::invalid_argument("the descriptor of " + file.name() + " is broken");
  }
}

std::string Comments::Of(const google::protobuf::Descriptor& message) const {
  return CommentOf(pool_.FindMessageTypeByName(message.full_name()));
}
std::string Comments::Of(const google::protobuf::EnumDescriptor& type) const {
  return CommentOf(pool_.FindEnumTypeByName(type.full_name()));
}
std::string Comments::Of(const google::protobuf::EnumValueDescriptor& value) const {
  return CommentOf(pool_.FindEnumValueByName(value.full_name()));
}
std::string Comments::Of(const google::protobuf::FieldDescriptor& field) const {
  return CommentOf(pool_.FindFieldByName(field.full_name()));
}
std::string Comments::Of(const google::protobuf::MethodDescriptor& method) const {
  return CommentOf(pool_.FindMethodByName(method.full_name()));
}
std::string Comments::Of(const google::protobuf::ServiceDescriptor& service) const {
  return CommentOf(pool_.FindServiceByName(service.full_name()));
}

}  // namespace waymark::gateway
