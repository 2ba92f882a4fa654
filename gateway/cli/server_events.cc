#include "gateway/cli/server_events.h"

namespace waymark::cli {

void ServerEvents::Add(std::string_view piece) {
  rest_ += piece;
  size_t begin = 0;
  for (size_t end; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1) {
    TakeLine(std::string_view(rest_).substr(begin, end - begin));
  }
  rest_.erase(0, begin);
}

void ServerEvents::TakeLine(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    take_(event_);
    event_ = {.id = event_.id, .type = {}, .data = {}};
    return;
  }
  const size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "id") event_.id = value;
  if (field == "event") event_.type = value;
  if (field == "data") event_.data.append(event_.data.empty() ? "" : "\n").append(value);
}

}  // namespace waymark::cli
