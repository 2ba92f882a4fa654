#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "gateway/server/api.h"

namespace waymark::gateway {

// Answers gRPC's server reflection about what the gateway serves, and nothing
// else: of a service's methods those with a mapping. Its messages (the same in
// v1 and v1alpha) are read and written by their numbers: their generated code is
// linked where a service's own reflection is, and may not be there twice.
class Reflection {
 public:
  // The API has a method at least.
  explicit Reflection(const Api& api);

  // Whether it answers the RPC.
  static bool Has(std::string_view rpc_path);
  // The ServerReflectionResponse to a ServerReflectionRequest, both serialized.
  std::string Answer(const std::string& request) const;

 private:
  void AddFile(const google::protobuf::FileDescriptor& file);
  bool Serves(const std::string& symbol) const;
  std::string Services() const;
  std::string ExtensionsOf(const google::protobuf::Descriptor& type) const;
  // Null where there is none that is served.
  const std::string* FileOfSymbol(const std::string& symbol) const;
  const std::string* FileOfExtension(const std::string& request) const;
  const std::string* File(const google::protobuf::FileDescriptor* file) const;

  const Api& api_;
  const google::protobuf::DescriptorPool* const pool_;
  std::set<std::string, std::less<>> services_;
  std::map<std::string, std::string, std::less<>> files_;  // serialized FileDescriptorProtos by name
};

}  // namespace waymark::gateway
