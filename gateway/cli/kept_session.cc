#include "gateway/cli/kept_session.h"

#include <cstdlib>
#include <filesystem>

#include "services/common/base/secret_file.h"
#include "services/common/status/error.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

fs::path StateFolder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state) return state;
  const char* home = std::getenv("HOME");
  if (home && *home) return fs::path(home) / ".local" / "state";
  throw Error(Code::kFailedPrecondition, "STATE_FOLDER_UNKNOWN",
              "there is no place for a session: set HOME or XDG_STATE_HOME");
}

fs::path SessionFile() { return StateFolder() / "waymark" / "session"; }

}  // namespace

std::string KeptSession(const std::string& url) {
  if (!std::getenv("HOME") && !std::getenv("XDG_STATE_HOME")) return "";
  const std::string text = ReadSecretFile(SessionFile());
  const auto space = text.find(' ');
  return space != std::string::npos && text.substr(0, space) == url ? text.substr(space + 1) : "";
}

void KeepSession(const std::string& url, const std::string& secret) {
  const fs::path file = SessionFile();
  fs::create_directories(file.parent_path());
  WriteSecretFile(file, url + " " + secret);
}

void ForgetSession() { fs::remove(SessionFile()); }

}  // namespace waymark::cli
