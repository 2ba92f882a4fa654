#pragma once

#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "waymark/options/v1/options.pb.h"

namespace waymark::testing {

// Message types made at run time from the text of a .proto file, so that tests
// of what works by reflection need no protos of their own in the repository.
class TestProtos {
 public:
  explicit TestProtos(std::string_view source) : pool_(google::protobuf::DescriptorPool::generated_pool()) {
    // Linked in, or the options would not be understood.
    waymark::options::v1::FieldRules::descriptor();
    google::protobuf::io::ArrayInputStream input(source.data(), static_cast<int>(source.size()));
    google::protobuf::io::Tokenizer tokenizer(&input, nullptr);
    google::protobuf::FileDescriptorProto file;
    google::protobuf::compiler::Parser().Parse(&tokenizer, &file);
    file.set_name("test.proto");
    file_ = pool_.BuildFile(file);
    factory_.SetDelegateToGeneratedFactory(true);
  }

  // A message of the type, from protobuf's text format.
  std::unique_ptr<google::protobuf::Message> Make(const std::string& type, const std::string& text = "") {
    const auto* descriptor = file_->FindMessageTypeByName(type);
    std::unique_ptr<google::protobuf::Message> message(factory_.GetPrototype(descriptor)->New());
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, message.get())) << text;
    return message;
  }

 private:
  google::protobuf::DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_;
  const google::protobuf::FileDescriptor* file_;
};

}  // namespace waymark::testing
