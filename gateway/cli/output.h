#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace waymark::cli {

// A file that is there whole or not at all: it is written aside, as `PATH.part`, and takes its
// place when it is finished. What is no ordinary file (a pipe, a device) is written as it is;
// an empty path is standard output. Throws CsvError FILE_NOT_WRITABLE as soon as a write fails.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  // Removes what was not finished.
  ~OutputFile();

  void Write(std::string_view text);
  void Finish();

 private:
  [[noreturn]] void Refuse() const;

  const std::string path_;
  std::string part_;  // empty = what is written is the file itself
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;  // null = standard output
};

// Flushes standard output. False, with a word on standard error, when not all of it was written.
bool FlushOutput();

}  // namespace waymark::cli
