#include "services/access/password_process.h"

#include <signal.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>

#include "services/access/hashing/protocol.h"
#include "services/common/base/log.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

Error NoProcess(const std::string& why) {
  Log(LogLevel::kError, "passwords cannot be hashed", {{"program", hashing::kProgram}, {"error", why}});
  return Unavailable("what looks at passwords");
}

std::string PathOfProgram() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / hashing::kProgram;
}

// With no signal held back, as this program's threads may hold some, nothing of its
// environment, and no descriptor but `socket`. The error, or 0.
int Spawn(const std::string& path, const char* share, int socket, pid_t& pid) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, socket, hashing::kSocket);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  char* const argv[] = {const_cast<char*>(hashing::kProgram), const_cast<char*>(share), nullptr};
  char* const environment[] = {nullptr};
  const int error = posix_spawn(&pid, path.c_str(), &files, &attributes, argv, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

}  // namespace

PasswordProcess::~PasswordProcess() { Stop(); }

std::string PasswordProcess::Ask(std::string_view hash, std::string_view password) {
  std::string question, answer;
  question.reserve(hashing::kLongestQuestion);  // no copy of it is left behind
  question.append(hash).append(1, '\0').append(password);
  if (question.size() > hashing::kLongestQuestion) throw Internal("a password of too many bytes");
  bool answered = false;
  for (int tries = 0; !answered && tries < 2; ++tries) {
    if (pid_ < 0) Start();
    answered = Try(question, answer);
    if (!answered) Stop();
  }
  sodium_memzero(question.data(), question.size());
  if (!answered) throw NoProcess("it went away");
  return answer;
}

bool PasswordProcess::Try(std::string_view question, std::string& answer) const {
  std::array<char, hashing::kLongestAnswer> text{};
  if (send(socket_, question.data(), question.size(), MSG_NOSIGNAL) < 0) return false;
  ssize_t length = 0;
  do {
    length = recv(socket_, text.data(), text.size(), 0);
  } while (length < 0 && errno == EINTR);
  if (length <= 0) return false;
  answer.assign(text.data(), static_cast<size_t>(length) - 1);
  return true;
}

void PasswordProcess::Start() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) throw NoProcess(std::strerror(errno));
  const std::string path = PathOfProgram();
  const int error = Spawn(path, share_, ends[1], pid_);
  close(ends[1]);
  socket_ = ends[0];
  if (error == 0) return;
  pid_ = -1;
  Stop();
  throw NoProcess(path + ": " + std::strerror(error));
}

void PasswordProcess::Stop() {
  if (socket_ >= 0) close(socket_);
  socket_ = -1;
  if (pid_ < 0) return;
  // It ends by itself once it sees that, unless it is at work for nobody.
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

}  // namespace waymark::access
