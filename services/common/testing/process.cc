#include "services/common/testing/process.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace waymark::testing {

Process::Process(const std::vector<std::string>& argv, const std::string& log, const std::string& user) {
  std::vector<char*> args;
  for (const auto& arg : argv) args.push_back(const_cast<char*>(arg.c_str()));
  args.push_back(nullptr);
  const passwd* account = user.empty() ? nullptr : getpwnam(user.c_str());
  pid_ = fork();
  if (pid_ != 0) return;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (account && (setgroups(0, nullptr) != 0 || setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0))
    _exit(126);
  // After the change of user, which would clear it.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  execvp(args[0], args.data());
  _exit(127);
}

Process::~Process() {
  if (pid_ <= 0) return;
  Signal(SIGQUIT);
  Wait();
}

int Process::Wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void Process::Signal(int signal) {
  if (pid_ > 0) kill(pid_, signal);
}

Folder::Folder(const std::string& user) {
  const char* base = std::getenv("TMPDIR");
  path_ = std::string(base && *base ? base : "/tmp") + "/wmt-XXXXXX";
  if (!mkdtemp(path_.data())) throw std::runtime_error("cannot make a folder below the temporary one");
  if (const passwd* account = user.empty() ? nullptr : getpwnam(user.c_str())) {
    if (chown(path_.c_str(), account->pw_uid, account->pw_gid) != 0) throw std::runtime_error("chown failed");
  }
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string DatabaseUser() {
  if (getuid() != 0) return "";
  for (const char* user : {"postgres", "nobody"}) {
    if (getpwnam(user)) return user;
  }
  throw std::runtime_error("no user to run PostgreSQL as");
}

}  // namespace waymark::testing
