#include "gateway/cli/call.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>

#include <cstdio>
#include <vector>

#include "gateway/cli/json.h"
#include "google/api/annotations.pb.h"

namespace waymark::cli {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;

// `package.Service/Method` of every method of a file that the gateway serves.
void AddMethods(const FileDescriptor& file, std::vector<std::string>& names) {
  for (int i = 0; i < file.service_count(); ++i) {
    for (int j = 0; j < file.service(i)->method_count(); ++j) {
      const auto& method = *file.service(i)->method(j);
      if (method.options().HasExtension(google::api::http))
        names.push_back(file.service(i)->full_name() + "/" + method.name());
    }
  }
}

std::vector<std::string> AllMethods() {
  std::vector<std::string> files, names;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  for (const auto& file : files) {
    if (file.starts_with("waymark/"))
      AddMethods(*DescriptorPool::generated_pool()->FindFileByName(file), names);
  }
  return names;
}

}  // namespace

std::string FullMethodName(const std::string& method) {
  std::vector<std::string> matches;
  std::string all, of_service;
  const std::string service = "." + method.substr(0, method.find('/')) + "/";
  for (const auto& name : AllMethods()) {
    all += "\n  " + name;
    if (("." + name).find(service) != std::string::npos) of_service += "\n  " + name;
    if (name == method) return name;
    if (name.ends_with("." + method) || name.ends_with("/" + method)) matches.push_back(name);
  }
  if (matches.size() == 1) return matches[0];
  std::string choices;
  for (const auto& name : matches) choices += "\n  " + name;
  throw InvalidField("method", matches.empty() ? "there is no method " + method +
                                                     "; there are:" + (of_service.empty() ? all : of_service)
                                               : method + " stands for several methods:" + choices);
}

void CallMethod(const Address& address, const std::string& method, const std::string& json) {
  const std::string name = FullMethodName(method);
  const MethodMessages messages = MessagesOf(name);
  FromJson(json, *messages.request);
  Client(address).Call(name, *messages.request, *messages.reply, 120);
  std::printf("%s\n", ToJson(*messages.reply, true).c_str());
}

}  // namespace waymark::cli
