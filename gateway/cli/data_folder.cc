#include "gateway/cli/data_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "services/common/status/error.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

bool IsOurs(uid_t owner) {
  if (owner == 0 || owner == geteuid()) return true;
  const char* before_sudo = std::getenv("SUDO_UID");
  return geteuid() == 0 && before_sudo != nullptr && std::to_string(owner) == before_sudo;
}

bool IsTrusted(const fs::path& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && IsOurs(found.st_uid) &&
         (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

void RequireTrusted(const fs::path& folder) {
  if (IsTrusted(folder) && IsTrusted(folder / "url")) return;
  throw Error(Code::kFailedPrecondition, "DATA_FOLDER_FOREIGN",
              folder.string() +
                  " or its file url belongs to somebody else, or others may write to it: nothing is sent to "
                  "where it says; set WAYMARK_URL, or WAYMARK_DATA to that folder if you trust it");
}

std::optional<fs::path> DataFolder() {
  if (const char* named = std::getenv("WAYMARK_DATA"); named && *named) return fs::path(named);
  std::error_code ignored;
  for (fs::path at = fs::current_path(ignored); !at.empty(); at = at.parent_path()) {
    const fs::path folder = at / ".waymark";
    if (fs::exists(folder / "url", ignored)) {
      RequireTrusted(folder);
      return folder;
    }
    if (at == at.root_path()) break;
  }
  const fs::path beside = fs::read_symlink("/proc/self/exe", ignored).parent_path().parent_path();
  if (fs::exists(beside / "url", ignored)) return beside;
  return std::nullopt;
}

}  // namespace waymark::cli
