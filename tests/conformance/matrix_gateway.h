#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/common/status/error.h"

namespace waymark::matrix {

// What a caller shows: an API token, or the secret of a session; or nothing.
struct Credential {
  std::string token = {};
  std::string session = {};
};

// What came back: a message, or an error.
struct Answer {
  std::unique_ptr<google::protobuf::Message> reply;
  std::optional<Error> error = {};
  std::string session = {};  // the secret of the session that has begun
};

// The method that is called `access.v1.GrantsService/GetGrant` here. Throws
// std::invalid_argument when there is none.
const google::protobuf::MethodDescriptor& MethodOf(std::string_view rpc);

// `access.v1.GrantsService/GetGrant`
std::string RpcName(const google::protobuf::MethodDescriptor& method);

std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type);

// Calls RPCs as a page of Waymark's own would: over HTTP, with the cookie of a
// session and the `Origin` that browsers add, or with a token.
class Gateway {
 public:
  // `url`: `http://127.0.0.1:8080`.
  explicit Gateway(std::string url);
  ~Gateway();

  // A stream is asked for as Server-Sent Events, and left once it has begun: its answer
  // is an empty message. Tries again while the gateway is busy. Throws std::runtime_error when it does
  // not answer at all.
  Answer Call(const google::protobuf::MethodDescriptor& method, const google::protobuf::Message& request,
              const Credential& credential);

 private:
  struct Http;
  Answer CallOnce(const google::protobuf::MethodDescriptor& method, const google::protobuf::Message& request,
                  const Credential& credential);

  const std::string url_;
  const std::unique_ptr<Http> http_;
};

}  // namespace waymark::matrix
