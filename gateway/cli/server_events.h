#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace waymark::cli {

// One of the Server-Sent Events of a stream, or a place in it (without data).
struct ServerEvent {
  std::string id;  // of this one, or of the last that had one
  std::string type;
  std::string data;
};

// Reads Server-Sent Events as they come, in pieces of any size.
class ServerEvents {
 public:
  explicit ServerEvents(std::function<void(const ServerEvent&)> take) : take_(std::move(take)) {}

  void Add(std::string_view piece);

 private:
  void TakeLine(std::string_view line);

  const std::function<void(const ServerEvent&)> take_;
  std::string rest_;  // of a line that has not ended
  ServerEvent event_;
};

}  // namespace waymark::cli
