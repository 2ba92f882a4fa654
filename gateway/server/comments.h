#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <string>

namespace waymark::gateway {

// The comments of protos, by what they stand before. Generated code does not
// keep them, so they come from a descriptor set with source information; an
// element that is not in it has none.
class Comments {
 public:
  explicit Comments(const google::protobuf::FileDescriptorSet& files);

  // The comment before an element: lines joined, paragraphs kept apart by an
  // empty line; empty when there is none.
  std::string Of(const google::protobuf::Descriptor& message) const;
  std::string Of(const google::protobuf::EnumDescriptor& type) const;
  std::string Of(const google::protobuf::EnumValueDescriptor& value) const;
  std::string Of(const google::protobuf::FieldDescriptor& field) const;
  std::string Of(const google::protobuf::MethodDescriptor& method) const;
  std::string Of(const google::protobuf::ServiceDescriptor& service) const;

 private:
  google::protobuf::DescriptorPool pool_;
};

}  // namespace waymark::gateway
