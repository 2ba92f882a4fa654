#include "gateway/server/reflection.h"

#include <google/protobuf/unknown_field_set.h>

namespace waymark::gateway {
namespace {

using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

// The fields of grpc/reflection/v1/reflection.proto.
enum Asked { kFileByName = 3, kFileOfSymbol = 4, kFileOfExtension = 5, kExtensionsOfType = 6, kServices = 7 };
enum Told { kRequest = 2, kFiles = 4, kExtensions = 5, kServiceList = 6, kError = 7 };
constexpr int kNotFound = 5;
constexpr int kInvalidArgument = 3;

std::string Bytes(const UnknownFieldSet& fields) {
  std::string bytes;
  fields.SerializeToString(&bytes);
  return bytes;
}

// The answer to a question: a field of the response.
struct Answered {
  int field;
  std::string bytes;
};

Answered ErrorOf(int code, const std::string& message) {
  UnknownFieldSet error;
  error.AddVarint(1, static_cast<uint64_t>(code));
  *error.AddLengthDelimited(2) = message;
  return {kError, Bytes(error)};
}

Answered FileOrError(const std::string* file) {
  if (!file) return ErrorOf(kNotFound, "nothing of that name is served");
  UnknownFieldSet files;
  *files.AddLengthDelimited(1) = *file;
  return {kFiles, Bytes(files)};
}

// What the request asks for: the last of its alternatives, as protobuf has it.
const UnknownField* Question(const UnknownFieldSet& request) {
  const UnknownField* question = nullptr;
  for (int i = 0; i < request.field_count(); ++i) {
    const UnknownField& field = request.field(i);
    if (field.number() >= kFileByName && field.type() == UnknownField::TYPE_LENGTH_DELIMITED)
      question = &field;
  }
  return question;
}

}  // namespace

Reflection::Reflection(const Api& api) : api_(api), pool_(api.methods().front().descriptor->file()->pool()) {
  for (const Method& method : api.methods()) {
    services_.insert(method.descriptor->service()->full_name());
  }
  for (const Method& method : api.methods()) AddFile(*method.descriptor->file());
}

bool Reflection::Has(std::string_view rpc_path) {
  return rpc_path == "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo" ||
         rpc_path == "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
}

void Reflection::AddFile(const google::protobuf::FileDescriptor& file) {
  const auto [place, added] = files_.try_emplace(file.name());
  if (!added) return;
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  proto.clear_service();
  for (int i = 0; i < file.service_count(); ++i) {
    if (!services_.contains(file.service(i)->full_name())) continue;
    auto& service = *proto.add_service();
    file.service(i)->CopyTo(&service);
    service.clear_method();
    for (int j = 0; j < file.service(i)->method_count(); ++j) {
      const auto& method = *file.service(i)->method(j);
      if (Serves(method.full_name())) method.CopyTo(service.add_method());
    }
  }
  place->second = proto.SerializeAsString();
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i));
}

bool Reflection::Serves(const std::string& symbol) const {
  if (pool_->FindServiceByName(symbol)) return services_.contains(symbol);
  const auto* method = pool_->FindMethodByName(symbol);
  return !method || api_.FindRpc("/" + method->service()->full_name() + "/" + method->name());
}

const std::string* Reflection::File(const google::protobuf::FileDescriptor* file) const {
  const auto found = file ? files_.find(file->name()) : files_.end();
  return found == files_.end() ? nullptr : &found->second;
}

const std::string* Reflection::FileOfSymbol(const std::string& symbol) const {
  return Serves(symbol) ? File(pool_->FindFileContainingSymbol(symbol)) : nullptr;
}

const std::string* Reflection::FileOfExtension(const std::string& request) const {
  UnknownFieldSet fields;
  std::string type;
  int number = 0;
  if (!fields.ParseFromString(request)) return nullptr;
  for (int i = 0; i < fields.field_count(); ++i) {
    const UnknownField& field = fields.field(i);
    if (field.number() == 1 && field.type() == UnknownField::TYPE_LENGTH_DELIMITED)
      type = field.length_delimited();
    if (field.number() == 2 && field.type() == UnknownField::TYPE_VARINT)
      number = static_cast<int>(field.varint());
  }
  const auto* message = pool_->FindMessageTypeByName(type);
  const auto* extension = message ? pool_->FindExtensionByNumber(message, number) : nullptr;
  return extension ? File(extension->file()) : nullptr;
}

std::string Reflection::Services() const {
  UnknownFieldSet list;
  for (const std::string& name : services_) {
    UnknownFieldSet service;
    *service.AddLengthDelimited(1) = name;
    *list.AddLengthDelimited(1) = Bytes(service);
  }
  return Bytes(list);
}

std::string Reflection::ExtensionsOf(const google::protobuf::Descriptor& type) const {
  std::vector<const google::protobuf::FieldDescriptor*> extensions;
  pool_->FindAllExtensions(&type, &extensions);
  UnknownFieldSet numbers;
  *numbers.AddLengthDelimited(1) = type.full_name();
  for (const auto* extension : extensions) {
    if (File(extension->file())) numbers.AddVarint(2, static_cast<uint64_t>(extension->number()));
  }
  return Bytes(numbers);
}

std::string Reflection::Answer(const std::string& request) const {
  UnknownFieldSet asked;
  const UnknownField* question = asked.ParseFromString(request) ? Question(asked) : nullptr;
  const std::string text = question ? question->length_delimited() : "";
  const auto answer = [&]() -> Answered {
    switch (question ? question->number() : 0) {
      case kFileByName:
        return FileOrError(File(pool_->FindFileByName(text)));
      case kFileOfSymbol:
        return FileOrError(FileOfSymbol(text));
      case kFileOfExtension:
        return FileOrError(FileOfExtension(text));
      case kExtensionsOfType: {
        const auto* type = pool_->FindMessageTypeByName(text);
        if (!type || !File(type->file())) return FileOrError(nullptr);
        return {kExtensions, ExtensionsOf(*type)};
      }
      case kServices:
        return {kServiceList, Services()};
      default:
        return ErrorOf(kInvalidArgument, "this question is not known");
    }
  }();
  UnknownFieldSet told;
  *told.AddLengthDelimited(kRequest) = request;
  *told.AddLengthDelimited(answer.field) = answer.bytes;
  return Bytes(told);
}

}  // namespace waymark::gateway
