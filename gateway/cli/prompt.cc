#include "gateway/cli/prompt.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>

#include "services/common/status/error.h"

namespace waymark::cli {
namespace {

// More than the longest password, of 128 characters of up to 4 bytes.
constexpr size_t kLongestSecret = 1'024;

bool AtTerminal() { return isatty(STDIN_FILENO) == 1; }

Error NoAnswer(const std::string& question) {
  return Error(
      Code::kInvalidArgument, "ANSWER_MISSING",
      "nothing was typed for: " + question + "; answer at a terminal, or by a line of standard input");
}

std::string NextLine(const std::string& question) {
  std::string line;
  if (!std::getline(std::cin, line) || line.empty()) throw NoAnswer(question);
  return line;
}

}  // namespace

std::string Ask(const std::string& question) {
  if (AtTerminal()) std::fprintf(stderr, "%s: ", question.c_str());
  return NextLine(question);
}

std::string AskSecret(const std::string& question) {
  if (!AtTerminal()) return NextLine(question);
  std::array<char, kLongestSecret> typed{};
  const int failed =
      EVP_read_pw_string(typed.data(), static_cast<int>(typed.size()), (question + ": ").c_str(), 0);
  std::string secret(failed == 0 ? typed.data() : "");
  OPENSSL_cleanse(typed.data(), typed.size());
  if (secret.empty()) throw NoAnswer(question);
  return secret;
}

std::string AskNewPassword() {
  std::string password = AskSecret("New password, at least 12 characters");
  if (AtTerminal() && AskSecret("The same again") != password)
    throw InvalidField("new_password", "was typed in two ways; begin again");
  return password;
}

}  // namespace waymark::cli
