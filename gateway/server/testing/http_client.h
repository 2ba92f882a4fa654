#pragma once

#include <map>
#include <string>
#include <string_view>

namespace waymark::gateway::testing {

// A response as a test looks at it. Header names are in lower case.
struct HttpResponse {
  int status = 0;  // 0: the connection ended without a response
  std::map<std::string, std::string> headers;
  std::string body;
};

// A blocking client on a plain socket that sends whatever bytes a test wants.
class HttpClient {
 public:
  // `from`: an address of this machine, or empty.
  explicit HttpClient(int port, const std::string& from = "");
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // False when the connection takes no more.
  bool Send(std::string_view bytes);
  // Sends what the connection takes without waiting.
  void SendAtOnce(std::string_view bytes);
  int descriptor() const { return socket_; }
  // The next response; `head` when it has no body in spite of its length.
  HttpResponse Receive(bool head = false);
  // What comes next, up to and with `text`, or to the end.
  std::string ReadUpTo(std::string_view text);
  // Whether the other side ends the connection (waits for it).
  bool IsClosed();
  void Close();

  // One request with its length; `headers` are whole lines that end with \r\n.
  HttpResponse Request(std::string_view method, std::string_view target, std::string_view headers = "",
                       std::string_view body = "");

 private:
  bool Fill();
  int socket_;
  std::string buffer_;
};

}  // namespace waymark::gateway::testing
