#include "gateway/cli/output.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "gateway/cli/csv.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

bool IsOrdinary(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  return !fs::exists(status) || fs::is_regular_file(status);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  if (IsOrdinary(path_)) part_ = path_ + ".part";
  file_.reset(std::fopen((part_.empty() ? path_ : part_).c_str(), "wb"));
  if (!file_) Refuse();
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (!part_.empty()) fs::remove(part_, ignored);
}

void OutputFile::Write(std::string_view text) {
  std::FILE* out = file_ ? file_.get() : stdout;
  if (std::fwrite(text.data(), 1, text.size(), out) != text.size()) Refuse();
}

void OutputFile::Finish() {
  if (!file_) {
    if (std::fflush(stdout) != 0) Refuse();
    return;
  }
  if (std::fclose(file_.release()) != 0) Refuse();
  if (part_.empty()) return;
  std::error_code error;
  fs::rename(part_, path_, error);
  if (error) Refuse();
  part_.clear();
}

void OutputFile::Refuse() const {
  const std::string why = std::strerror(errno);
  throw CsvError(0, "", "FILE_NOT_WRITABLE",
                 (path_.empty() ? "standard output" : path_) + " cannot be written: " + why);
}

bool FlushOutput() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  std::fprintf(stderr, "waymark: standard output could not be written\n");
  return false;
}

}  // namespace waymark::cli
