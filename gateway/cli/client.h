#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/cli/server_events.h"
#include "services/common/status/error.h"

struct curl_slist;

namespace waymark::cli {

// Where the gateway is and what opens it: a token, else a session, else nothing.
struct Address {
  std::string url;
  std::string token;
  std::string session;
};

// Where it is: WAYMARK_URL, else the file `url` of the data folder (WAYMARK_DATA, else
// `.waymark` here or in a folder above, if that is trusted, else beside the program). Throws
// Error that says what to do.
std::string FindUrl();

// With what opens it: WAYMARK_TOKEN, else the session of `waymark login`, else the file
// `admin-token` of the data folder, if it is that folder's gateway.
Address FindAddress();

// Calls RPCs through the gateway (Connect unary, binary). One for a thread. An
// Error has the service's code, reason and wrong fields; Unavailable when the
// gateway does not answer.
class Client {
 public:
  explicit Client(const Address& address);
  ~Client();

  // `method` is `waymark.participants.v1.UnitsService/GetUnit`.
  void Call(std::string_view method, const google::protobuf::Message& request,
            google::protobuf::Message& reply, int timeout_seconds = 30);

  // The same, tried again while the service is unavailable, busy or the outcome
  // unknown, for up to `patience_seconds`, or until `go_on` says no: for calls that are safe to
  // repeat. A gateway that has not answered this client yet is waited for a few seconds only. Says
  // on standard error that it waits.
  void CallPatiently(
      std::string_view method, const google::protobuf::Message& request, google::protobuf::Message& reply,
      int patience_seconds, const std::function<bool()>& go_on = [] { return true; });

  // GETs a stream of Server-Sent Events, `path` with its query, after the event with
  // the id `last` (empty = from wherever the path says), until it ends or `go_on` says
  // no, which is asked about once a second. Throws the error that it ends with.
  void Follow(const std::string& path, const std::string& last,
              const std::function<void(const ServerEvent&)>& take, const std::function<bool()>& go_on);

  const std::string& url() const { return address_.url; }
  // The HTTP status of the last answer; 0 = there was none.
  long status() const { return status_; }
  // The secret of the session that a call has begun.
  const std::string& begun_session() const;

 private:
  std::string Post(const std::string& url, const std::string& body, const char* content_type,
                   int timeout_seconds);
  // Sets what every request has.
  void Prepare(const std::string& url, curl_slist* headers);
  struct Curl;
  const Address address_;
  std::unique_ptr<Curl> curl_;
  long status_ = 0;
  bool reached_ = false;  // the gateway has answered once
};

// Whether asking again may help, for a call that is safe to repeat.
bool WorthRepeating(const Error& error);

// What an event `error` of a stream says: problem+json.
Error ErrorOfEvent(const std::string& problem);

// A new message of the input or output type of a method, found by its name.
// Throws InvalidField("method", …) for a method that does not exist.
struct MethodMessages {
  std::unique_ptr<google::protobuf::Message> request;
  std::unique_ptr<google::protobuf::Message> reply;
};
MethodMessages MessagesOf(std::string_view method);

}  // namespace waymark::cli
