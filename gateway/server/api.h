#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/message.h>

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/router.h"

namespace waymark::gateway {

// The fields from a request message down to one of its (nested) fields.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// One RPC that the gateway serves.
struct Method {
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  const google::protobuf::Message* request = nullptr;  // prototypes
  const google::protobuf::Message* reply = nullptr;
  std::string rpc_path;  // `/waymark.courses.v1.CohortService/GetCohort`
  std::string upstream;  // `courses`
  // Whether it only reads (it has a GET mapping): then it may be tried again.
  bool read_only = false;
  // Whether it asks for no credential.
  bool open = false;
  // Whether it works on many records, a batch or all of an organization, and is given more time.
  bool large = false;
  // Whether it answers with a stream.
  bool streams = false;
  // Of such: the request's field that says where to go on, which a message's
  // `resume_token` is for, and the message's field that is what happened. Null where
  // there is none.
  const google::protobuf::FieldDescriptor* resume_from = nullptr;
  const google::protobuf::FieldDescriptor* event = nullptr;
  // A field by which the caller says how long the service may wait for news;
  // that time comes on top of the deadline. Null where there is none.
  const google::protobuf::FieldDescriptor* wait_seconds = nullptr;
  // The reply's etag, sent as a header too. Null where there is none.
  const google::protobuf::FieldDescriptor* etag = nullptr;
};

// One HTTP mapping of a method.
struct Binding {
  const Method* method = nullptr;
  std::string http_method;
  std::string pattern;  // `/v1/{name=organizations/*}`
  PathTemplate path;
  std::vector<FieldPath> variables;                                  // in the order of path.variables
  bool whole_body = false;                                           // body: "*"
  const google::protobuf::FieldDescriptor* body = nullptr;           // body: "field"
  const google::protobuf::FieldDescriptor* response_body = nullptr;  // null: the whole reply
};

// What the gateway serves, all of it read from descriptors at start. A method
// without google.api.http is not reachable from outside.
class Api {
 public:
  // Throws std::invalid_argument that names the method when a mapping is wrong:
  // a template that cannot be parsed, a field that does not exist, a method that
  // takes a stream, a GET with a body, two mappings of the same requests.
  Api(const std::vector<const google::protobuf::ServiceDescriptor*>& services,
      google::protobuf::MessageFactory& factory);

  const std::deque<Method>& methods() const { return methods_; }
  const std::deque<Binding>& bindings() const { return bindings_; }
  // The second components of the packages: the services behind the gateway.
  std::vector<std::string> Upstreams() const;

  const Binding& binding(int route) const { return bindings_[static_cast<size_t>(route)]; }
  Router::Match Find(std::string_view http_method, std::string_view path) const {
    return router_.Find(http_method, path);
  }
  // The method of a path `/package.Service/Method`, or null.
  const Method* FindRpc(std::string_view rpc_path) const;

 private:
  void AddMethod(const google::protobuf::MethodDescriptor& descriptor,
                 google::protobuf::MessageFactory& factory);

  std::deque<Method> methods_;
  std::deque<Binding> bindings_;
  std::map<std::string, const Method*, std::less<>> by_rpc_path_;
  Router router_;
};

// The services of packages `waymark.*` in `files` as `pool` knows them.
std::vector<const google::protobuf::ServiceDescriptor*> WaymarkServices(
    const google::protobuf::FileDescriptorSet& files, const google::protobuf::DescriptorPool& pool);

}  // namespace waymark::gateway
