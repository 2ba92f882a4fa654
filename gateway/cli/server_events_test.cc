#include "gateway/cli/server_events.h"

#include <gmock/gmock.h>

#include <vector>

namespace waymark::cli {
namespace {

using ::testing::ElementsAre;

// What is read of a stream that comes in pieces of `size` bytes, as `id|type|data`.
std::vector<std::string> Read(std::string_view stream, size_t size) {
  std::vector<std::string> read;
  ServerEvents events(
      [&](const ServerEvent& event) { read.push_back(event.id + "|" + event.type + "|" + event.data); });
  for (; !stream.empty(); stream.remove_prefix(std::min(size, stream.size()))) {
    events.Add(stream.substr(0, size));
  }
  return read;
}

constexpr std::string_view kStream =
    "retry: 1000\n\n"
    ": nothing new\nid: a\n\n"
    "id: b\nevent: career.promoted\ndata: {\"x\":1}\n\n"
    "data:one\r\ndata: two\r\n\r\n"
    "event: cut off\ndata: never";

TEST(ServerEvents, AreReadFromPiecesOfAnySize) {
  for (size_t size = 1; size <= kStream.size(); ++size) {
    EXPECT_THAT(Read(kStream, size), ElementsAre("||", "a||", "b|career.promoted|{\"x\":1}", "b||one\ntwo"));
  }
}

}  // namespace
}  // namespace waymark::cli
